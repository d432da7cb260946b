import { OAUTH_GRANT_REQUEST_ENTRIES } from '@shared/diagnosis/catalog/oauth-grant-requests';
import { diagnose } from '@shared/diagnosis/diagnose';
import type { SessionView } from '@shared/model/session';
import { describe, expect, test } from 'vitest';
import { refused, sendTwice } from '../../../support/evidence-failures';
import { buildSession } from '../../../support/session-builder';
import { buildCheckFailure } from '../../../support/step-failures';

const JWT_BEARER = {
  grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
  code: undefined,
  assertion: 'ey.ey.sig',
};
const PASSWORD = { grant_type: 'password', code: undefined, username: 'alice', password: 'open sesame' };

const refusedAssertion = (description?: string): SessionView =>
  refused('invalid_grant', description, { token: JWT_BEARER });

/** Each entry with a failure that it explains, and one much like it that it does not. */
const SAMPLES: [id: string, fires: SessionView, misses: SessionView][] = [
  ['grant-assertion-expired', refusedAssertion('JWT is expired'), refusedAssertion('no')],
  ['grant-assertion-audience', refusedAssertion('assertion: wrong audience'), refusedAssertion('no')],
  ['grant-assertion-replayed', refusedAssertion('jti was already used'), refusedAssertion('no')],
  [
    'grant-assertion-replayed',
    sendTwice(refusedAssertion(), (first) => first),
    sendTwice(refused('invalid_grant', undefined, { token: PASSWORD }), (first) => first),
  ],
  [
    'grant-assertion-signature',
    refusedAssertion('The signature of the assertion is invalid'),
    refusedAssertion('no'),
  ],
  ['invalid-grant-assertion', refusedAssertion(), refused('invalid_grant')],
  [
    'invalid-grant-password',
    refused('invalid_grant', undefined, { token: PASSWORD }),
    refused('invalid_grant'),
  ],
  [
    'refresh-token-missing',
    buildCheckFailure('token', 'refresh-token-present', 'the session has none'),
    buildSession({}),
  ],
  [
    'refresh-id-token-changed',
    buildCheckFailure('token', 'refresh-id-token-sub', 'bob'),
    buildCheckFailure('id-token', 'id-token-sub', '(absent)'),
  ],
];

describe.each(SAMPLES)('%s', (id, fires, misses) => {
  test('comes first', () => {
    const [first] = diagnose(fires);
    expect(first).toMatchObject({ entryId: id, severity: 'error' });
    expect(first?.fixes.join(' ')).not.toMatch(/\{\w+\}/);
    expect(JSON.stringify(first)).not.toMatch(/open sesame|ey\.ey\.sig/);
  });

  test('does not occur in a failure beside it', () => {
    expect(diagnose(misses).map(({ entryId }) => entryId)).not.toContain(id);
  });
});

test('no entry of the file is without a case', () => {
  const cases = new Set(SAMPLES.map(([id]) => id));
  expect(OAUTH_GRANT_REQUEST_ENTRIES.filter((entry) => !cases.has(entry.id))).toEqual([]);
});

test.each([
  ['grant-assertion-exp', 'grant-assertion-expired'],
  ['grant-assertion-aud', 'grant-assertion-audience'],
  ['grant-assertion-sub', 'invalid-grant-assertion'],
])('a broken rule %s is the proof where the provider says nothing', (row, entryId) => {
  const step = refusedAssertion();
  const [first] = diagnose({
    ...step,
    steps: step.steps.map((each) =>
      each.outcome === 'failed'
        ? {
            ...each,
            checks: [
              ...each.checks,
              {
                id: row,
                title: 'A rule of assertions',
                verdict: 'fail',
                expected: 'as the rule asks',
                actual: 'otherwise',
                reference: {
                  label: 'RFC 7523 section 3',
                  url: 'https://www.rfc-editor.org/rfc/rfc7523.html',
                },
                seq: each.seq + 1,
                time: each.startedAt,
                stepId: each.id,
                exchangeId: null,
              },
            ],
          }
        : each,
    ),
  });
  expect(first?.entryId).toBe(entryId);
});
