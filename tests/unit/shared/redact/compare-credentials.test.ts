import type { RecordedRequest } from '@shared/model/exchange';
import { compareCredentials, readClientCredentials } from '@shared/redact/compare-credentials';
import { createRedactor } from '@shared/redact/redactor';
import { foldTrace } from '@shared/trace/fold-trace';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildTrace } from '../../../support/session-builder';

function send(form: Record<string, string>, authorization?: string): RecordedRequest {
  const text = new URLSearchParams(form).toString();
  return {
    method: 'POST',
    url: 'https://id.acme.example/token',
    headers: authorization === undefined ? [] : [['Authorization', authorization]],
    body: { text, encoding: 'utf8', bodyBytes: text.length, truncated: false },
  };
}

const inForm = (secret: string) => send({ client_id: 'web', client_secret: secret });
const inHeader = (pair: string) => send({}, `Basic ${Buffer.from(pair).toString('base64')}`);
const encodeForm = (text: string) => new URLSearchParams({ v: text }).toString().slice(2);
const signedBy = (header: object) =>
  send({ client_assertion: `${Buffer.from(JSON.stringify(header)).toString('base64url')}.e30.c2ln` });

function compare(earlier: RecordedRequest, used: RecordedRequest) {
  const [first, second] = [readClientCredentials(earlier), readClientCredentials(used)];
  if (!first || !second) throw new Error('Both requests have credentials.');
  return compareCredentials(first, second);
}

describe('the credentials of two token requests', () => {
  test.each<[string, RecordedRequest, RecordedRequest, string]>([
    ['one secret in the form', inForm('kept-1'), inForm('kept-1'), 'same'],
    ['two secrets in the form', inForm('kept-1'), inForm('kept-2'), 'other'],
    ['one secret in header and form', inHeader('web:kept-1'), inForm('kept-1'), 'same'],
    ['one secret with a colon', inHeader('web:kept:1'), inForm('kept:1'), 'same'],
    ['one secret, form-encoded and raw', inHeader('web:a%2Bb%26c'), inHeader('web:a+b&c'), 'same'],
    ['two secrets in the header', inHeader('web:kept-1'), inHeader('web:kept-2'), 'other'],
    ['one key', signedBy({ alg: 'RS256', kid: 'k1' }), signedBy({ alg: 'PS256', kid: 'k1' }), 'same'],
    ['two keys', signedBy({ alg: 'RS256', kid: 'k1' }), signedBy({ alg: 'RS256', kid: 'k2' }), 'other'],
    ['keys without a name', signedBy({ alg: 'HS256' }), signedBy({ alg: 'HS256' }), 'unknown'],
    ['a secret and a key', inForm('k1'), signedBy({ kid: 'k1' }), 'unknown'],
    ['what is no base64', send({}, 'Basic ***'), send({}, 'Basic ***'), 'unknown'],
    ['what has no colon', inHeader('web'), inHeader('web'), 'unknown'],
  ])('%s', (_what, earlier, used, expected) => {
    expect(compare(earlier, used)).toBe(expected);
  });

  test('are compared alike whichever way they are sent, for any secret', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (secret) => {
        expect(compare(inHeader(`web:${encodeForm(secret)}`), inForm(secret))).toBe('same');
        expect(compare(inHeader(`web:${secret}`), inForm(secret))).toBe('same');
      }),
    );
  });

  test('are not compared where they were redacted', () => {
    const redacted = foldTrace(createRedactor(buildTrace()).redactEvents());
    const token = redacted.steps
      .flatMap(({ exchanges }) => exchanges)
      .find(({ purpose }) => purpose === 'token');
    if (!token) throw new Error('The run has a token request.');
    expect(compare(token.request, token.request)).toBe('unknown');
  });
});

test('a public client has none', () => {
  expect(readClientCredentials(send({ client_id: 'spa' }))).toBeNull();
  expect(readClientCredentials(send({}, 'Bearer abc'))).toBeNull();
});
