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

/** The rows of the ID token; none where none is demanded (unless told, where the scope asks for it) and none came. */
export async function checkIdToken(
  context: StepContext,
  isDemanded: boolean = wantsIdToken(context.profile),
): Promise<CheckResult[]> {
  const response = context.findExchange('token')?.response;
  const body = response ? readJsonObject(response) : null;
  const idToken = typeof body?.id_token === 'string' ? body.id_token : null;
  const decoded = idToken === null ? null : decodeJwt(idToken);
  if (idToken === null && !isDemanded) return [];
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
    await checkSignature(idToken, decoded, {
      jwks: readJwks(context),
      clientSecret: context.secrets['client.secret'] ?? null,
    }),
    await checkAtHash(decoded, accessToken),
  ];
}

const ROWS_OF_AUTHENTICATION: ReadonlySet<string> = new Set(['id-token-nonce', 'id-token-auth-time']);

/** The rows of an ID token that answers no authorization request: there is no nonce or max_age to compare. */
export async function checkLaterIdToken(context: StepContext): Promise<CheckResult[]> {
  const rows = await checkIdToken(context, false);
  return rows.filter(({ id }) => !ROWS_OF_AUTHENTICATION.has(id));
}

function readJwks(context: StepContext): unknown {
  const response = context.findExchange('jwks')?.response;
  return response?.status === 200 ? readJsonObject(response) : null;
}
