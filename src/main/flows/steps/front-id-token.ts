import { checkHash } from '@shared/checks/check-at-hash';
import { checkIdTokenClaims } from '@shared/checks/check-id-token';
import { checkSignature } from '@shared/checks/check-signature';
import type { CheckResult } from '@shared/model/check';
import type { DecodedJwt } from '@shared/model/read-jwt';
import type { FlowStep, StepContext } from '../flow';
import { throwOnFailedCheck } from '../throw-on-failed-check';
import { authorizationOf } from './authorization-request';
import { grantOf, letKeysThrough } from './grant';
import { expectIdToken, openIdToken, signatureKeys } from './id-token';

declare module '../flow' {
  interface FlowState {
    /** The ID token that came through the browser, once it has been checked. */
    frontIdToken?: DecodedJwt;
  }
}

/** The library takes no hybrid answer whose ID token is older. */
const MAX_IAT_AGE_SECONDS = 3_600;

/** Validates the ID token that came through the browser, and what it says of the code and the access token beside it. */
export const frontIdTokenStep: FlowStep = {
  name: 'front-id-token',
  title: 'Validate the ID token of the answer',
  actor: 'client',
  async run(context) {
    const grant = grantOf(context);
    const held = await letKeysThrough(grant);
    const rows = await checkFrontIdToken(context, context.state.answer ?? new URLSearchParams());
    for (const row of rows) context.check(row);
    if (held === null) await grant.result();
    throwOnFailedCheck(rows);
    return 'done';
  },
};

/** OpenID Connect Core sections 3.2.2.11 (implicit) and 3.3.2.12 (hybrid). */
async function checkFrontIdToken(context: StepContext, answer: URLSearchParams): Promise<CheckResult[]> {
  const idToken = answer.get('id_token');
  const { signed, decoded, rows } = await openIdToken(context, idToken);
  if (signed === null || decoded === null) return rows;
  if (signed === idToken) context.artifact('id-token', 'jwt', signed);
  context.state.frontIdToken = decoded;
  const code = answer.get('code');
  const age = code === null ? {} : { maxIatAgeSeconds: MAX_IAT_AGE_SECONDS };
  return [
    ...rows,
    ...checkIdTokenClaims(decoded, { ...expectIdToken(context), ...age }),
    await checkSignature(signed, decoded, signatureKeys(context)),
    ...(await checkHashes(context, decoded, answer)),
  ];
}

/** The library compares c_hash and s_hash; at_hash it leaves to us (Core sections 3.2.2.9, 3.3.2.9). */
function checkHashes(
  context: StepContext,
  decoded: DecodedJwt,
  answer: URLSearchParams,
): Promise<CheckResult[]> {
  const code = answer.get('code');
  const accessToken = answer.get('access_token');
  const { state } = authorizationOf(context);
  return Promise.all([
    ...(code === null ? [] : [checkHash('c_hash', decoded, code, true)]),
    ...(code === null ? [] : [checkHash('s_hash', decoded, answer.get('state') ?? state, false)]),
    ...(accessToken === null ? [] : [checkHash('at_hash', decoded, accessToken, true)]),
  ]);
}
