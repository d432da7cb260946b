import { createHash } from 'node:crypto';
import { checkResponseMode, checkResponseType } from '@shared/checks/check-authorization-request';
import { checkCallback } from '@shared/checks/check-callback';
import { warnOfPasswordGrant } from '@shared/checks/check-password-grant';
import { judgePkce } from '@shared/checks/check-pkce';
import { checkDiscovery, checkResource } from '@shared/checks/check-responses';
import { checkTokenResponse } from '@shared/checks/check-token-response';
import { checkUserinfo } from '@shared/checks/check-userinfo';
import { isBlurred, isMasked } from '@shared/diagnosis/evidence/masked';
import type { CheckResult } from '@shared/model/check';
import type { RecordedResponse } from '@shared/model/exchange';
import { type AttemptFacts, type ClassifiedExchange, readCallbackOf } from './attempts';
import { readIdToken } from './check-id-token';
import { checkResponseJwtOf, openResponse } from './check-response-jwt';
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
  const form = readParameters(request);
  const isOfCode = !form.has('grant_type') || form.get('grant_type') === 'authorization_code';
  const scope = (isOfCode ? asked?.get('scope') : null) ?? form.get('scope');
  const rows = checkTokenResponse(response, scope ?? '').map((row) =>
    row.id === 'token-scope' && scope === null ? skipCheck(row) : row,
  );
  return form.get('grant_type') === 'password' ? [warnOfPasswordGrant(), ...rows] : rows;
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
  // Of a digest a stand-in tells nothing; two of our own still tell whether a plain challenge is the verifier.
  const hides = method === 'S256' ? isMasked : isBlurred;
  const isHidden = [challenge, verifier].some((value) => value !== null && hides(value));
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
  }).map((row) => {
    const isOpen =
      (row.id === 'userinfo-sub' && !idToken) || (row.id === 'userinfo-format' && isUnreadable(response));
    return isOpen ? skipCheck(row) : row;
  });
}

/** Encrypted (RFC 7516 section 3.1), or hidden by a tool: only who has the key can read it. */
function isUnreadable({ body }: RecordedResponse): boolean {
  const text = body?.encoding === 'utf8' ? body.text.trim() : '';
  return isMasked(text) || /^[\w-]+(?:\.[\w-]*){4}$/.test(text.slice(0, 65_536));
}

/** The callback against the request where that was captured (RFC 6749 section 4.1.2, RFC 9207). */
export function checkCallbackOf(facts: AttemptFacts): CheckResult[] {
  const { asked, metadata, callbackUrl } = facts;
  if (callbackUrl === null) return [];
  const arrived = readCallbackOf(callbackUrl);
  const parameters = openResponse(arrived);
  const issuer = typeof metadata['issuer'] === 'string' ? metadata['issuer'] : null;
  const sent = asked?.get('state') ?? null;
  const state = sent === null || isBlurred(sent) ? null : sent;
  const responseType = asked?.get('response_type') ?? null;
  const isCode = !['id_token', 'access_token', 'response'].some((name) => parameters.has(name));
  const rows = checkCallback(parameters, {
    issuer: issuer ?? '',
    issSupported:
      metadata['authorization_response_iss_parameter_supported'] === true && !parameters.has('id_token'),
    state: state ?? '',
    ...(responseType !== null && { responseType }),
  });
  const outer = checkResponseJwtOf(arrived, facts);
  // Nothing in a response JWT counts before the JWT itself does.
  if (outer.some(({ verdict }) => verdict === 'fail')) return outer;
  return [
    ...outer,
    ...rows
      .filter(({ id }) => id !== 'callback-code' || responseType !== null || isCode)
      .map((row) => {
        const isOpen = (row.id === 'iss' && issuer === null) || (row.id === 'state' && state === null);
        return isOpen ? skipCheck(row) : row;
      }),
    ...(responseType === null ? [] : checkManner(responseType, arrived, facts)),
  ];
}

/** Whether the answer came as it was asked for, and whether that should be asked for at all. */
function checkManner(responseType: string, parameters: URLSearchParams, facts: AttemptFacts): CheckResult[] {
  const { asked, callbackUrl, callbackMethod } = facts;
  const standard = responseType === 'code' ? 'query' : 'fragment';
  const mode = asked?.get('response_mode')?.replace(/\.?jwt$/, '') || standard;
  const arrived = /#./.test(callbackUrl ?? '') ? 'fragment' : 'query';
  const actual = callbackMethod === 'POST' ? 'form_post' : arrived;
  const carriesTokens = ['id_token', 'access_token'].some((name) => parameters.has(name));
  const asMode = (['query', 'fragment', 'form_post'] as const).find((each) => each === mode);
  return [
    ...(asMode ? [checkResponseMode(asMode, actual, carriesTokens)] : []),
    ...(responseType === 'code' ? [] : [checkResponseType(responseType)]),
  ];
}
