import { cibaCore, openIdCore, rfc } from '../../model/reference';
import { listFamily } from '../parameter';
import { SPECS } from '../specs';

/** What a client sends: in the authorization URL, in forms to the token endpoint and its neighbours. */
export const REQUEST_PARAMETERS = listFamily('request', [
  {
    reference: rfc(6749, '4.1.1'),
    names: {
      response_type:
        'What the authorization endpoint is to hand back: "code" asks for a code that is traded for tokens later.',
      client_id: 'The public name under which the provider knows this client. It is no secret.',
      redirect_uri:
        'Where the browser is sent with the answer. It has to equal a registered address character by character.',
      scope: 'The permissions asked for, separated by spaces. The server may grant fewer.',
      state:
        'A random value of the client that comes back unchanged. It ties the callback to the browser that started, which stops forged callbacks.',
    },
  },
  {
    reference: rfc(6749, '4.1.3'),
    names: {
      grant_type:
        'Which kind of proof the token request brings: a code, a refresh token, a device code, an assertion.',
      code: 'The authorization code from the callback. It works once, for a short time, and only for the client it was given to.',
    },
  },
  {
    reference: rfc(6749, '2.3.1'),
    names: {
      client_secret:
        'The password of the client, sent in the form. The same secret may go in an Authorization header instead, never in both.',
    },
  },
  {
    reference: rfc(6749, '4.3.2'),
    names: {
      username:
        "The name of the user in the password grant, which hands a user's credentials to the client and is advised against.",
      password: 'The password of the user in the password grant. Clients should no longer see it at all.',
    },
  },
  {
    reference: rfc(6749, '6'),
    names: {
      refresh_token:
        'The long-lived token that is traded for a new access token without asking the user again.',
    },
  },
  {
    reference: SPECS.responseModes,
    names: {
      response_mode:
        'How the answer travels to the redirect URI: in the query, in the fragment, as a posted form, or signed as a JWT.',
    },
  },
  {
    reference: rfc(7636, '4.3'),
    names: {
      code_challenge:
        'PKCE: a hash of the code_verifier. Who redeems the code must show the verifier that makes this hash.',
      code_challenge_method:
        'PKCE: how the challenge was made of the verifier. S256 hashes it; plain sends it open and protects little.',
    },
  },
  {
    reference: rfc(7636, '4.5'),
    names: {
      code_verifier:
        'PKCE: the secret behind the code_challenge. It shows that the one who redeems the code also started the flow.',
    },
  },
  {
    reference: openIdCore('3.1.2.1', 'AuthRequest'),
    names: {
      nonce:
        'A random value that has to come back inside the ID token, so that a token of another login cannot be slipped in.',
      display: 'How the sign-in page should look: page, popup, touch or wap. Few providers heed it.',
      prompt:
        'Whether the user must be bothered: "none" forbids any page, "login" asks for a new sign-in, "consent" for a new consent.',
      max_age:
        'How old the sign-in may be, in seconds. An older one has to be renewed, and the ID token then carries auth_time.',
      ui_locales: 'The languages the user reads, best first, for the pages of the provider.',
      id_token_hint:
        'An earlier ID token that says whom the request is about, so that nobody is asked for a name.',
      login_hint: 'A name or e-mail address to fill in at the sign-in page. It proves nothing.',
      acr_values:
        'How strongly the user should be authenticated, best first. A wish; the acr claim says what really happened.',
    },
  },
  {
    reference: openIdCore('5.5', 'ClaimsParameter'),
    names: {
      claims:
        'JSON that asks for single claims, in the ID token or at the UserInfo endpoint, beyond what scopes bring.',
    },
  },
  {
    reference: openIdCore('5.2', 'ClaimsLanguagesAndScripts'),
    names: { claims_locales: 'The languages in which names and other claims should come, best first.' },
  },
  {
    reference: openIdCore('7.2.1', 'RegistrationParameter'),
    names: {
      registration:
        'Metadata of a client that talks to a self-issued provider and was never registered there.',
    },
  },
  {
    reference: openIdCore('4', 'ThirdPartyInitiatedLogin'),
    names: {
      target_link_uri:
        'Where the user wanted to go when another site started the login. Unchecked it makes an open redirector.',
    },
  },
  {
    reference: rfc(9101, '5'),
    names: {
      request:
        'The whole authorization request as a signed JWT (JAR), so that nobody on the way can change it.',
      request_uri:
        'A reference to the request instead of the request: what PAR answered, or an address the server fetches it from.',
    },
  },
  {
    reference: rfc(8707, '2'),
    names: {
      resource:
        'The address of the API that the token is for. It narrows the audience, and may occur several times.',
    },
  },
  {
    reference: rfc(9396, '2'),
    names: {
      authorization_details:
        'JSON that says exactly what is to be allowed, such as one payment, where a scope would be too coarse.',
    },
  },
  {
    reference: rfc(9449, '10'),
    names: {
      dpop_jkt:
        'The thumbprint of the key whose DPoP proofs may redeem the code; it binds the code to that key from the start.',
    },
  },
  {
    reference: rfc(7521, '4.2'),
    names: {
      client_assertion:
        'A JWT that the client signed to authenticate itself, in place of a secret on the wire.',
      client_assertion_type:
        'Says what kind of assertion authenticates the client; for a JWT it is the URN that ends in jwt-bearer.',
    },
  },
  {
    reference: rfc(7523, '2.1'),
    names: {
      assertion:
        'A JWT of an issuer that the server trusts. It stands in for a code: whoever brings it gets a token.',
    },
  },
  {
    reference: rfc(8628, '3.4'),
    names: {
      device_code: 'The code with which a device asks again and again whether its user has agreed elsewhere.',
    },
  },
  {
    reference: cibaCore('7.1'),
    names: {
      login_hint_token: 'CIBA: a signed hint about the user whose phone is to be asked.',
      binding_message:
        'CIBA: a short text shown on both devices, so that the user sees that they belong together.',
      user_code:
        'CIBA: a code only the user knows, against requests nobody asked for. In the device flow it is what the user types in.',
      requested_expiry: 'CIBA: for how many seconds the client would like the request to stay open.',
      client_notification_token:
        'CIBA: the bearer token that the server shows when it calls the client back in ping or push mode.',
    },
  },
  {
    reference: cibaCore('10.1'),
    names: { auth_req_id: 'CIBA: names the pending request; the client polls the token endpoint with it.' },
  },
  {
    reference: rfc(8693, '2.1'),
    names: {
      audience:
        'The name of the service that the token is to be used at. Outside token exchange it is a habit of some providers.',
      requested_token_type: 'Token exchange: which kind of token should come out, as a URN.',
      subject_token: 'Token exchange: the token that says on whose behalf the new one acts.',
      subject_token_type: 'Token exchange: what kind of token the subject_token is.',
      actor_token: 'Token exchange: the token of the party that acts for the subject.',
      actor_token_type: 'Token exchange: what kind of token the actor_token is.',
    },
  },
  {
    reference: rfc(7662, '2.1'),
    names: {
      token: 'The token that is asked about (introspection) or given up (revocation).',
      token_type_hint:
        'Says where the server should look first: access_token or refresh_token. A wrong hint only costs time.',
    },
  },
  {
    reference: SPECS.logout,
    names: {
      post_logout_redirect_uri:
        'Where the browser goes after signing out. It must be registered, like a redirect URI.',
      logout_hint: 'Says whose session is to end, in the way a login_hint does for a sign-in.',
    },
  },
]);
