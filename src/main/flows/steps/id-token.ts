import { checkAcr } from '@shared/checks/check-acr';
import { checkAtHash } from '@shared/checks/check-at-hash';
import { checkIdTokenClaims, describeIdTokenPresence } from '@shared/checks/check-id-token';
import { checkSignature } from '@shared/checks/check-signature';
import type { CheckResult } from '@shared/model/check';
import { decodeJwt } from '@shared/model/read-jwt';
import { readJsonObject } from '@shared/model/read-message';
import type { FlowStep, StepContext } from '../flow';
import { throwOnFailedCheck } from '../throw-on-failed-check';
import { wantsIdToken } from './authorization-request';
import { configurationOf } from './discovery';
import { grantOf } from './grant';
import { readMaxAge } from './redeem-code';

/** The clock tolerance openid-client works with by default, in seconds. */
const TOLERANCE_SECONDS = 30;

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
  const decoded = idToken === null ? null : decodeJwt(idToken);
  if (idToken === null && !wantsIdToken(context.profile)) return [];
  const presence = describeIdTokenPresence(idToken, decoded);
  if (idToken === null || decoded === null) return [presence];

  const server = configurationOf(context).serverMetadata();
  const claims = checkIdTokenClaims(decoded, {
    issuer: server.issuer,
    clientId: context.profile.client.id,
    nonce: context.state.authorization?.nonce ?? null,
    maxAgeSeconds: readMaxAge(context).maxAge ?? null,
    algorithms: server.id_token_signing_alg_values_supported ?? null,
    now: Math.floor(context.ports.now() / 1000),
    toleranceSeconds: TOLERANCE_SECONDS,
  });
  const accessToken = typeof body?.access_token === 'string' ? body.access_token : '';
  return [
    presence,
    ...claims,
    ...checkAcr(decoded.claims, context.profile.parameters.authorize),
    await checkSignature(idToken, decoded, {
      jwks: readJwks(context),
      clientSecret: context.secrets['client.secret'] ?? null,
    }),
    await checkAtHash(decoded, accessToken),
  ];
}

function readJwks(context: StepContext): unknown {
  const response = context.findExchange('jwks')?.response;
  return response?.status === 200 ? readJsonObject(response) : null;
}
