import {
  checkResponseJwt,
  checkResponsePresence,
  readResponseParameters,
} from '@shared/checks/check-response-jwt';
import type { CheckResult } from '@shared/model/check';
import { type DecodedJwt, decodeJwt } from '@shared/model/read-jwt';
import type { AttemptFacts } from './attempts';
import { skipCheck } from './record-import';

/** As much as the client of a run allows. */
const TOLERANCE_SECONDS = 30;

/** The parameters of an authorization response, taken out of the JWT where it is one that can be read (JARM). */
export function openResponse(parameters: URLSearchParams): URLSearchParams {
  const jwt = decodeJwt(parameters.get('response') ?? '');
  return jwt ? readResponseParameters(jwt) : parameters;
}

/** The rows of a response JWT, or of its absence where one was asked for (JARM sections 2.3 and 2.4). */
export function checkResponseJwtOf(parameters: URLSearchParams, facts: AttemptFacts): CheckResult[] {
  const isAsked = /jwt$/.test(facts.asked?.get('response_mode') ?? '');
  const jwt = decodeJwt(parameters.get('response') ?? '');
  if (!jwt) return isAsked && !parameters.has('response') ? [checkResponsePresence(parameters)] : [];
  return [checkResponsePresence(parameters), ...checkClaims(jwt, facts)];
}

function checkClaims(jwt: DecodedJwt, { asked, metadata, callbackAt }: AttemptFacts): CheckResult[] {
  const issuer = metadata['issuer'];
  const clientId = asked?.get('client_id') ?? null;
  const algorithms = metadata['authorization_signing_alg_values_supported'];
  const open = new Set([
    ...(typeof issuer === 'string' ? [] : ['jarm-iss', 'jarm-alg']),
    ...(clientId === null ? ['jarm-aud'] : []),
    ...(callbackAt === null ? ['jarm-exp'] : []),
  ]);
  return checkResponseJwt(jwt, {
    issuer: typeof issuer === 'string' ? issuer : '',
    clientId: clientId ?? '',
    algorithms: Array.isArray(algorithms) ? algorithms.map(String) : null,
    now: Math.floor((callbackAt ?? 0) / 1000),
    toleranceSeconds: TOLERANCE_SECONDS,
  }).map((row) => (open.has(row.id) ? skipCheck(row) : row));
}
