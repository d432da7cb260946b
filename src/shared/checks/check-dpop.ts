import { compactVerify, EmbeddedJWK } from 'jose';
import type { CheckResult } from '../model/check';
import type { ExchangePurpose } from '../model/exchange';
import { type DecodedJwt, decodeJwt } from '../model/read-jwt';
import { encodeBase64Url } from '../text/base64';
import { defineCheck, showValue } from './build-check';
import { hashBytes } from './hash';
import { REFERENCES } from './references';
import { showTime, showTimeClaim } from './show-time';

export interface DpopExpectations {
  method: string;
  /** As it was requested; query and fragment do not count. */
  url: string;
  /** The token that this request presents, null where it presents none. */
  accessToken: string | null;
  /** What the server last asked for in DPoP-Nonce, null where it has not. */
  nonce: string | null;
  /** jti of the proofs that this run sent before. */
  earlierIds: readonly string[];
  /** Epoch seconds. */
  now: number;
}

/** Servers accept proofs of the last seconds or few minutes (section 11.1). */
const MAX_AGE_S = 60;

const define = (id: string, title: string) => defineCheck(id, title, REFERENCES.dpopProof);
const form = define('dpop-proof-form', 'The DPoP proof is a dpop+jwt signed with the key it names');
const htm = define('dpop-proof-htm', 'htm of the DPoP proof is the method of the request');
const htu = define('dpop-proof-htu', 'htu of the DPoP proof is the address of the request');
const iat = define('dpop-proof-iat', 'iat of the DPoP proof is recent');
const jti = define('dpop-proof-jti', 'jti of the DPoP proof is used once');
const ath = define('dpop-proof-ath', 'ath of the DPoP proof fits the access token');
const nonce = defineCheck(
  'dpop-proof-nonce',
  'nonce of the DPoP proof is the last of the server',
  REFERENCES.dpopNonce,
);
const tokenType = defineCheck(
  'dpop-token-type',
  'token_type says that the token is bound',
  REFERENCES.dpopToken,
);
const jkt = defineCheck(
  'dpop-jkt',
  'The access token is bound to the key of the proof',
  REFERENCES.dpopConfirmation,
);

/** The rules that a DPoP proof as it was sent must keep (RFC 9449 sections 4.2, 4.3 and 8). */
export async function checkDpopProof(
  proof: string,
  jwt: DecodedJwt,
  expected: DpopExpectations,
): Promise<CheckResult[]> {
  const { claims } = jwt;
  const address = stripQuery(expected.url);
  const isAddress = stripQuery(String(claims.htu)) === address;
  return [
    await checkForm(proof, jwt.header),
    htm(claims.htm === expected.method ? 'pass' : 'fail', expected.method, showValue(claims.htm)),
    htu(isAddress ? 'pass' : 'fail', address, showValue(claims.htu)),
    checkIat(claims.iat, expected.now),
    checkJti(claims.jti, expected.earlierIds),
    await checkAth(claims.ath, expected.accessToken),
    checkNonce(claims.nonce, expected.nonce),
  ];
}

/** Whether the answer of the token endpoint, or of introspection, shows the key (RFC 9449 sections 5 and 6). */
export function checkDpopBinding(
  body: Record<string, unknown>,
  purpose: ExchangePurpose,
  thumbprint: string,
): CheckResult[] {
  if (purpose === 'introspection') return [checkConfirmation(body, thumbprint, 'no cnf in the answer')];
  const isDpop = String(body.token_type).toLowerCase() === 'dpop';
  const claims =
    typeof body.access_token === 'string' ? (decodeJwt(body.access_token)?.claims ?? null) : null;
  return [
    tokenType(isDpop ? 'pass' : 'warn', 'DPoP', showValue(body.token_type)),
    claims
      ? checkConfirmation(claims, thumbprint, 'no cnf in the token')
      : jkt('skip', thumbprint, 'the access token is opaque; introspection would tell'),
  ];
}

function checkConfirmation(claims: Record<string, unknown>, thumbprint: string, absent: string): CheckResult {
  const confirmation = claims.cnf as { jkt?: unknown } | undefined;
  if (confirmation?.jkt === undefined) return jkt('warn', thumbprint, absent);
  return jkt(confirmation.jkt === thumbprint ? 'pass' : 'fail', thumbprint, showValue(confirmation.jkt));
}

async function checkForm(proof: string, header: Record<string, unknown>): Promise<CheckResult> {
  const expected = 'typ dpop+jwt, signed with the public key in jwk';
  const actual = `typ ${showValue(header.typ)}, alg ${showValue(header.alg)}`;
  if (header.typ !== 'dpop+jwt') return form('fail', expected, actual);
  try {
    await compactVerify(proof, EmbeddedJWK);
    return form('pass', expected, actual);
  } catch {
    return form('fail', expected, `${actual}, and the signature does not verify with jwk`);
  }
}

function checkIat(value: unknown, now: number): CheckResult {
  const expected = `within ${MAX_AGE_S} seconds of ${showTime(now)}`;
  const isRecent = typeof value === 'number' && Math.abs(now - value) <= MAX_AGE_S;
  return iat(isRecent ? 'pass' : 'fail', expected, showTimeClaim(value));
}

function checkJti(value: unknown, earlier: readonly string[]): CheckResult {
  const expected = 'a value of its own for each proof';
  if (typeof value !== 'string' || value === '') return jti('fail', expected, showValue(value));
  const isRepeated = earlier.includes(value);
  return jti(
    isRepeated ? 'fail' : 'pass',
    expected,
    isRepeated ? `${value}, sent before in this run` : value,
  );
}

async function checkAth(value: unknown, accessToken: string | null): Promise<CheckResult> {
  if (accessToken === null) return ath('skip', '(this request presents no token)', showValue(value));
  const expected = encodeBase64Url(await hashBytes('SHA-256', accessToken));
  return ath(value === expected ? 'pass' : 'fail', expected, showValue(value));
}

function checkNonce(value: unknown, expected: string | null): CheckResult {
  if (expected === null) return nonce('info', '(none asked for yet)', showValue(value));
  return nonce(value === expected ? 'pass' : 'fail', expected, showValue(value));
}

function stripQuery(text: string): string {
  const url = URL.parse(text);
  return url ? `${url.origin}${url.pathname}` : text;
}
