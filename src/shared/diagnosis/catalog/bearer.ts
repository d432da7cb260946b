import { rfc } from '../../model/reference';
import type { CatalogEntry, Where } from '../catalog-entry';

const PROTECTED: Where[] = ['resource response', 'userinfo response', 'other response'];

/** The errors of RFC 6750 section 3.1, with which a resource refuses an access token. */
export const BEARER_ENTRIES: CatalogEntry[] = [
  {
    id: 'bearer-no-token',
    family: 'bearer',
    code: 'Bearer without error',
    core: false,
    title: 'No access token in the request',
    meaning: 'The API saw no access token at all; RFC 6750 then asks it to challenge without an error code.',
    where: PROTECTED,
    provider: null,
    match: [{ signal: 'challenge', value: 'no-credentials', where: PROTECTED }],
    causes: [
      'The Authorization header is missing, or a proxy or a redirect removed it.',
      'The token was sent under another scheme than the one asked for.',
    ],
    fixes: [
      'Check the Authorization header of the recorded request to {requestUrl}.',
      'Make every proxy on the way pass the Authorization header on.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: rfc(6750, '3.1'),
  },
  {
    id: 'bearer-invalid-request',
    family: 'bearer',
    code: 'invalid_request',
    core: false,
    title: 'Malformed request to a protected resource',
    meaning: 'The API refused how the token was sent: malformed, or in more than one way.',
    where: PROTECTED,
    provider: null,
    match: [
      { signal: 'challenge', value: 'invalid_request', where: PROTECTED },
      { signal: 'oauth-error', value: 'invalid_request', where: ['userinfo response', 'resource response'] },
    ],
    causes: [
      'The token is in the header and also in the query or body.',
      'The Authorization header is malformed.',
    ],
    fixes: ['Send the token once, in the Authorization header of the request to {requestUrl}.'],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: rfc(6750, '3.1'),
  },
  {
    id: 'bearer-invalid-token',
    family: 'bearer',
    code: 'invalid_token',
    core: true,
    title: 'Invalid token',
    meaning: 'The presented token is expired, revoked or malformed, or it is not meant for this resource.',
    where: PROTECTED,
    provider: null,
    match: [
      { signal: 'challenge', value: 'invalid_token' },
      { signal: 'oauth-error', value: 'invalid_token' },
    ],
    causes: [
      'The access or refresh token is malformed, has expired or was revoked.',
      'The token was issued for another client or another resource: wrong audience or issuer.',
      'An ID token was sent in place of the access token.',
      'The API checks signatures against old keys of the provider.',
    ],
    fixes: [
      'Get a new token and use it within its lifetime: compare its age with expires_in.',
      'If the token is a JWT, compare its aud and iss with what {requestUrl} expects.',
      'Ask for the audience of that API in the authorization request, where the provider needs it.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: rfc(6750, '3.1'),
  },
  {
    id: 'bearer-insufficient-scope',
    family: 'bearer',
    code: 'insufficient_scope',
    core: true,
    title: 'Insufficient scope',
    meaning: 'The token is valid but does not cover the scope that this resource needs.',
    where: PROTECTED,
    provider: null,
    match: [
      { signal: 'challenge', value: 'insufficient_scope' },
      { signal: 'oauth-error', value: 'insufficient_scope' },
    ],
    causes: [
      'The token was issued without the required scope: it was never asked for, or the user did not grant it.',
      'The provider left the scope out without an error; compare the scope of the token response.',
    ],
    fixes: [
      'Sign in again, or request a new token, with {requiredScope} in the scope; this run asked for {scope}.',
      'If it is asked for and still not granted, have it allowed for {clientId}.',
    ],
    actors: ['app developer', 'provider admin', 'user'],
    retry: 'after_fix',
    reference: rfc(6750, '3.1'),
  },
];
