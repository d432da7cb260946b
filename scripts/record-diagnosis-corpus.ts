/**
 * Records the corpus of tests/fixtures/diagnosis anew: every fault, and runs that succeed, all live
 * against the practice provider, redacted before they are written.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { callHost } from '@shared/contract/call-host';
import type { HostInput, HostOutputs } from '@shared/contract/host-api';
import type { Profile } from '@shared/model/profile';
import type { TraceEvent } from '@shared/model/trace-event';
import { createRedactor } from '@shared/redact/redactor';
import { createHost } from '../src/main/host/create-host';
import type { Practice } from '../src/main/host/services';
import { FAULTS } from '../src/main/practice/faults';
import { isCodeFlowFault } from '../src/main/practice/faults/fault';
import { createPractice } from '../src/main/practice/practice';
import { createReportMaker } from '../src/main/report/create-report-maker';
import { openStorage } from '../src/main/storage/open-storage';
import { createMemoryKeys } from '../src/main/storage/vault-key';
import { CORPUS_FOLDER, LABELS_OF_REDACTED, type RecordedCase } from '../tests/support/diagnosis-corpus';
import { packRecords } from '../tests/support/shared-values';

/** The clients that faults of the code flow are recorded with, in turn: public, Basic and form authentication. */
const CLIENTS = ['authorization-code', 'authorization-code-basic', 'authorization-code-post'];

/** Profiles whose runs succeed and are rightly advised against, with the entry that does it. */
const ADVISED: Record<string, string> = {
  'practice:implicit': 'access-token-in-front-channel',
  'practice:password': 'password-grant-legacy',
};

/** What runs of the public client that succeed vary in; every other profile is run as it is. */
const VARIANTS: [name: string, change: (profile: Profile, issuer: string) => Profile][] = [
  ['as-built-in', (profile) => profile],
  ['write-scope', (profile) => ({ ...profile, scope: addScope(profile.scope, 'api:write') })],
  ['search', (profile, issuer) => withResource(profile, `${issuer}/api/search?q=tea`)],
  ['resource-query', (profile, issuer) => withResource(profile, `${issuer}/api/me?error=invalid_token`)],
  ['login-hint', (profile) => withParameters(profile, { login_hint: 'alice' })],
];

const practice = await createPractice();
const { run, close } = await openRunner(practice);
mkdirSync(CORPUS_FOLDER, { recursive: true });
writeFileSync(join(CORPUS_FOLDER, 'faults.jsonl'), packRecords(await recordFaults()));
writeFileSync(join(CORPUS_FOLDER, 'successes.jsonl'), packRecords(await recordSuccesses()));
await close();
await practice.close();

async function recordFaults(): Promise<RecordedCase[]> {
  const cases: RecordedCase[] = [];
  for (const [index, fault] of FAULTS.entries()) {
    const flow = isCodeFlowFault(fault) ? CLIENTS[index % CLIENTS.length] : fault.flows?.[0];
    const events = await run({ profileId: `practice:${flow}`, fault: fault.id });
    const entryId = LABELS_OF_REDACTED[fault.id] ?? fault.entryId;
    cases.push(describeRun(`${entryId}/${fault.id}/${flow}`, entryId, 'failed', events));
  }
  return cases;
}

async function recordSuccesses(): Promise<RecordedCase[]> {
  const cases: RecordedCase[] = [];
  for (const { id, profile } of practice.profiles()) {
    const advice = ADVISED[id] ?? null;
    for (const [name, change] of id === `practice:${CLIENTS[0]}` ? VARIANTS : VARIANTS.slice(0, 1)) {
      const events = await run({ profileId: id, profile: change(profile, practice.issuer ?? '') });
      cases.push(
        describeRun(`${advice ?? 'success'}/${name}/${id.replace(/^\w+:/, '')}`, advice, 'succeeded', events),
      );
    }
  }
  return cases;
}

/** A recorded run; one that went another way than its label says must not get into the corpus. */
function describeRun(
  id: string,
  expected: string | null,
  outcome: string,
  events: TraceEvent[],
): RecordedCase {
  const end = events.at(-1);
  if (end?.type !== 'session-ended' || end.outcome !== outcome) throw new Error(`${id} has not ${outcome}.`);
  const redactor = createRedactor(events);
  const recorded = { id, expected, events: redactor.redactEvents() };
  const leaks = redactor.findLeaks(JSON.stringify(recorded));
  if (leaks.length > 0) throw new Error(`${id} still holds ${leaks.join(', ')}.`);
  console.log(id);
  return recorded;
}

/** The real host with everything in memory, as a runner of single runs. */
async function openRunner(practice: Practice) {
  const storage = await openStorage({
    folder: null,
    vaultKey: async () => createMemoryKeys(null),
    now: Date.now,
    processId: 'corpus',
    isProcessAlive: () => false,
    log: console.error,
  });
  const host = createHost({
    ...storage,
    storage: storage.facts,
    practice,
    appVersion: '0.0.0-corpus',
    now: Date.now,
    randomId: (size) => randomBytes(size).toString('base64url'),
    environment: () => ({}),
    openBrowser: null,
    captureBrowser: { launch: null, reason: 'Nothing is captured here.' },
    printer: { print: null, reason: 'Nothing is printed here.' },
    makeReport: createReportMaker({ worker: null, log: console.error }),
    isOwnOrigin: () => false,
    log: console.error,
    printAuthorizationUrl: null,
    printUserCode: null,
  });
  return {
    async run(input: HostInput<'startRun'>): Promise<TraceEvent[]> {
      const ended = new Promise<void>((resolve) => {
        const unsubscribe = host.subscribe((event) => {
          if (event.type !== 'trace' || event.events.at(-1)?.type !== 'session-ended') return;
          unsubscribe();
          resolve();
        });
      });
      const started = await callHost(
        host.methods,
        'startRun',
        { ...input, browser: 'practice', callbackTimeoutMs: 5_000 },
        console.error,
      );
      if (!started.ok) throw new Error(started.error.message);
      await ended;
      const { sessionId } = started.value as HostOutputs['startRun'];
      return storage.sessions.read(sessionId, 0);
    },
    async close(): Promise<void> {
      await host.close();
      storage.close();
    },
  };
}

function addScope(scope: string, added: string): string {
  return `${scope} ${added}`;
}

function withResource(profile: Profile, url: string): Profile {
  return { ...profile, resource: { url, method: 'GET' } };
}

function withParameters(profile: Profile, added: Record<string, string>): Profile {
  const { authorize, token } = profile.parameters;
  return { ...profile, parameters: { authorize: { ...authorize, ...added }, token } };
}
