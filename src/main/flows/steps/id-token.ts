import { checkAtHash } from '@shared/checks/check-at-hash';
import { checkIdTokenClaims, describeIdTokenPresence } from '@shared/checks/check-id-token';
import { checkAcr, checkRequestedClaims } from '@shared/checks/check-requested-claims';
import { checkSignature } from '@shared/checks/check-signature';
import type { CheckResult } from '@shared/model/check';
import { readParameter } from '@shared/model/parameters';
import { decodeJwt } from '@shared/model/read-jwt';
import { readJsonObject } from '@shared/model/read-message';
import { isEncrypted, openJwt } from '../decrypt-jwt';
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
  const received = typeof body?.id_token === 'string' ? body.id_token : null;
  if (received === null && !wantsIdToken(context.profile)) return [];
  const { idToken, rows } = await openIdToken(context, received);
  const decoded = idToken === null ? null : decodeJwt(idToken);
  const presence = describeIdTokenPresence(idToken, decoded);
  if (idToken === null || decoded === null) return [...rows, presence];

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
  const { authorize } = context.profile.parameters;
  const asked = [
    checkAcr(readParameter(authorize, 'acr_values'), decoded.claims),
    checkRequestedClaims(readParameter(authorize, 'claims'), 'id_token', decoded.claims),
  ];
  return [
    ...rows,
    presence,
    ...claims,
    ...asked.filter((row) => row !== null),
    await checkSignature(idToken, decoded, {
      jwks: readJwks(context),
      clientSecret: context.secrets['client.secret'] ?? null,
    }),
    await checkAtHash(decoded, accessToken),
  ];
}

/** Of an encrypted ID token the signed one inside, as an artifact of its own (OpenID Connect Core section 10.2). */
async function openIdToken(
  context: StepContext,
  received: string | null,
): Promise<{ idToken: string | null; rows: CheckResult[] }> {
  if (received === null || !isEncrypted(received)) return { idToken: received, rows: [] };
  const { inner, row } = await openJwt(context, 'id-token', received);
  return { idToken: inner ?? received, rows: [row] };
}

function readJwks(context: StepContext): unknown {
  const response = context.findExchange('jwks')?.response;
  return response?.status === 200 ? readJsonObject(response) : null;
}
