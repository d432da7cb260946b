import type { Reference } from '../model/check';
import { openIdCore, rfc } from '../model/reference';

const ID_TOKEN_VALIDATION = openIdCore('3.1.3.7', 'IDTokenValidation');

/** Where each check's rule stands. */
export const REFERENCES = {
  callbackError: rfc(6749, '4.1.2.1'),
  callbackCode: rfc(6749, '4.1.2'),
  duplicates: rfc(6749, '3.1'),
  state: rfc(6749, '10.12'),
  iss: rfc(9207, '2.4'),
  pkce: rfc(7636, '4.6'),
  tokenResponse: rfc(6749, '5.1'),
  tokenError: rfc(6749, '5.2'),
  tokenScope: rfc(6749, '3.3'),
  idToken: ID_TOKEN_VALIDATION,
  idTokenPresent: openIdCore('3.1.3.3', 'TokenResponse'),
  nonce: openIdCore('15.5.2', 'NonceNotes'),
  atHash: openIdCore('3.1.3.8', 'CodeFlowTokenValidation'),
  authTime: openIdCore('2', 'IDToken'),
  signature: rfc(7515, '5.2'),
  userinfo: openIdCore('5.3.2', 'UserInfoResponse'),
  resource: rfc(6750, '3'),
  discovery: rfc(8414, '3.3'),
  metadata: rfc(8414, '2'),
  endpointTls: rfc(6749, '3.1'),
  discoveryTransport: rfc(8414, '3.1'),
  refresh: rfc(6749, '6'),
  refreshRotation: rfc(9700, '4.14.2'),
  refreshedIdToken: openIdCore('12.2', 'RefreshTokenResponse'),
  tokenExchange: rfc(8693, '2.2.1'),
  grantAssertion: rfc(7523, '3'),
  passwordGrant: rfc(9700, '2.4'),
  introspection: rfc(7662, '2.2'),
  signedIntrospection: rfc(9701, '5'),
  revocation: rfc(7009, '2.2'),
  logout: {
    label: 'OpenID Connect RP-Initiated Logout 1.0 section 3',
    url: 'https://openid.net/specs/openid-connect-rpinitiated-1_0.html#RedirectionAfterLogout',
  },
  registration: rfc(7591, '3.2.1'),
  registrationManagement: rfc(7592, '3'),
  registrationUpdate: rfc(7592, '2.2'),
  registrationDelete: rfc(7592, '2.3'),
} satisfies Record<string, Reference>;
