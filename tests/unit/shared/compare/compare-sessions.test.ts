import { compareSessions } from '@shared/compare/compare-sessions';
import { hasImportantDifference } from '@shared/compare/comparison';
import { expect, test } from 'vitest';
import { makeJwt } from '../../../support/change-session';
import { buildSession, type TraceOptions } from '../../../support/session-builder';

const compare = (right: TraceOptions, left: TraceOptions = {}) =>
  compareSessions(buildSession(left), buildSession(right));
const answerWith = (claims: Record<string, unknown>, header?: Record<string, unknown>): TraceOptions => ({
  answers: {
    token: { body: { access_token: 'access-token-c0ffee42', id_token: makeJwt(claims, header) } },
  },
});

test('a random value is noise while both sides have it, and a difference where one side lacks it', () => {
  const noisy = compare({ callback: { code: 'another-code' }, token: { code: 'another-code' } });
  expect(noisy.differences).toEqual([]);
  expect(noisy.noise.map(({ name, noise }) => [name, noise])).toContainEqual(['code', 'random']);
  const missing = compare({ token: { code: undefined } });
  expect(missing.differences[0]).toMatchObject({ name: 'code', right: null });
});

test('a state that no longer comes back as it was sent is a difference', () => {
  const { differences } = compare({ callback: { state: 'state-of-somebody-else' } });
  expect(differences[0]).toMatchObject({ class: 'parameter', name: 'state', subject: 'callback' });
});

test('scopes in another order are the same', () => {
  const comparison = compare(
    { authorize: { scope: 'email openid' } },
    { authorize: { scope: 'openid email' } },
  );
  expect(hasImportantDifference(comparison)).toBe(false);
  expect(comparison.noise).toMatchObject([{ name: 'scope', noise: 'order' }]);
});

test('times of a token are compared by their distance from the message', () => {
  const at = buildSession().startedAt / 1000;
  const near = compare(answerWith({ exp: at + 310 }), answerWith({ exp: at + 300 }));
  expect(near.differences).toEqual([]);
  expect(near.noise[0]).toMatchObject({ name: 'exp', noise: 'time' });
  const far = compare(answerWith({ exp: at - 7_200 }), answerWith({ exp: at + 300 }));
  expect(far.differences[0]).toMatchObject({
    class: 'claim',
    name: 'exp',
    right: expect.stringContaining('before'),
  });
});

test('a token that is signed another way is a matter of keys, before its other claims', () => {
  const { differences } = compare(
    answerWith({ sub: 'bob' }, { alg: 'HS256' }),
    answerWith({ sub: 'alice' }, { alg: 'RS256' }),
  );
  expect(differences.map((each) => [each.class, each.name]).slice(0, 2)).toEqual([
    ['signing-key', 'header.alg'],
    ['claim', 'sub'],
  ]);
});

test('headers differ without importance, and a slow step does', () => {
  const { differences, ...rest } = compare(
    { tokenHeaders: { 'user-agent': 'other/2' } },
    { tokenHeaders: { 'user-agent': 'one/1' } },
  );
  expect(differences).toMatchObject([{ class: 'header', name: 'user-agent' }]);
  expect(hasImportantDifference({ differences, ...rest })).toBe(false);
});

test('a step that one side lacks is one difference, with its place on the other side', () => {
  const { differences, steps, right } = compare({ failAt: 'token' });
  const missing = differences.filter(({ subject, right: value }) => subject === 'step' && value === null);
  expect(missing.map(({ name }) => name)).toHaveLength(steps.filter((step) => step.right === null).length);
  expect(missing[0]?.places[0]).toMatchObject({ left: { seq: expect.any(Number) }, right: null });
  expect(right.firstFailure).toMatchObject({ stepTitle: expect.any(String) });
});

test('the same two values in several steps are one difference with several places', () => {
  const uri = 'https://app.example/other';
  const { differences } = compare({ authorize: { redirect_uri: uri }, token: { redirect_uri: uri } });
  const [first] = differences;
  expect(first).toMatchObject({ class: 'redirect-uri', name: 'redirect_uri', right: uri });
  expect(new Set(first?.places.map(({ row }) => row)).size).toBeGreaterThan(1);
});

test('what an export has redacted is not held against what another session shows', () => {
  const secret = (value: string): TraceOptions => ({
    tokenHeaders: { authorization: `Basic ${btoa(`web:${value}`)}` },
  });
  const { differences, noise } = compare(secret('[redacted:client_secret-1]'), secret('kept-secret'));
  expect(differences).toEqual([]);
  expect(noise).toMatchObject([{ name: 'client_secret', noise: 'redacted' }]);
});
