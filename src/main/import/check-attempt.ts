import { createHash } from 'node:crypto';
import { checkCallback } from '@shared/checks/check-callback';
import { judgePkce } from '@shared/checks/check-pkce';
import { checkDiscovery, checkResource } from '@shared/checks/check-responses';
import { checkTokenResponse } from '@shared/checks/check-token-response';
import { checkUserinfo } from '@shared/checks/check-userinfo';
import { isBlurred } from '@shared/diagnosis/evidence/masked';
import type { CheckResult } from '@shared/model/check';
import type { RecordedResponse } from '@shared/model/exchange';
import { type AttemptFacts, type ClassifiedExchange, readCallbackOf } from './attempts';
import { readIdToken } from './check-id-token';
import { readParameters } from './classify-exchange';
import { skipCheck } from './record-import';

/** The rows of the last exchange of a step, with those left open whose other half was not captured. */
export function checkExchange(exchange: ClassifiedExchange, facts: AttemptFacts): CheckResult[] {
  const { purpose, response } = exchange;
  if (!response) return [];
  switch (purpose) {
    case 'discovery':
      return checkDiscovery(response, deriveIssuer(exchange));
    case 'token':
      return [...checkToken(exchange, response, facts), ...checkVerifier(exchange, facts)];
    case 'userinfo':
      return checkSubject(response, facts);
    case 'resource':
      return [checkResource(response)];
    default:
      return [];
  }
}

/**
 * The issuer whose document was asked for (OpenID Connect Discovery section 4, RFC 8414 section 3.1);
 * null where the address does not tell. One slash at the end leaves the same address.
 */
function deriveIssuer({ request, response }: ClassifiedExchange): string | null {
  const url = URL.parse(request.url);
  const place = url && /\/\.well-known\/(openid-configuration|oauth-authorization-server)/.exec(url.pathname);
  if (!url || !place) return null;
  const path = url.pathname.slice(0, place.index) + url.pathname.slice(place.index + place[0].length);
  const issuer = `${url.origin}${path}`.replace(/\/$/, '');
  const named = /"issuer"\s{0,9}:\s{0,9}"([^"\\]{1,2000})"/.exec(response?.body?.text ?? '')?.[1];
  return named === `${issuer}/` ? named : issuer;
}

function checkToken(
  { request }: ClassifiedExchange,
  response: RecordedResponse,
  { asked }: AttemptFacts,
): CheckResult[] {
  const scope = asked?.get('scope') ?? readParameters(request).get('scope');
  return checkTokenResponse(response, scope ?? '').map((row) =>
    row.id === 'token-scope' && scope === null ? skipCheck(row) : row,
  );
}

/** Both legs must have been captured; a code that was redeemed without a word of PKCE needs no row. */
function checkVerifier({ request, response }: ClassifiedExchange, { asked }: AttemptFacts): CheckResult[] {
  const form = readParameters(request);
  if (form.get('grant_type') !== 'authorization_code') return [];
  const challenge = asked?.get('code_challenge') ?? null;
  const verifier = form.get('code_verifier');
  if (challenge === null && verifier === null) return [];
  const method = asked?.get('code_challenge_method') ?? null;
  const digest =
    method === 'S256' && verifier !== null ? createHash('sha256').update(verifier).digest() : null;
  const row = judgePkce({ challenge, method, verifier }, digest);
  const isHidden = [challenge, verifier].some((value) => value !== null && isBlurred(value));
  // A request that was pushed or signed has its challenge elsewhere (RFC 9126, RFC 9101).
  const isElsewhere = asked?.has('request_uri') || asked?.has('request');
  // A server that knows nothing of PKCE passes over a verifier without a challenge.
  const isPassedOver = challenge === null && response?.status === 200;
  const isOpen = asked === null || isHidden || (isElsewhere && challenge === null) || isPassedOver;
  return [isOpen ? skipCheck(row) : row];
}

function checkSubject(response: RecordedResponse, facts: AttemptFacts): CheckResult[] {
  const idToken = readIdToken(facts);
  const subject = idToken?.decoded?.claims['sub'];
  const algorithms = facts.metadata['userinfo_signing_alg_values_supported'];
  return checkUserinfo(response, {
    subject: typeof subject === 'string' ? subject : null,
    algorithms: Array.isArray(algorithms) ? algorithms.map(String) : null,
  }).map((row) => (row.id === 'userinfo-sub' && !idToken ? skipCheck(row) : row));
}

/** The callback against the request where that was captured (RFC 6749 section 4.1.2, RFC 9207). */
export function checkCallbackOf({ asked, metadata, callbackUrl }: AttemptFacts): CheckResult[] {
  if (callbackUrl === null) return [];
  const parameters = readCallbackOf(callbackUrl);
  const issuer = typeof metadata['issuer'] === 'string' ? metadata['issuer'] : null;
  const sent = asked?.get('state') ?? null;
  const state = sent === null || isBlurred(sent) ? null : sent;
  const isCode = !['id_token', 'access_token', 'response'].some((name) => parameters.has(name));
  const rows = checkCallback(parameters, {
    issuer: issuer ?? '',
    issSupported: metadata['authorization_response_iss_parameter_supported'] === true,
    state: state ?? '',
  });
  return rows
    .filter(({ id }) => id !== 'callback-code' || isCode)
    .map((row) => {
      const isOpen = (row.id === 'iss' && issuer === null) || (row.id === 'state' && state === null);
      return isOpen ? skipCheck(row) : row;
    });
}
