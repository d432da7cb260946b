import type { Reference } from '../model/check';
import { openIdCore, rfc } from '../model/reference';

const ID_TOKEN_VALIDATION = openIdCore('3.1.3.7', 'IDTokenValidation');

/** Where each check's rule stands. */
export const REFERENCES = {
  callbackError: rfc(6749, '4.1.2.1'),
  callbackCode: rfc(6749, '4.1.2'),
  hybridAnswer: openIdCore('3.3.2.5', 'HybridAuthResponse'),
  implicitAnswer: openIdCore('3.2.2.5', 'ImplicitAuthResponse'),
  frontChannelTokens: rfc(9700, '2.1.2'),
  responseMode: {
    label: 'OAuth 2.0 Multiple Response Types section 2.1',
    url: 'https://openid.net/specs/oauth-v2-multiple-response-types-1_0.html#ResponseModes',
  },
  cHash: openIdCore('3.3.2.10', 'CodeValidation'),
  sHash: {
    label: 'FAPI 1.0 Advanced section 5.1',
    url: 'https://openid.net/specs/openid-financial-api-part-2-1_0.html',
  },
  frontAtHash: openIdCore('3.2.2.9', 'ImplicitTokenValidation'),
  twoIdTokens: openIdCore('3.3.3.6', 'HybridIDToken2'),
  pushed: rfc(9126, '2.2'),
  pushedError: rfc(9126, '2.3'),
  pushedRequired: rfc(9126, '5'),
  requestObject: rfc(9101, '4'),
  requestObjectEncryption: rfc(9101, '6.1'),
  jarm: { label: 'JARM section 2.4', url: 'https://openid.net/specs/oauth-v2-jarm-final.html' },
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
} satisfies Record<string, Reference>;
