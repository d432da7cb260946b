import { checkClientAssertion } from '@shared/checks/check-client-assertion';
import { isMasked } from '@shared/diagnosis/evidence/masked';
import type { CheckResult } from '@shared/model/check';
import { decodeJwt } from '@shared/model/read-jwt';
import type { AttemptFacts, ClassifiedExchange } from './attempts';
import { readParameters } from './classify-exchange';
import { skipCheck } from './record-import';

/**
 * The rows of the client assertion of a step's last request (RFC 7523 section 3). They judge what the client sent
 * and not the answer: a server may well let pass what another refuses.
 */
export function checkAssertionOf(
  exchanges: readonly ClassifiedExchange[],
  { asked, metadata }: AttemptFacts,
): CheckResult[] {
  const jwts = exchanges.map(({ request }) =>
    decodeJwt(readParameters(request).get('client_assertion') ?? ''),
  );
  const jwt = jwts.at(-1);
  const last = exchanges.at(-1);
  if (!jwt || !last || last.startedAt === null) return [];
  const form = readParameters(last.request);
  const algorithms = metadata['token_endpoint_auth_signing_alg_values_supported'];
  const { iss, sub } = jwt.claims;
  // A report hides every sub; the client is its own issuer (RFC 7523 section 3).
  const isHidden = isMasked(String(sub));
  const named = form.get('client_id') ?? asked?.get('client_id') ?? null;
  const clientId = named ?? String(isHidden ? iss : sub);
  return checkClientAssertion(jwt, {
    clientId,
    audiences: [metadata['issuer'], metadata['token_endpoint'], last.request.url].filter(
      (each): each is string => typeof each === 'string',
    ),
    earlierIds: jwts.slice(0, -1).flatMap((each) => (each ? [String(each.claims['jti'])] : [])),
    algorithms: Array.isArray(algorithms) ? algorithms.map(String) : null,
    now: Math.floor(last.startedAt / 1000),
  }).map((row) => (row.id === 'client-assertion-sub' && isHidden ? skipCheck(row) : row));
}
