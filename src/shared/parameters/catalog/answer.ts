import { cibaCore, openIdCore, rfc } from '../../model/reference';
import { listFamily } from '../parameter';
import { SPECS } from '../specs';

/** What comes back: at the redirect URI, and as JSON from the token endpoint and its neighbours. */
export const ANSWER_PARAMETERS = listFamily('answer', [
  {
    reference: rfc(6749, '4.1.2'),
    names: {
      code: 'The authorization code. The client trades it for tokens at once; it works a single time.',
      state:
        'What the client sent as state. Anything else here means that the callback belongs to another login, or to an attacker.',
    },
  },
  {
    reference: rfc(9207, '2'),
    names: {
      iss: 'The issuer that answers. A client of several providers notices by it when one answers in the name of another.',
    },
  },
  {
    reference: rfc(6749, '5.2'),
    names: {
      error: 'A short code for what went wrong. Programs decide by it; the description is for people.',
      error_description: 'More about the error, in words of the provider, for developers and not for users.',
      error_uri: 'A page of the provider about this error.',
    },
  },
  {
    reference: rfc(6749, '5.1'),
    names: {
      access_token:
        'The token that opens the API. Its content is a matter between the server and the API, also where it looks readable.',
      token_type:
        'How the access token is shown to the API: Bearer sends it as it is, DPoP with a proof of possession.',
      expires_in: 'For how many seconds the access token is good, counted from the answer.',
      refresh_token: 'With it the client gets new access tokens later. Keep it as safe as a password.',
      scope: 'What was really granted. If it is left out, it is all that was asked for.',
    },
  },
  {
    reference: openIdCore('3.1.3.3', 'TokenResponse'),
    names: {
      id_token:
        'A signed JWT that says who signed in, when and for which client. It is for the client, not for an API.',
    },
  },
  {
    reference: SPECS.session,
    names: {
      session_state: 'A hash by which a page can notice that the session at the provider has changed.',
    },
  },
  {
    reference: SPECS.jarm,
    names: {
      response: 'The whole authorization answer as a signed JWT (JARM); code and state are claims in it.',
    },
  },
  {
    reference: rfc(9126, '2.2'),
    names: {
      request_uri:
        'The name under which the pushed request is kept. It goes into the authorization URL and is soon worthless.',
    },
  },
  {
    reference: rfc(8628, '3.2'),
    names: {
      device_code: 'What the device polls with. The user never sees it.',
      user_code: 'The short code that the user types in at the verification page.',
      verification_uri: 'The page where the user types in the code, short enough to be read off a screen.',
      verification_uri_complete: 'The same page with the code in its address, for a QR code.',
      interval: 'How many seconds to wait between two polls. Asking sooner is answered with slow_down.',
    },
  },
  {
    reference: cibaCore('7.3'),
    names: {
      auth_req_id: 'CIBA: the name of the pending request. The client polls with it while the user decides.',
    },
  },
  {
    reference: rfc(8693, '2.2.1'),
    names: { issued_token_type: 'Token exchange: what kind of token came out, as a URN.' },
  },
  {
    reference: rfc(9396, '7'),
    names: { authorization_details: 'What was really allowed in detail. It may be less than was asked for.' },
  },
  {
    reference: SPECS.nativeSso,
    names: {
      device_secret:
        'Ties apps on one device together, so that a second one gets tokens without a new sign-in.',
    },
  },
  {
    reference: rfc(7662, '2.2'),
    names: {
      active:
        'The one answer that always comes: whether the token is good now. False says nothing about the reason.',
      username: 'The name of the user behind the token, meant for people.',
      client_id: 'The client that the token was issued to.',
    },
  },
  {
    reference: rfc(6749, '8.2'),
    names: {
      'not-before-policy':
        'Not of the standard, sent by Keycloak: tokens issued before this time, in seconds since 1970, were all called back.',
      refresh_expires_in:
        'Not of the standard, sent by Keycloak: for how many seconds the refresh token is good; 0 means without end.',
      ext_expires_in:
        'Not of the standard, sent by Microsoft: for how many seconds the token still works while their service is down.',
      refresh_token_expires_in:
        'Not of the standard, sent by several providers: for how many seconds the refresh token is good.',
      error_codes:
        'Not of the standard, sent by Microsoft: numbers of the error, to be looked up as AADSTS codes.',
      trace_id:
        'Not of the standard, sent by Microsoft: names the request in their logs. Support asks for it.',
      correlation_id:
        'Not of the standard, sent by Microsoft: names the whole sign-in in their logs. Support asks for it.',
      timestamp: 'Not of the standard, sent by Microsoft: when the error happened, in UTC.',
      suberror: 'Not of the standard, sent by Microsoft: which of several reasons an error has.',
    },
  },
]);
