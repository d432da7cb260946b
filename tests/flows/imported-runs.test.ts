import { diagnose } from '@shared/diagnosis/diagnose';
import { foldTrace } from '@shared/trace/fold-trace';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Practice } from '../../src/main/host/services';
import { importText } from '../../src/main/import/import-text';
import { FAULTS } from '../../src/main/practice/faults';
import { createPractice } from '../../src/main/practice/practice';
import { convertToHar } from '../support/session-to-har';
import { createTestHost } from '../support/test-host';

let practice: Practice;
beforeAll(async () => {
  practice = await createPractice();
});
afterAll(() => practice.close());

/** A day later: what a recording says of time must not depend on when it is read. */
const options = { sessionId: 'imported', now: () => Date.now() + 86_400_000 };

function readHar(text: string) {
  const imported = importText(text, options);
  if (imported.kind !== 'har') throw new Error(`Read as ${imported.kind}.`);
  return foldTrace(imported.events);
}

async function run(profileId: string, fault?: string) {
  const host = await createTestHost({ practice });
  const { session } = await host.run({
    profileId,
    ...(fault === undefined ? {} : { fault }),
    browser: 'practice',
    callbackTimeoutMs: 5_000,
  });
  return session;
}

/** Only a profile tells whether the issuer was meant to end in a slash: the address of its document is the same. */
const NEEDS_PROFILE = ['issuer-with-slash'];

/** Of a recording the plain code flow is judged; JARM and what other flows do there is not. */
const IN_CODE_FLOW = FAULTS.filter(({ id, flows }) => flows === undefined && !id.startsWith('jarm-'));

it.each(IN_CODE_FLOW.filter(({ id }) => !NEEDS_PROFILE.includes(id)).map(({ id, entryId }) => [id, entryId]))(
  'a HAR of a run with the fault %s leads to the same entry as the run itself',
  async (fault, entryId) => {
    const session = readHar(convertToHar(await run('practice:authorization-code', fault)));
    expect(diagnose(session)[0]).toMatchObject({ entryId, severity: 'error' });
  },
  15_000,
);

const PROFILE_ROWS = ['discovery-https', 'metadata-endpoints', 'par-required'];

it.each([
  'practice:authorization-code',
  'practice:authorization-code-basic',
  'practice:authorization-code-post',
  'practice:oauth',
])('a HAR of a run of %s that went through has its checks, and none that fails', async (profileId) => {
  const live = await run(profileId);
  const session = readHar(convertToHar(live));
  expect(session.outcome).toBe('succeeded');
  expect(diagnose(session)).toEqual([]);
  const verdicts = (each: typeof live) =>
    Object.fromEntries(each.steps.flatMap(({ checks }) => checks.map(({ id, verdict }) => [id, verdict])));
  // What a profile alone tells, and the endpoints that the flow still needs, have no row.
  const inRecording = Object.entries(verdicts(live)).filter(
    ([id]) => !PROFILE_ROWS.includes(id) && !id.startsWith('preflight-'),
  );
  expect(verdicts(session)).toEqual(Object.fromEntries(inRecording));
});
