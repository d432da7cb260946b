import type { Reference } from '../model/check';

const rfc = (number: number, section: string, title = ''): Reference => ({
  label: `RFC ${number} section ${section}${title === '' ? '' : ` (${title})`}`,
  url: `https://www.rfc-editor.org/rfc/rfc${number}.html#section-${section}`,
});

const openidCore = (section: string, fragment: string): Reference => ({
  label: `OpenID Connect Core section ${section}`,
  url: `https://openid.net/specs/openid-connect-core-1_0.html#${fragment}`,
});

const ID_TOKEN_VALIDATION = openidCore('3.1.3.7', 'IDTokenValidation');

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
  idTokenPresent: openidCore('3.1.3.3', 'TokenResponse'),
  nonce: openidCore('15.5.2', 'NonceNotes'),
  atHash: openidCore('3.1.3.8', 'CodeFlowTokenValidation'),
  authTime: openidCore('2', 'IDToken'),
  signature: rfc(7515, '5.2'),
  userinfo: openidCore('5.3.2', 'UserInfoResponse'),
  resource: rfc(6750, '3'),
  discovery: rfc(8414, '3.3'),
  discoveryTransport: rfc(8414, '3.1'),
} satisfies Record<string, Reference>;
