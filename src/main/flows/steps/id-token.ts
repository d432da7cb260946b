import { checkAtHash } from '@shared/checks/check-at-hash';
import { checkIdTokenClaims, type DecodedJwt, describeIdTokenPresence } from '@shared/checks/check-id-token';
import { checkSignature } from '@shared/checks/check-signature';
import type { CheckResult } from '@shared/model/check';
import { parseJsonObject, readJsonObject } from '@shared/model/read-message';
import type { FlowStep, StepContext } from '../flow';
import { throwOnFailedCheck } from '../throw-on-failed-check';
import { readMaxAge } from './callback';
import { configurationOf } from './discovery';

/** The clock tolerance openid-client works with by default, in seconds. */
const TOLERANCE_SECONDS = 30;

/** Validates the ID token: claims, signature, at_hash (OpenID Connect Core section 3.1.3.7). */
export const idTokenStep: FlowStep = {
  name: 'id-token',
  title: 'Validate the ID token',
  actor: 'client',
  async run(context) {
    const { grant } = context.state;
    if (!grant) throw new Error('The callback step has not run.');
    while ((await grant.advance()) === 'held');
    const rows = await checkIdToken(context);
    for (const row of rows) context.check(row);
    await grant.result();
    throwOnFailedCheck(rows);
    return 'done';
  },
};

async function checkIdToken(context: StepContext): Promise<CheckResult[]> {
  const response = context.findExchange('token')?.response;
  const body = response ? readJsonObject(response) : null;
  const idToken = typeof body?.id_token === 'string' ? body.id_token : null;
  const decoded = idToken === null ? null : decodeJwt(idToken);
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
    await checkSignature(idToken, decoded, readJwks(context)),
    await checkAtHash(decoded, accessToken),
  ];
}

function readJwks(context: StepContext): unknown {
  const response = context.findExchange('jwks')?.response;
  return response?.status === 200 ? readJsonObject(response) : null;
}

function decodeJwt(jwt: string): DecodedJwt | null {
  const parts = jwt.split('.');
  const [header, claims] = parts.slice(0, 2).map((part) => {
    return parseJsonObject(Buffer.from(part, 'base64url').toString('utf8'));
  });
  return parts.length === 3 && header && claims ? { header, claims } : null;
}
