import type { HostInput, HostMethod, HostOutputs } from '@shared/contract/host-api';
import { profileSchema } from '@shared/model/profile';
import { rfc } from '@shared/model/reference';
import type { SessionSummary } from '@shared/model/session';
import type { TraceEvent } from '@shared/model/trace-event';

/** Characters that a crossing could lose: other planes, controls, separators, bidirectional marks. */
const DIFFICULT_TEXT = 'Zoë 🛰️ \u0000\u001b[31m \u2028\u2029 \u202eabc \uFEFF </script> "\\ \r\n';

const PROFILE = {
  name: 'Acme staging',
  issuer: 'https://id.acme.example',
  client: { id: 'web' },
} as const;

const REFERENCE = rfc(6749, '4.1.2');

const SUMMARY: SessionSummary = {
  id: 'session-1',
  flow: 'authorization-code',
  profileName: 'Acme staging',
  issuer: 'https://id.acme.example',
  outcome: 'running',
  startedAt: 1_768_469_400_000,
  endedAt: null,
  eventCount: 1,
  mutation: 'code-reused',
  mutationRun: 'set-1',
};

const STORED_PROFILE = {
  id: 'profile-1',
  source: 'saved',
  profile: profileSchema.parse(PROFILE),
  updatedAt: 1_768_469_400_000,
} as const;

export function buildNote(seq: number, message = 'A note.'): TraceEvent {
  return { type: 'note', seq, time: 1_768_469_400_000 + seq, stepId: null, code: 'sample', message };
}

/** A valid input of every method. */
export const SAMPLE_INPUTS: { [M in HostMethod]: HostInput<M> } = {
  getCapabilities: {},
  readPreferences: {},
  changePreferences: { theme: 'dark' },
  listProfiles: {},
  saveProfile: { profile: PROFILE },
  deleteProfile: { id: 'profile-1' },
  storeSecret: { label: 'client secret', value: DIFFICULT_TEXT },
  discoverIssuer: { issuer: 'https://id.acme.example', allowInsecure: false, callId: 'call-1' },
  listFaults: {},
  startRun: { profileId: 'profile-1' },
  listMutations: { profileId: 'profile-1' },
  startMutationRun: { profileId: 'profile-1', mutations: ['code-reused'] },
  cancelMutationRun: { mutationRunId: 'set-1' },
  readMutationRun: { mutationRunId: 'set-1' },
  buildMutationTable: { mutationRunId: 'set-1', format: 'csv' },
  startFollowUp: { sessionId: 'session-1', action: 'refresh' },
  cancelRun: { sessionId: 'session-1' },
  resendRequest: { sessionId: 'session-1', exchangeId: 'exchange-1' },
  planRun: { profileId: 'profile-1' },
  setBreakpoints: { sessionId: 'session-1', breakpoints: ['token'] },
  pauseRun: { sessionId: 'session-1' },
  continueRun: { sessionId: 'session-1', pauseId: 'pause-1', until: 'next-step' },
  submitCallback: { sessionId: 'session-1', url: 'http://127.0.0.1:53682/callback?code=a&state=b' },
  openAuthorizationUrl: { sessionId: 'session-1' },
  listSessions: { text: DIFFICULT_TEXT, outcome: 'failed', tag: 'acme', since: 0, offset: 0, limit: 100 },
  describeLibrary: { provider: 'id.acme.example' },
  updateSession: { sessionId: 'session-1', note: DIFFICULT_TEXT, tags: ['acme'], pinned: true },
  readSession: { sessionId: 'session-1', afterSeq: 0 },
  deleteSession: { sessionId: 'session-1' },
  deleteSessions: { ids: ['session-1', 'session-2'] },
  undoDelete: { undoId: 'undo-1' },
  importSession: { text: '{}' },
  beginImport: { sizeBytes: 2 },
  appendImport: { importId: 'import-1', offset: 0, chunk: 'e30=' },
  finishImport: { importId: 'import-1' },
  cancelImport: { importId: 'import-1' },
  cancelCall: { callId: 'call-1' },
  buildReport: { sessionId: 'session-1', format: 'html' },
  printReport: { sessionId: 'session-1', callId: 'export-1' },
  previewReport: {
    sessionId: 'session-1',
    format: 'md',
    overrides: {
      basis: '7-2-abc',
      reveal: ['[redacted:email-1]'],
      revealCredentials: ['[redacted:code-1]'],
      hide: [DIFFICULT_TEXT],
    },
  },
  buildComparison: { leftId: 'session-1', rightId: 'session-2', format: 'md' },
  printComparison: { leftId: 'session-1', rightId: 'session-2', callId: 'export-1' },
  copyExchange: { sessionId: 'session-1', exchangeId: 'exchange-1', form: 'curl' },
};

