import { diagnose } from '@shared/diagnosis/diagnose';
import type { SessionView } from '@shared/model/session';
import { createRedactor } from '@shared/redact/redactor';
import { buildReport } from '@shared/report/build-report';
import { foldTrace } from '@shared/trace/fold-trace';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Practice } from '../../src/main/host/services';
import { importText } from '../../src/main/import/import-text';
import { FAULTS } from '../../src/main/practice/faults';
import { createPractice } from '../../src/main/practice/practice';
import { harSchema } from '../support/har-schema';
import { createTestHost } from '../support/test-host';

let practice: Practice;
beforeAll(async () => {
  practice = await createPractice();
});
afterAll(() => practice.close());

/** Runs a practice profile, exports it as an archive with its secrets replaced, and reads that again. */
async function runAndReturn(profileId: string, fault?: string) {
  const host = await createTestHost({ practice });
  const { session, events } = await host.run({
    profileId,
    ...(fault === undefined ? {} : { fault }),
    browser: 'practice',
    callbackTimeoutMs: 5_000,
  });
  const { text } = buildReport(events, { format: 'har', now: 0, appVersion: '0.1.0' });
  // A day later: what an archive says of time must not depend on when it is read.
  const imported = importText(text, { sessionId: 'imported', now: () => Date.now() + 86_400_000 });
  if (imported.kind !== 'har') throw new Error(`Read as ${imported.kind}.`);
  const sent = foldTrace(createRedactor(events).redactEvents());
  return { live: session, sent, back: foldTrace(imported.events), text };
}

function listFindings(session: SessionView): string[] {
  return diagnose(session)
    .filter(({ severity }) => severity !== 'info')
    .map(({ entryId, severity }) => `${severity} ${entryId}`)
    .sort();
}

/**
 * Each exchange with its answer, in order of time. Not the callback: an archive has it as it was read, beside the
 * request that brought it where the two differ.
 */
function listExchanges(session: SessionView): string[] {
  return session.steps
    .flatMap(({ exchanges }) => exchanges)
    .filter(({ request, purpose }) => !/\/callback(?:[?#]|$)/.test(request.url) && purpose !== 'jwks')
    .toSorted((left, right) => left.startedAt - right.startedAt || left.seq - right.seq)
    .map(({ purpose, request, response }) => {
      const { origin, pathname } = new URL(request.url);
      return `${purpose} ${request.method} ${origin}${pathname} ${response?.status ?? 'unanswered'}`;
    });
}

/** Steps that a run names after what it does, and an archive after what was asked. */
const SAME_STEP: Record<string, string> = {
  approval: 'token',
  decision: 'token',
  refresh: 'token',
  exchange: 'token',
  register: 'registration',
  'read-registration': 'registration',
  'update-registration': 'registration',
  'delete-registration': 'registration',
  'client-credentials': 'token',
  'jwt-bearer': 'token',
  password: 'token',
};

/** The steps in which something was asked, in the order of their first request; keys may be fetched in any. */
function listSteps(session: SessionView): string[] {
  const names = session.steps
    .filter(({ exchanges }) => exchanges.some(({ purpose }) => purpose !== 'jwks'))
    .map(({ name }) => SAME_STEP[name] ?? name);
  return [...new Set(names)];
}

/** The second sign-in is what such a run is about; an archive keeps the first to compare with. */
const TWO_ATTEMPTS = ['practice:step-up'];
/** The pages on which a code is typed have nothing of OAuth about them: any site may have such a form. */
const BROWSES_UNSEEN = ['practice:device-code'];

describe('an archive of a run', () => {
  it('of each practice profile is valid, and has the exchanges, steps and findings of the run', async () => {
    const host = await createTestHost({ practice });
    const ids = (await host.expectOk('listProfiles', {})).map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(25);
    for (const id of ids) {
      const { live, sent, back, text } = await runAndReturn(id);
      const label = `${id}: `;
      const checked = harSchema.safeParse(JSON.parse(text));
      expect(label + (checked.error?.message ?? 'valid')).toBe(`${label}valid`);
      expect(label + back.outcome).toBe(label + live.outcome);
      expect([label, ...listFindings(back)]).toEqual([label, ...listFindings(live)]);
      if (BROWSES_UNSEEN.includes(id)) continue;
      expect([label, ...listExchanges(back)]).toEqual([label, ...listExchanges(sent)]);
      if (TWO_ATTEMPTS.includes(id)) continue;
      expect([label, ...listSteps(back)]).toEqual([label, ...listSteps(live)]);
    }
  }, 120_000);
});

/** What no archive can carry, by fault: then other findings, or none, come out of it. */
const LOST: Record<string, string> = {
  'issuer-with-slash': 'the issuer as the profile writes it',
  'pkce-left-out': 'advice about the settings of the client',
  'unsupported-pkce-method': 'advice about the settings of the client',
  'par-request-uri-of-another-client': 'which client the profile is of',
  'jarm-forged': 'a signature, which is redacted',
  'front-id-token-forged': 'a signature, which is redacted',
  'forged-signature': 'a signature, which is redacted',
  'code-swapped': 'the code that c_hash is a hash of, which is redacted',
  'access-token-swapped': 'the token that at_hash is a hash of, which is redacted',
  'wrong-at-hash': 'the token that at_hash is a hash of, which is redacted',
  'verifier-mismatch': 'the verifier that the challenge is a hash of, which is redacted',
  'wrong-secret': 'the characters of the secret, which is redacted',
  'basic-not-decoded': 'the characters of the secret, which is redacted',
  'decryption-key-lost': 'a failure on this machine: the key stays at the client',
  'no-refresh-token': 'what the flow meant to do next',
  'ciba-ping-with-another-token': 'what the listener made of a ping',
};

describe('an archive of a run with a fault', () => {
  it.each(FAULTS.filter(({ id }) => !Object.hasOwn(LOST, id)).map(({ id, flows }) => [id, flows?.[0]]))(
    '%s leads to the findings of the run itself',
    async (fault, flow = 'authorization-code') => {
      const { live, back, text } = await runAndReturn(`practice:${flow}`, fault);
      expect(harSchema.safeParse(JSON.parse(text)).error?.message).toBeUndefined();
      expect(back.outcome).toBe(live.outcome);
      expect(listFindings(back)).toEqual(listFindings(live));
      expect(diagnose(back)[0]?.entryId).toBe(diagnose(live)[0]?.entryId);
    },
    15_000,
  );

  it.each(Object.keys(LOST))('%s cannot lead to them all, and makes nothing else up', async (fault) => {
    const flow = FAULTS.find(({ id }) => id === fault)?.flows?.[0] ?? 'authorization-code';
    const { live, back } = await runAndReturn(`practice:${flow}`, fault);
    const names = (session: SessionView) => diagnose(session).map(({ entryId }) => entryId);
    expect(names(back)).not.toEqual(names(live));
    const known = new Set(names(live));
    expect(names(back).filter((id) => !known.has(id))).toEqual([]);
  });
});
