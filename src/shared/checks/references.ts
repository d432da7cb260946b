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
  assertion: rfc(7523, '3'),
  assertionAlg: rfc(8414, '2'),
  dpopProof: rfc(9449, '4.3'),
  dpopNonce: rfc(9449, '8'),
  dpopToken: rfc(9449, '5'),
  dpopConfirmation: rfc(9449, '6'),
  certificateAuth: rfc(8705, '2'),
  certificateBinding: rfc(8705, '3.1'),
  encryption: openIdCore('10.2', 'Encryption'),
  claims: openIdCore('5.5', 'ClaimsParameter'),
  acr: openIdCore('3.1.2.1', 'AuthRequest'),
  audience: rfc(8707, '2.2'),
  authorizationDetails: rfc(9396, '7'),
  stepUp: rfc(9470, '3'),
  clientSecret: rfc(6749, '2.3.1'),
  discoveryTransport: rfc(8414, '3.1'),
} satisfies Record<string, Reference>;
