import { EXCHANGE_PURPOSES } from '@shared/model/exchange';
import type { SessionView } from '@shared/model/session';
import { ASK_STEP, MISTAKE_STEP } from '@shared/mutations/mutation';
import { MUTATIONS } from '@shared/mutations/mutations';
import { emptySession } from '@shared/trace/fold-trace';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildSession } from '../../../support/session-builder';

/** Texts that a judge takes apart: whole, broken, and of another kind. */
const text = fc.oneof(
  fc.string(),
  fc.constantFrom(
    'http://127.0.0.1:0/callback?code=1&state=%E0%A4%A',
    'https://[broken',
    'Bearer error="invalid_token", error',
    '{"error":"invalid_grant"}',
    '{"access_token":7,"scope":["a"],"error":{}}',
    'eyJhbGciOiJub25lIn0.eyJpc3MiOjd9.',
    'grant_type=refresh_token&refresh_token=%',
    '?error=\u0000&response=a.b.c',
  ),
);

const header = fc.tuple(
  fc.constantFrom('location', 'Location', 'www-authenticate', 'WWW-Authenticate', 'content-type', 'dpop'),
  text,
);
const body = fc.option(
  fc.record({
    text,
    encoding: fc.constantFrom('utf8' as const, 'base64' as const),
    bodyBytes: fc.nat(),
    truncated: fc.boolean(),
  }),
);
const seq = fc.integer({ min: 1, max: 1_000 });
const message = { headers: fc.array(header, { maxLength: 3 }), body };

const exchange = fc.record({
  id: fc.string(),
  stepId: fc.string(),
  seq,
  endSeq: fc.option(seq),
  startedAt: fc.nat(),
  purpose: fc.constantFrom(...EXCHANGE_PURPOSES),
  channel: fc.constantFrom('front' as const, 'back' as const),
  request: fc.record({ method: text, url: text, ...message }),
  response: fc.option(fc.record({ status: fc.integer(), statusText: text, ...message })),
});

const step = fc.record({
  id: fc.string(),
  name: fc.constantFrom(MISTAKE_STEP, ASK_STEP, 'callback', 'token', 'refresh', 'logout'),
  title: text,
  actor: fc.constant('client' as const),
  seq,
  endSeq: fc.option(seq),
  outcome: fc.constantFrom('succeeded', 'failed', 'cancelled', 'skipped', 'running' as const),
  startedAt: fc.nat(),
  endedAt: fc.option(fc.nat()),
  error: fc.option(
    fc.record({
      name: text,
      message: text,
      code: fc.option(fc.constantFrom('provider_error_page', 'x y')),
      details: fc.dictionary(fc.constantFrom('status', 'url'), fc.anything()),
      source: fc.constantFrom('check' as const, 'library' as const),
      causes: fc.constant([]),
      oauth: fc.option(
        fc.record({ error: text, errorDescription: fc.constant(null), errorUri: fc.constant(null) }),
      ),
    }),
  ),
  exchanges: fc.array(exchange, { maxLength: 3 }),
  checks: fc.constant([]),
  artifacts: fc.array(
    fc.record({
      seq,
      name: fc.constantFrom('redirect-uri', 'state', 'code-verifier', 'authorization-response-decrypted'),
      kind: fc.constant('text' as const),
      value: text,
    }),
    { maxLength: 3 },
  ),
  wait: fc.constant(null),
  approval: fc.constant(null),
  hits: fc.array(
    fc.record({
      seq,
      time: fc.nat(),
      via: fc.constant('listener' as const),
      method: text,
      url: text,
      verdict: fc.constantFrom('accepted' as const, 'wrong-state' as const, 'wrong-path' as const),
    }),
    { maxLength: 2 },
  ),
  notes: fc.constant([]),
});

const session: fc.Arbitrary<SessionView> = fc
  .record({
    steps: fc.array(step, { maxLength: 4 }),
    outcome: fc.constantFrom('succeeded', 'failed', 'cancelled', 'interrupted', 'running' as const),
    profile: fc.constantFrom(null, buildSession().profile),
  })
  .map((parts) => ({ ...emptySession(), ...parts }) as unknown as SessionView);

test('no judge throws, whatever was recorded, and each says something', () => {
  fc.assert(
    fc.property(session, (recorded) => {
      for (const { judge } of MUTATIONS) {
        const { verdict, seen, proof } = judge(recorded);
        expect(['pass', 'fail', 'inconclusive']).toContain(verdict);
        expect(seen).toMatch(/\S/);
        if (verdict !== 'inconclusive') expect(proof).not.toBeNull();
      }
    }),
    { numRuns: 300 },
  );
});

test('an empty recording decides nothing', () => {
  for (const { judge } of MUTATIONS) expect(judge(emptySession()).verdict).toBe('inconclusive');
});

test('a run without any mistake in it passes no mistake of the token request', () => {
  const sound = buildSession();
  const passed = MUTATIONS.filter(({ judge }) => judge(sound).verdict === 'pass').map(({ id }) => id);
  expect(passed).toEqual(['state-unusual']);
});
