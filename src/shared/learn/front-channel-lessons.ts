import { openIdCore, rfc } from '../model/reference';
import type { Lesson } from './lesson';

const CALLBACK_RISK =
  'The callback never comes where the redirect URI is not registered as it is sent. A state of another run means that this answer belongs to somebody else.';

/** The steps from finding the server to the answer that the browser brings back. */
export const FRONT_CHANNEL_LESSONS = {
  discovery: {
    purpose: 'The client learns where the endpoints of the server are and what it can do.',
    sent: 'The client fetches a JSON document at a well-known path below the issuer. Nothing secret is in the request: anybody may read it.',
    risk: 'The document must name the very issuer that was asked for. A slash too many, a proxy or a wrong tenant makes another one of it.',
    reference: rfc(8414, '3'),
  },
  preflight: {
    purpose: 'The profile is held against what the server says it supports, before anybody is troubled.',
    sent: 'Nothing is sent. The flow, the scopes, PKCE and the client authentication are compared with the lists in the metadata.',
    risk: 'Metadata may be incomplete or outdated. A row that does not fit is a warning: the run goes on and shows who is right.',
    reference: rfc(8414, '2'),
  },
  jwks: {
    purpose: 'The public keys of the server are fetched, to verify what it signs.',
    sent: 'The client asks for the JWK Set at jwks_uri. It holds public keys only, each with an id (kid).',
    risk: 'A key that was rotated since is missing from a cached set, and every signature made with it fails.',
    reference: rfc(7517, '5'),
  },
  'authorization-request': {
    purpose: 'The client puts together the address to which it will send the browser.',
    sent: 'Nothing is sent yet. The URL says who asks (client_id), for what (scope) and where to answer (redirect_uri). A fresh state, nonce and PKCE challenge tie the answer to this run.',
    risk: 'The redirect URI is compared with the registered ones character by character. A scope that the client may not have is refused too.',
    reference: rfc(6749, '4.1.1'),
  },
  'request-object': {
    purpose:
      'The authorization request becomes a signed JWT, so that nobody on the way through the browser can change it.',
    sent: 'The client signs the parameters with its private key. The server verifies them with the public key that was registered.',
    risk: 'The server must know the key and accept the algorithm, and the claims must have its issuer as audience.',
    reference: rfc(9101, '4'),
  },
  'pushed-request': {
    purpose:
      'The authorization request is left at the server first; the browser then carries only a short reference to it.',
    sent: 'The client posts the parameters to the server directly and authenticates as it does for tokens. It gets a request_uri that works for a short time.',
    risk: 'A wrong secret shows up here already. The request_uri expires, often within a minute, and may work only once.',
    reference: rfc(9126, '2'),
  },
  callback: {
    purpose: 'You sign in at the provider and agree. The provider sends your browser back with the answer.',
    sent: 'The browser opens the authorization URL; your password goes to the provider alone. It then requests the redirect URI, with a code that is good for one use, or with an error.',
    risk: CALLBACK_RISK,
    reference: rfc(6749, '4.1.2'),
  },
  'response-jwt': {
    purpose:
      'The answer came as a signed JWT. Its signature, issuer and audience show that it is the server that answers, and that it answers this client.',
    sent: 'The client takes the JWT of the callback apart and verifies it with the keys of the server.',
    risk: 'An answer of another server, for another client or one that has expired is refused.',
    reference: { label: 'JARM section 2.4', url: 'https://openid.net/specs/oauth-v2-jarm-final.html' },
  },
  'front-id-token': {
    purpose:
      'An ID token came through the browser, where others could have touched it. It is verified before anything in it is believed.',
    sent: 'Nothing but a request for the keys of the server. The signature, nonce, issuer and audience are checked, and the hashes that tie the code or access token to it.',
    risk: 'A nonce of another request, or a hash that does not fit, means that parts of two answers were mixed.',
    reference: openIdCore('3.2.2.11', 'ImplicitIDTValidation'),
  },
} satisfies Record<string, Lesson>;

/** The second round that a resource asked for. */
export const STEP_UP_LESSONS = {
  'step-up-request': {
    purpose:
      'The API wants a stronger or a fresher sign-in. The client builds a request that asks for just that.',
    sent: 'Nothing is sent yet. The acr_values and max_age of the challenge go into a new authorization request.',
    risk: 'Where the API did not ask, nothing is to be done and the step is skipped. A level that the provider does not know is refused.',
    reference: rfc(9470, '4'),
  },
  'step-up-callback': {
    purpose: 'You sign in once more, this time as strongly as the API asked for.',
    sent: 'The browser goes to the provider and comes back with a second code.',
    risk: CALLBACK_RISK,
    reference: rfc(9470, '4'),
  },
  'step-up-token': {
    purpose: 'The second code becomes tokens that tell of the stronger sign-in.',
    sent: 'The client posts the new code with its own PKCE verifier to the token endpoint.',
    risk: 'The code or the verifier of the first round does not work here.',
    reference: rfc(9470, '4'),
  },
  'step-up-id-token': {
    purpose: 'The new ID token is validated, and shows how and when the user signed in.',
    sent: 'Nothing but a request for the keys of the server.',
    risk: 'An acr or auth_time that is not what was asked for: the provider may sign in and not reach the level.',
    reference: openIdCore('3.1.3.7', 'IDTokenValidation'),
  },
  'step-up-resource': {
    purpose: 'The same call again, now with the stronger token.',
    sent: 'The client sends the new access token to the API in the Authorization header.',
    risk: 'An API that asks again wants another level than the one it named.',
    reference: rfc(9470, '3'),
  },
} satisfies Record<string, Lesson>;
