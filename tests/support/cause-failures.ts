import { STARTED_AT } from './sample-messages';
import { SECRETS, type TraceOptions } from './session-builder';
import type { VariedSample } from './varied-failures';

/** One code with several causes that only the rest of the run tells apart: by time, by clock, by origin. */
const returned = (error: string, delayMs: number, more: TraceOptions = {}): TraceOptions => ({
  failAt: 'callback',
  callback: { code: undefined, error },
  delays: { callback: 5 },
  pages: [{ status: 200, body: '<title>Sign in</title>' }],
  waitMs: delayMs,
  ...more,
});

const REFUSED_BY_SOMEBODY: VariedSample[] = [
  ['access-denied', 'at-once', returned('access_denied', 300), { says: 'no person pressed a button' }],
  [
    'access-denied',
    'after-a-while',
    returned('access_denied', 14_000),
    { says: 'long enough for a person', not: ['device-access-denied', 'local-window-closed'] },
  ],
];

/** The clock here is this much ahead of the one that wrote the Date fields. */
const skewed = (seconds: number): TraceOptions['answers'] => {
  const headers = { Date: new Date(STARTED_AT - seconds * 1_000).toUTCString() };
  return { discovery: { headers }, jwks: { headers }, token: { headers } };
};
const failedTime = (claim: string, actual: string, seconds: number): TraceOptions => ({
  failAt: 'id-token',
  answers: skewed(seconds) ?? {},
  checks: { [`id-token-${claim}`]: { verdict: 'fail', expected: 'as the clock here asks', actual } },
  error: { code: 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED', message: 'unexpected JWT claim value' },
});

const TIMES: VariedSample[] = [
  [
    'lib-jwt-expired',
    'clock-ahead',
    failedTime('exp', '1768473000', 4_000),
    { says: 's ahead of', not: ['lib-jwt-not-before', 'tls-cert-has-expired'] },
  ],
  ['lib-jwt-expired', 'clock-right', failedTime('exp', '1768469000', 0), { says: 'agrees with' }],
  [
    'lib-jwt-not-before',
    'clock-behind',
    failedTime('nbf', '1768469700', -300),
    { says: 's behind', not: ['lib-jwt-expired', 'lib-jwt-timestamp', 'tls-cert-not-yet-valid'] },
  ],
  [
    'lib-jwt-timestamp',
    'issued-in-the-future',
    failedTime('iat', '1768469900', -500),
    { says: 's behind', not: ['lib-jwt-expired', 'lib-jwt-not-before', 'lib-jwt-claim-missing'] },
  ],
  [
    'lib-auth-time-too-old',
    'max-age',
    failedTime('auth-time', '1768460000', 0),
    { says: 'agrees with', not: ['lib-jwt-expired', 'oidc-max-age-refused'] },
  ],
];

const wrongState = (state: string | undefined): TraceOptions => ({
  failAt: 'callback',
  callback: { state },
  checks: { state: { verdict: 'fail', expected: SECRETS.state, actual: state ?? '(absent)' } },
  error: { code: 'OAUTH_INVALID_RESPONSE', message: 'invalid response encountered' },
});

const STATES: VariedSample[] = [
  [
    'lib-state-mismatch',
    'of-another-tab',
    wrongState('kD93jfA0dkLq'),
    { says: 'another attempt, tab or program', not: ['lib-state-missing', 'lib-state-unexpected'] },
  ],
  ['lib-state-mismatch', 'half-of-it', wrongState(SECRETS.state.slice(0, 10)), { says: 'cut off' }],
  [
    'lib-state-missing',
    'lost',
    wrongState(undefined),
    { says: 'no state although', not: ['lib-state-mismatch', 'lib-callback-no-code'] },
  ],
];

export const MULTIPLE_CAUSE_SAMPLES: VariedSample[] = [...REFUSED_BY_SOMEBODY, ...TIMES, ...STATES];
