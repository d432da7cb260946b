import type { CheckResult } from '../model/check';
import { defineCheck, showValue } from './build-check';
import { REFERENCES } from './references';

type Claims = Record<string, unknown>;

export interface RefreshTokens {
  sent: string;
  /** `refresh_token` of the answer, null where it has none. */
  received: string | null;
  /** A public client, whose tokens nothing binds to it. */
  isUnprotected: boolean;
}

const present = defineCheck(
  'refresh-token-present',
  'There is a refresh token to redeem',
  REFERENCES.tokenResponse,
);
const rotation = defineCheck(
  'refresh-token-rotation',
  'What became of the refresh token',
  REFERENCES.refreshRotation,
);
const define = (id: string, title: string) => defineCheck(id, title, REFERENCES.refreshedIdToken);
const iss = define('refresh-id-token-iss', 'iss is that of the first ID token');
const sub = define('refresh-id-token-sub', 'sub is that of the first ID token');
const aud = define('refresh-id-token-aud', 'aud holds that of the first ID token');
const azp = define('refresh-id-token-azp', 'azp is that of the first ID token');
const authTime = define('refresh-id-token-auth-time', 'auth_time is that of the first sign-in');
const nonce = define('refresh-id-token-nonce', 'nonce is left out, or that of the first ID token');
const iat = define('refresh-id-token-iat', 'iat is the time of the refresh');

export function checkRefreshTokenPresence(refreshToken: string | null): CheckResult {
  return refreshToken === null
    ? present('fail', 'a refresh token', 'the session has none')
    : present('pass', 'a refresh token', `${refreshToken.length} characters`);
}

/** RFC 9700 section 4.14.2: those of a public client must be rotated where nothing binds them to it. */
export function checkRefreshRotation({ sent, received, isUnprotected }: RefreshTokens): CheckResult {
  if (received !== null && received !== sent) {
    return rotation('pass', 'a new one, or the same one goes on', 'a new refresh token came');
  }
  const actual =
    received === null ? 'the same one stays: the answer has none' : 'the same one stays: it came again';
  return isUnprotected
    ? rotation('warn', 'a new one, since the client is public', actual)
    : rotation('info', 'a new one, or the same one goes on', actual);
}

/** What an ID token of a refresh must share with the one of the sign-in (OpenID Connect Core section 12.2). */
export function checkRefreshedIdToken(first: Claims, refreshed: Claims): CheckResult[] {
  const compare = (row: typeof iss, name: string) =>
    row(
      refreshed[name] === first[name] ? 'pass' : 'fail',
      showValue(first[name]),
      showValue(refreshed[name]),
    );
  return [
    compare(iss, 'iss'),
    compare(sub, 'sub'),
    checkAud(first, refreshed),
    compare(azp, 'azp'),
    refreshed['auth_time'] === undefined || first['auth_time'] === undefined
      ? authTime('skip', showValue(first['auth_time']), showValue(refreshed['auth_time']))
      : compare(authTime, 'auth_time'),
    checkNonce(first, refreshed),
    checkIat(first, refreshed),
  ];
}

function checkAud(first: Claims, refreshed: Claims): CheckResult {
  const now = [refreshed['aud']].flat();
  const isKept = [first['aud']].flat().every((each) => now.includes(each));
  return aud(isKept ? 'pass' : 'fail', showValue(first['aud']), showValue(refreshed['aud']));
}

function checkNonce(first: Claims, refreshed: Claims): CheckResult {
  if (refreshed['nonce'] === undefined) return nonce('pass', '(absent)', '(absent)');
  const isSame = refreshed['nonce'] === first['nonce'];
  return nonce(
    isSame ? 'info' : 'fail',
    `(absent), or ${showValue(first['nonce'])}`,
    showValue(refreshed['nonce']),
  );
}

/** Not earlier than the first one: a copy of that would still carry its iat. */
function checkIat(first: Claims, refreshed: Claims): CheckResult {
  const [before, now] = [first['iat'], refreshed['iat']];
  const isLater = typeof before === 'number' && typeof now === 'number' && now >= before;
  return iat(isLater ? 'pass' : 'fail', `not before ${showValue(before)}`, showValue(now));
}