/** What the test host answers. */
export const SAMPLE_OUTPUTS: HostOutputs = {
  getCapabilities: {
    appVersion: '0.0.0',
    systemBrowser: false,
    persistentStorage: false,
    storageNote: DIFFICULT_TEXT,
    captureBrowser: false,
    captureNote: DIFFICULT_TEXT,
    pdf: false,
    pdfNote: DIFFICULT_TEXT,
    flows: ['authorization-code'],
    vault: 'memory',
    practiceIssuer: null,
  },
  readPreferences: { theme: 'system', isLearning: false, isTourShown: true, timelineLook: 'steps' },
  changePreferences: { theme: 'dark', isLearning: false, isTourShown: true, timelineLook: 'steps' },
  listProfiles: [STORED_PROFILE],
  saveProfile: STORED_PROFILE,
  deleteProfile: { undoId: null },
  storeSecret: { vault: 'secret-1' },
  discoverIssuer: {
    url: 'https://id.acme.example/.well-known/openid-configuration',
    metadata: {
      issuer: 'https://id.acme.example',
      'x-nested': { empty: [], zero: 0, none: null, big: 2 ** 53 },
    },
  },
  listFaults: [],
  startRun: { sessionId: 'session-1' },
  listMutations: [
    {
      id: 'code-reused',
      group: 'The code',
      title: DIFFICULT_TEXT,
      mechanism: 'Redeemed twice.',
      expected: 'invalid_grant',
      severity: 'must',
      reference: REFERENCE,
      reason: null,
    },
  ],
  startMutationRun: { mutationRunId: 'set-1' },
  cancelMutationRun: null,
  readMutationRun: {
    mutationRunId: 'set-1',
    isRunning: false,
    rows: [
      {
        mutation: 'code-reused',
        title: 'Code redeemed a second time',
        sessionId: 'session-1',
        verdict: 'fail',
        severity: 'must',
        expected: 'invalid_grant',
        seen: DIFFICULT_TEXT,
        remark: null,
        proof: { seq: 7 },
        reference: REFERENCE,
      },
    ],
  },
  buildMutationTable: { fileName: 'table.csv', mediaType: 'text/csv', text: DIFFICULT_TEXT, redactions: 0 },
  startFollowUp: null,
  resendRequest: null,
  cancelRun: null,
  planRun: [{ name: 'discovery', title: DIFFICULT_TEXT, actor: 'client' }],
  setBreakpoints: null,
  pauseRun: null,
  continueRun: null,
  submitCallback: null,
  openAuthorizationUrl: null,
  listSessions: [SUMMARY],
  describeLibrary: {
    total: 1,
    matching: 1,
    waiting: 0,
    flows: [{ value: 'authorization-code', count: 1 }],
    providers: [],
    findings: [],
    tags: [{ value: DIFFICULT_TEXT, count: 1 }],
  },
  updateSession: null,
  readSession: { summary: SUMMARY, events: [buildNote(1, DIFFICULT_TEXT)] },
  deleteSession: { undoId: 'undo-1' },
  deleteSessions: { deleted: 2, undoId: 'undo-2' },
  undoDelete: null,
  importSession: { sessionId: 'session-2', recognisedAs: 'error-body' },
  beginImport: { importId: 'import-1' },
  appendImport: { receivedBytes: 2, entries: 0 },
  finishImport: { sessionId: 'session-2', recognisedAs: 'har', archive: { entries: 48_003, kept: 3 } },
  cancelImport: null,
  cancelCall: null,
  buildReport: { fileName: 'report.html', mediaType: 'text/html', text: DIFFICULT_TEXT, redactions: 3 },
  printReport: { fileName: 'report.pdf', mediaType: 'application/pdf', base64: 'JVBERi0=', redactions: 3 },
  previewReport: {
    fileName: 'report.md',
    mediaType: 'text/markdown',
    text: DIFFICULT_TEXT,
    redactions: 1,
    basis: '7-2-abc',
    items: [
      {
        placeholder: '[redacted:chosen-1]',
        secret: 'chosen',
        title: 'Text that the author of a report hid',
        rule: 'chosen: by hand',
        sensitivity: 'personal',
        count: 1,
        places: [{ stepId: 'token', step: DIFFICULT_TEXT, exchangeId: null, where: 'note' }],
        peek: DIFFICULT_TEXT,
        state: 'chosen',
        shownAs: null,
        chosenText: DIFFICULT_TEXT,
      },
    ],
  },
  buildComparison: { fileName: 'c.md', mediaType: 'text/markdown', text: DIFFICULT_TEXT, redactions: 3 },
  printComparison: {
    fileName: 'comparison.pdf',
    mediaType: 'application/pdf',
    base64: 'JVBERi0=',
    redactions: 3,
  },
  copyExchange: { text: DIFFICULT_TEXT, redactions: 2 },
};
