import { decodeJwt } from '@shared/model/read-jwt';
import { readJsonObject } from '@shared/model/read-message';
import { readParameters } from './classify-exchange';
import type { ImportedExchange } from './imported-exchange';

/**
 * What an authorization request asks for where its parameters stand elsewhere: in the request that was pushed
 * before (RFC 9126 section 4), in a request object (RFC 9101 section 5), or one in the other. The parameters of
 * the request itself stay beside them; without either, or where it cannot be read, they are all there is.
 */
export function resolveRequest(
  sent: URLSearchParams,
  exchanges: readonly ImportedExchange[],
): URLSearchParams {
  const pushed = findPushed(sent.get('request_uri'), exchanges);
  const outer = pushed ? merge(sent, pushed, 'request_uri') : sent;
  const claims = decodeJwt(outer.get('request') ?? '')?.claims;
  return claims ? merge(outer, readClaims(claims), 'request') : outer;
}

function findPushed(uri: string | null, exchanges: readonly ImportedExchange[]): URLSearchParams | null {
  if (uri === null) return null;
  const push = exchanges.findLast(
    ({ response }) => response !== null && readJsonObject(response)?.['request_uri'] === uri,
  );
  return push ? readParameters(push.request) : null;
}

/** max_age is a number there; audience, times and issuer are of the JWT itself (RFC 9101 section 4). */
function readClaims(claims: Record<string, unknown>): URLSearchParams {
  const own = new Set(['iss', 'aud', 'exp', 'iat', 'nbf', 'jti', 'sub']);
  return new URLSearchParams(
    Object.entries(claims).flatMap(([name, value]): [string, string][] =>
      !own.has(name) && (typeof value === 'string' || typeof value === 'number')
        ? [[name, String(value)]]
        : [],
    ),
  );
}

/** Where both say something, the place that is harder to change counts. */
function merge(sent: URLSearchParams, inner: URLSearchParams, link: string): URLSearchParams {
  const merged = new URLSearchParams(sent);
  merged.delete(link);
  for (const name of new Set(inner.keys())) merged.delete(name);
  for (const [name, value] of inner) merged.append(name, value);
  return merged;
}
