import { checkAtHash } from '@shared/checks/check-at-hash';
import {
  checkIdTokenClaims,
  checkSameUser,
  describeIdTokenPresence,
  type IdTokenExpectations,
} from '@shared/checks/check-id-token';
import { checkAcr, checkRequestedClaims } from '@shared/checks/check-requested-claims';
import { checkSignature, type SignatureKeys } from '@shared/checks/check-signature';
import type { CheckResult } from '@shared/model/check';
import { readParameter } from '@shared/model/parameters';
import { type DecodedJwt, decodeJwt } from '@shared/model/read-jwt';
import { readJsonObject } from '@shared/model/read-message';
import { readSignedJwt } from '../decrypt-jwt';
import type { FlowStep, StepContext } from '../flow';
import { missingStep } from '../flow-errors';
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
    if (!context.findExchange('token')) throw missingStep('token');
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
  if (idToken === null && !isDemanded) return [];
  const { decoded, signed, rows } = await openIdToken(context, idToken);
  if (signed === null || decoded === null) return rows;
  const accessToken = typeof body?.access_token === 'string' ? body.access_token : '';
  const { frontIdToken } = context.state;
  return [
    ...rows,
    ...checkIdTokenClaims(decoded, expectIdToken(context)),
    ...checkAsked(context, decoded),
    await checkSignature(signed, decoded, signatureKeys(context)),
    await checkAtHash(decoded, accessToken),
    ...(frontIdToken ? checkSameUser(frontIdToken, decoded) : []),
  ];
}

interface OpenedIdToken {
  /** Null where it could not be opened; the rows say why. */
  signed: string | null;
  decoded: DecodedJwt | null;
  rows: CheckResult[];
}

/** Of an encrypted ID token the signed one inside (OpenID Connect Core section 10.2). */
export async function openIdToken(context: StepContext, idToken: string | null): Promise<OpenedIdToken> {
  const opened =
    idToken === null ? { signed: null, rows: [] } : await readSignedJwt(context, 'id-token', idToken);
  const decoded = opened.signed === null ? null : decodeJwt(opened.signed);
  return {
    signed: opened.signed,
    decoded,
    rows: [...opened.rows, describeIdTokenPresence(idToken, decoded)],
  };
}

/** What the request asked of the ID token by name (OpenID Connect Core sections 3.1.2.1 and 5.5). */
function checkAsked({ profile }: StepContext, { claims }: DecodedJwt): CheckResult[] {
  const { authorize } = profile.parameters;
  return [
    checkAcr(readParameter(authorize, 'acr_values'), claims),
    checkRequestedClaims(readParameter(authorize, 'claims'), 'id_token', claims),
  ].filter((row) => row !== null);
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

const ROWS_OF_AUTHENTICATION: ReadonlySet<string> = new Set(['id-token-nonce', 'id-token-auth-time']);

/** The rows of an ID token that answers no authorization request: there is no nonce or max_age to compare. */
export async function checkLaterIdToken(context: StepContext): Promise<CheckResult[]> {
  const rows = await checkIdToken(context, false);
  return rows.filter(({ id }) => !ROWS_OF_AUTHENTICATION.has(id));
}

export function readJwks(context: StepContext): unknown {
  const response = context.findExchange('jwks')?.response;
  return response?.status === 200 ? readJsonObject(response) : null;
}
