import { decodeJwt } from './read-jwt';
import type { ExchangeView } from './session';

/**
 * The parameters of an authorization request as the server got them: those of the URL, or what was
 * pushed in place of them (RFC 9126), or the claims of the request object (RFC 9101 section 6.3: nothing
 * beside it counts). `requestObject` is the signed JWT, for one that was sent encrypted.
 */
export function readSentAuthorization(
  url: URL,
  pushed: ExchangeView | null,
  requestObject: string | null,
): URLSearchParams {
  const isPushed = url.searchParams.has('request_uri') && pushed !== null;
  const sent = isPushed ? new URLSearchParams(pushed.request.body?.text ?? '') : url.searchParams;
  const request = sent.get('request');
  if (request === null) return sent;
  const claims = (decodeJwt(request) ?? decodeJwt(requestObject ?? ''))?.claims;
  return claims ? toParameters(claims) : sent;
}

function toParameters(claims: Record<string, unknown>): URLSearchParams {
  const pairs = Object.entries(claims).flatMap(([name, value]) =>
    [value]
      .flat()
      .map((each): [string, string] => [name, typeof each === 'string' ? each : JSON.stringify(each)]),
  );
  return new URLSearchParams(pairs);
}
