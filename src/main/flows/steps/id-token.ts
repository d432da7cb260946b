import { checkAtHash } from '@shared/checks/check-at-hash';
import {
  checkIdTokenClaims,
  checkSameUser,
  describeIdTokenPresence,
  type IdTokenExpectations,
} from '@shared/checks/check-id-token';
import { checkSignature, type SignatureKeys } from '@shared/checks/check-signature';
import type { CheckResult } from '@shared/model/check';
import { decodeJwt } from '@shared/model/read-jwt';
import { readJsonObject } from '@shared/model/read-message';
import type { FlowStep, StepContext } from '../flow';
import { readSignedJwt } from '../read-signed-jwt';
import { throwOnFailedCheck } from '../throw-on-failed-check';
import { wantsIdToken } from './authorization-request';
import { configurationOf } from './discovery';
import { grantOf } from './grant';
import { readMaxAge } from './redeem-code';

/** The clock tolerance openid-client works with by default, in seconds. */
export const TOLERANCE_SECONDS = 30;

/** Validates the ID token: claims, signature, at_hash (OpenID Connect Core section 3.1.3.7). */
export const idTokenStep: FlowStep = {
  name: 'id-token',
  title: 'Validate the ID token',
  actor: 'client',
  async run(context) {
    const grant = grantOf(context);
    while ((await grant.advance()) !== null);
    const rows = await checkIdToken(context);
    for (const row of rows) context.check(row);
    await grant.result();
    throwOnFailedCheck(rows);
    return 'done';
  },
};

/** The rows of the ID token; none where none was asked for and none came. */
export async function checkIdToken(context: StepContext): Promise<CheckResult[]> {
  const response = context.findExchange('token')?.response;
  const body = response ? readJsonObject(response) : null;
  const idToken = typeof body?.id_token === 'string' ? body.id_token : null;
  if (idToken === null && !wantsIdToken(context.profile)) return [];
  const signed = idToken === null ? null : await readSignedJwt(context, idToken);
  const decoded = signed === null ? null : decodeJwt(signed);
  const presence = describeIdTokenPresence(idToken, decoded);
  if (signed === null || decoded === null) return [presence];

  if (signed !== idToken) context.artifact('id-token', 'jwt', signed);
  const accessToken = typeof body?.access_token === 'string' ? body.access_token : '';
  const { frontIdToken } = context.state;
  return [
    presence,
    ...checkIdTokenClaims(decoded, expectIdToken(context)),
    await checkSignature(signed, decoded, signatureKeys(context)),
    await checkAtHash(decoded, accessToken),
    ...(frontIdToken ? checkSameUser(frontIdToken, decoded) : []),
  ];
}

/** What every ID token of this run must say. */
export function expectIdToken(context: StepContext): IdTokenExpectations {
  const server = configurationOf(context).serverMetadata();
  return {
    issuer: server.issuer,
    clientId: context.profile.client.id,
    nonce: context.state.authorization?.nonce ?? null,
    maxAgeSeconds: readMaxAge(context).maxAge ?? null,
    algorithms: server.id_token_signing_alg_values_supported ?? null,
    now: Math.floor(context.ports.now() / 1000),
    toleranceSeconds: TOLERANCE_SECONDS,
  };
}

export function signatureKeys(context: StepContext): SignatureKeys {
  return { jwks: readJwks(context), clientSecret: context.secrets['client.secret'] ?? null };
}

export function readJwks(context: StepContext): unknown {
  const response = context.findExchange('jwks')?.response;
  return response?.status === 200 ? readJsonObject(response) : null;
}
