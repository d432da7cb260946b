import { cibaCore, openIdCore, rfc } from '../model/reference';
import type { Lesson } from './lesson';

/** How the client comes by tokens, and what it makes of them. */
export const TOKEN_LESSONS = {
  token: {
    purpose: 'The client trades the code for tokens, out of sight of the browser.',
    sent: 'The client posts the code, the same redirect_uri as before and the PKCE verifier to the token endpoint, and authenticates. The server answers with the tokens.',
    risk: 'A code works once and for a short time. A redirect_uri or verifier that does not belong to it is invalid_grant; a client that is not believed is invalid_client.',
    reference: rfc(6749, '4.1.3'),
  },
  'id-token': {
    purpose: 'The ID token says who signed in. The client verifies it before it believes a word.',
    sent: 'The client fetches the public keys of the server and checks the signature, then the issuer, audience, times and nonce.',
    risk: "A clock that is off makes a good token look expired. A token for another client is somebody else's sign-in.",
    reference: openIdCore('3.1.3.7', 'IDTokenValidation'),
  },
  userinfo: {
    purpose: 'The client asks the server for more about the user than the ID token holds.',
    sent: 'The client sends the access token in the Authorization header. The server answers with the claims that the scopes allow.',
    risk: 'The sub must be that of the ID token. Without the scope openid, many servers refuse.',
    reference: openIdCore('5.3', 'UserInfo'),
  },
  resource: {
    purpose: 'What it was all for: the client calls an API on behalf of the user.',
    sent: 'The client sends the access token in the Authorization header of its request. The API decides by the token alone.',
    risk: 'An answer of 401 means that the API does not accept the token, 403 that the token does not allow enough. WWW-Authenticate says more.',
    reference: rfc(6750, '2.1'),
  },
  'device-authorization': {
    purpose: 'A device without a keyboard asks for a code that the user can enter elsewhere.',
    sent: 'The client posts its client_id and the scopes. It gets a user code to show and a device code to keep.',
    risk: 'The client must be registered for the device flow; many providers have it off by default.',
    reference: rfc(8628, '3.1'),
  },
  approval: {
    purpose:
      'You enter the code on another device and agree. The client asks again and again until you have.',
    sent: 'The client polls the token endpoint with the device code. Until you decide it is told authorization_pending.',
    risk: 'Who polls too fast is told slow_down. A code that nobody entered in time has expired.',
    reference: rfc(8628, '3.4'),
  },
  'backchannel-authentication': {
    purpose: 'The client names a user, and the provider asks that user on a device of their own.',
    sent: 'The client posts a hint at the user and what it wants, and authenticates. It gets an auth_req_id.',
    risk: 'A user whom the provider does not know, or a message that is too long to show, is refused.',
    reference: cibaCore('7.1'),
  },
  decision: {
    purpose: 'The user decides on their phone; the client waits for the outcome.',
    sent: 'The client polls the token endpoint with the auth_req_id, or is told by a ping that it may ask.',
    risk: 'The user refuses, or the request expires unseen.',
    reference: cibaCore('10.1'),
  },
  exchange: {
    purpose: 'One token is traded for another, for example with less reach or for another API.',
    sent: 'The client posts the token that it has as subject_token, with its type. The server answers with the new one.',
    risk: 'The type must say what the token is, and the client must be allowed to exchange for this audience.',
    reference: rfc(8693, '2.1'),
  },
  assertion: {
    purpose: 'The client states in a signed JWT on whose behalf it acts.',
    sent: 'Nothing is sent yet. The JWT names an issuer, a subject and this server as audience, and lives for minutes.',
    risk: 'Server and client must agree on the key, the audience and the time.',
    reference: rfc(7523, '3'),
  },
  refresh: {
    purpose: 'New tokens without troubling the user again.',
    sent: 'The client posts the refresh token and authenticates. It gets a new access token, and at many servers a new refresh token that replaces the old one.',
    risk: 'A refresh token that was replaced, revoked or unused for too long is invalid_grant. Using a replaced one can end the whole session.',
    reference: rfc(6749, '6'),
  },
} satisfies Record<string, Lesson>;

/** Where the token request of a flow is about something else than a code. */
export const TOKEN_LESSONS_BY_FLOW = {
  'client-credentials': {
    purpose: 'The client asks for a token in its own name. There is no user in this flow.',
    sent: 'The client posts its credentials and the scopes to the token endpoint, and gets an access token.',
    risk: 'The client must be confidential and allowed this grant. No refresh token is to be expected: the client can always ask again.',
    reference: rfc(6749, '4.4'),
  },
  'jwt-bearer': {
    purpose: 'The signed assertion takes the place of a code, and is traded for a token.',
    sent: 'The client posts the assertion to the token endpoint. The server verifies its signature and who it is about.',
    risk: 'A wrong audience, an unknown key, a lifetime that is over or an assertion that was used before is invalid_grant.',
    reference: rfc(7523, '2.1'),
  },
  password: {
    purpose:
      'The client sends the password of the user itself. It is here to find out why old clients fail; new ones must not do it.',
    sent: 'The client posts user name and password to the token endpoint. It gets to know both, and that is the trouble with it.',
    risk: 'Servers switch this grant off. It knows no second factor and no sign-in elsewhere.',
    reference: rfc(9700, '2.4'),
  },
} satisfies Record<string, Lesson>;
