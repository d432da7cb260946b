import type { HostInput, HostMethod, HostOutputs } from '@shared/contract/host-api';
import { profileSchema } from '@shared/model/profile';
import type { SessionSummary } from '@shared/model/session';
import type { TraceEvent } from '@shared/model/trace-event';

/** Characters that a crossing could lose: other planes, controls, separators, bidirectional marks. */
const DIFFICULT_TEXT = 'Zoë 🛰️ \u0000\u001b[31m \u2028\u2029 \u202eabc \uFEFF </script> "\\ \r\n';

const PROFILE = {
  name: 'Acme staging',
  issuer: 'https://id.acme.example',
  client: { id: 'web' },
} as const;

const SUMMARY: SessionSummary = {
  id: 'session-1',
  flow: 'authorization-code',
  profileName: 'Acme staging',
  issuer: 'https://id.acme.example',
  outcome: 'running',
  startedAt: 1_768_469_400_000,
  endedAt: null,
  eventCount: 1,
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
  listProfiles: {},
  saveProfile: { profile: PROFILE },
  deleteProfile: { id: 'profile-1' },
  storeSecret: { label: 'client secret', value: DIFFICULT_TEXT },
  discoverIssuer: { issuer: 'https://id.acme.example', allowInsecure: false },
  listFaults: {},
  startRun: { profileId: 'profile-1' },
  startFollowUp: { sessionId: 'session-1', action: 'refresh' },
  cancelRun: { sessionId: 'session-1' },
  submitCallback: { sessionId: 'session-1', url: 'http://127.0.0.1:53682/callback?code=a&state=b' },
  openAuthorizationUrl: { sessionId: 'session-1' },
  listSessions: {},
  readSession: { sessionId: 'session-1', afterSeq: 0 },
  deleteSession: { sessionId: 'session-1' },
  importSession: { text: '{}' },
  buildReport: { sessionId: 'session-1', format: 'html' },
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
    flows: ['authorization-code'],
    vault: 'memory',
    practiceIssuer: null,
  },
  listProfiles: [STORED_PROFILE],
  saveProfile: STORED_PROFILE,
  deleteProfile: null,
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
  startFollowUp: null,
  cancelRun: null,
  submitCallback: null,
  openAuthorizationUrl: null,
  listSessions: [SUMMARY],
  readSession: { summary: SUMMARY, events: [buildNote(1, DIFFICULT_TEXT)] },
  deleteSession: null,
  importSession: { sessionId: 'session-2', recognisedAs: 'error-body' },
  buildReport: { fileName: 'report.html', mediaType: 'text/html', text: DIFFICULT_TEXT, redactions: 3 },
};
