import type { ExchangePurpose } from '../../model/exchange';
import { withoutQuery } from '../../model/read-message';
import type { Where } from '../catalog-entry';

const WHERE_OF_PURPOSE: Record<ExchangePurpose, Where> = {
  discovery: 'discovery response',
  jwks: 'JWKS response',
  authorization: 'authorization page',
  par: 'PAR response',
  'device-authorization': 'device authorization response',
  'backchannel-authentication': 'CIBA response',
  token: 'token response',
  userinfo: 'userinfo response',
  resource: 'resource response',
  introspection: 'introspection response',
  revocation: 'revocation response',
  registration: 'registration response',
  logout: 'logout page',
  other: 'other response',
};

/** Endpoints of the metadata that have no purpose of their own, and the last part of their usual paths. */
const OTHER_ENDPOINTS: [member: string, path: RegExp, where: Where][] = [
  ['pushed_authorization_request_endpoint', /\/par$/i, 'PAR response'],
  [
    'device_authorization_endpoint',
    /\/device(_authorization|\/code|\/auth|code)$/i,
    'device authorization response',
  ],
  ['backchannel_authentication_endpoint', /\/(bc-authorize|ciba\/auth|backchannel)$/i, 'CIBA response'],
  ['introspection_endpoint', /\/introspect(ion)?$/i, 'introspection response'],
  ['revocation_endpoint', /\/(revoke|revocation)$/i, 'revocation response'],
  [
    'registration_endpoint',
    /\/(register|registration|clients-registrations\/[\w-]{1,40})$/i,
    'registration response',
  ],
  [
    'federation_fetch_endpoint',
    /\/(federation_fetch|\.well-known\/openid-federation)$/i,
    'federation response',
  ],
  ['end_session_endpoint', /\/(logout|end_?session|session\/end)$/i, 'logout page'],
];

/** Answers that a rule for "other response" takes in too. */
const KINDS_OF_OTHER: ReadonlySet<Where> = new Set(
  OTHER_ENDPOINTS.map(([, , where]) => where).filter((where) => where !== 'logout page'),
);

/**
 * Where in the exchange of messages this one belongs. What has no purpose of its own is told by the
 * endpoints of the metadata, and without metadata by the paths that most providers use.
 */
export function findWhere(
  { purpose, request }: { purpose: ExchangePurpose; request: { url: string } },
  metadata: Record<string, unknown> = {},
): Where {
  const known = WHERE_OF_PURPOSE[purpose];
  if (purpose !== 'other' && purpose !== 'authorization') return known;
  const url = withoutQuery(request.url);
  const kinds = purpose === 'other' ? OTHER_ENDPOINTS : OTHER_ENDPOINTS.slice(-1);
  const named = kinds.find(([member]) => Object.hasOwn(metadata, member) && metadata[member] === url);
  return (named ?? kinds.find(([, path]) => path.test(url.slice(-200))))?.[2] ?? known;
}

/** True where a rule for `wanted` covers what was seen at `seen`. */
export function isWhere(wanted: readonly Where[], seen: Where | null): boolean {
  if (seen === null) return false;
  return wanted.includes(seen) || (KINDS_OF_OTHER.has(seen) && wanted.includes('other response'));
}
