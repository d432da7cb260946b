import { openIdCore, rfc } from '../../model/reference';
import type { CatalogEntry, Where } from '../catalog-entry';

const AUTHORIZATION: Where[] = ['authorization response', 'authorization page'];

/** Parameters and answers that providers treat in their own way, and what stands between client and provider. */
export const REQUEST_PARAMETER_ENTRIES: CatalogEntry[] = [
  {
    id: 'cors-blocked',
    family: 'http',
    code: 'CORS',
    core: false,
    title: 'The browser does not let the page read the answer',
    meaning:
      'A script in a web page called another origin, and the answer or its preflight does not allow that origin. The server may have answered well; only the script does not get it.',
    where: ['browser', 'token response', 'userinfo response', 'discovery response', 'other response'],
    provider: null,
    match: [
      { signal: 'evidence', value: 'cross-origin' },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          'blocked by CORS policy|Access-Control-Allow-Origin|Cross-Origin Request Blocked|CORS (request did not succeed|header)',
      },
      {
        signal: 'text',
        value: '*',
        pattern:
          'blocked by CORS policy|Cross-Origin Request Blocked|not allowed by Access-Control-Allow-Origin|(invalid|origin).{0,20}CORS|CORS.{0,40}(origin|not allowed|forbidden)',
      },
    ],
    causes: [
      'The origin of the page is not registered for the client, or the client is not of the kind for browsers.',
      'The endpoint has no CORS at all, as the authorization endpoint never has: it is for navigation.',
      'The server sends the header with good answers only, so an error shows as CORS.',
    ],
    fixes: [
      'Register the origin of the page at {provider} for {clientId}, without a path.',
      'Call {requestUrl} from a backend, and go to the authorization endpoint by navigation, not by fetch.',
      'Send the same request outside of a browser, as here: it shows the error behind.',
    ],
    actors: ['app developer', 'provider admin'],
    retry: 'after_fix',
    reference: {
      label: 'Fetch standard: CORS protocol',
      url: 'https://fetch.spec.whatwg.org/#http-cors-protocol',
    },
  },
  {
    id: 'http-on-tls-port',
    family: 'tls',
    code: 'http on an https port',
    core: false,
    title: 'A plain http request to an https port',
    meaning:
      'The port speaks TLS, and the request came in plain: the address says http where it must say https.',
    where: [
      'token response',
      'discovery response',
      'resource response',
      'userinfo response',
      'JWKS response',
      'other response',
      'authorization page',
    ],
    provider: null,
    match: [
      {
        signal: 'text',
        value: '*',
        pattern:
          'plain HTTP request was sent to (an )?HTTPS port|sent an HTTP request to an HTTPS server|speaking plain HTTP to an SSL-enabled server|requires TLS',
      },
    ],
    causes: [
      'The issuer or an endpoint in the metadata begins with http in place of https.',
      'A proxy ends TLS and passes http on to a port that expects TLS.',
    ],
    fixes: ['Write https in the issuer and in the endpoints: {requestUrl} was called.'],
    actors: ['app developer', 'provider operator'],
    retry: 'after_fix',
    reference: rfc(9110, '4.2.2'),
  },
  {
    id: 'par-request-uri-nested',
    family: 'extension',
    code: 'invalid_request',
    core: false,
    title: 'request_uri inside a pushed request',
    meaning: 'A pushed authorization request must not itself hold a request_uri: it is there to make one.',
    where: ['PAR response', 'other response'],
    provider: null,
    match: [
      {
        signal: 'oauth-error',
        value: 'invalid_request',
        pattern:
          'request_uri.{0,60}(not (allowed|permitted|supported)|must not|forbidden|should not|cannot)|(must not|cannot).{0,40}request_uri',
        where: ['PAR response', 'other response'],
      },
    ],
    causes: ['The parameters of an authorization URL that was made by PAR were pushed again.'],
    fixes: ['Push the parameters themselves, and send request_uri only to {authorizationEndpoint}.'],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: rfc(9126, '2.1'),
  },
  {
    id: 'par-request-uri-other-client',
    family: 'extension',
    code: 'invalid_request',
    core: false,
    title: 'The request_uri was pushed by another client',
    meaning:
      'A request_uri is bound to the client that pushed it; the authorization request came from another one.',
    where: AUTHORIZATION,
    provider: null,
    match: [
      { signal: 'evidence', value: 'pushed-by-other-client' },
      {
        signal: 'oauth-error',
        value: '*',
        pattern:
          '^invalid_(request|request_uri|client)\\b.{0,80}(request_uri.{0,60}(another|other|different) client|client.{0,60}(not match|mismatch|differ).{0,60}(request_uri|pushed)|(request_uri|pushed).{0,60}client.{0,30}(not match|mismatch|differ))',
        where: AUTHORIZATION,
      },
    ],
    causes: [
      'client_id of the authorization URL is not that of the pushed request: two clients share one configuration.',
    ],
    fixes: ['Send the same client_id to both endpoints; this run used {clientId}.'],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: rfc(9126, '2.2'),
  },
  {
    id: 'oidc-prompt-none-ignored',
    family: 'oidc',
    code: 'prompt=none ignored',
    core: false,
    title: 'A page came although prompt=none forbids one',
    meaning:
      'With prompt=none the provider must answer by a redirect at once, with login_required if there is no session. It showed a page instead, which a hidden frame never gets past.',
    where: ['authorization page', 'browser'],
    provider: null,
    match: [{ signal: 'evidence', value: 'prompt-none-ignored' }],
    causes: [
      'The provider does not know prompt=none, or a gateway before it asks for a login.',
      'The browser keeps the cookies of the provider back in a frame of another site.',
    ],
    fixes: [
      'Renew with a refresh token in place of a silent sign-in in a frame.',
      'Treat a wait of some seconds as login_required, and sign in with a visible page at {authorizationEndpoint}.',
    ],
    actors: ['app developer', 'provider operator'],
    retry: 'after_fix',
    reference: openIdCore('3.1.2.1', 'AuthRequest'),
  },
  {
    id: 'oidc-prompt-none-needs-hint',
    family: 'oidc',
    code: 'invalid_request',
    core: false,
    title: 'prompt=none needs an id_token_hint here',
    meaning: 'The provider takes prompt=none only with an id_token_hint that says whose session is meant.',
    where: AUTHORIZATION,
    provider: null,
    match: [
      {
        signal: 'oauth-error',
        value: '*',
        pattern:
          'id_token_hint.{0,60}(required|missing|must|expected)|(missing|required|requires|without).{0,40}id_token_hint',
        where: AUTHORIZATION,
      },
    ],
    causes: [
      'The silent request has no id_token_hint, as the specification allows and this provider does not.',
    ],
    fixes: ['Send the last ID token of {clientId} as id_token_hint along with prompt=none.'],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: openIdCore('3.1.2.1', 'AuthRequest'),
  },
  {
    id: 'oidc-nonce-required',
    family: 'oidc',
    code: 'invalid_request',
    core: false,
    title: 'The provider demands a nonce',
    meaning:
      'The authorization request has no nonce. It is required where the ID token comes through the browser, and some providers ask for it always.',
    where: AUTHORIZATION,
    provider: null,
    match: [
      {
        signal: 'oauth-error',
        value: 'invalid_request',
        pattern:
          '\\bnonce\\b.{0,60}(required|missing|must|not (provided|present))|(missing|required|requires|without).{0,40}\\bnonce\\b',
        where: AUTHORIZATION,
      },
    ],
    causes: ['response_type holds id_token, or the client is set to require a nonce, and none was sent.'],
    fixes: [
      'Send a new random nonce with each request to {authorizationEndpoint}, and compare it in the ID token.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: openIdCore('3.2.2.1', 'ImplicitAuthRequest'),
  },
  {
    id: 'oidc-max-age-refused',
    family: 'oidc',
    code: 'invalid_request',
    core: false,
    title: 'The provider refuses max_age',
    meaning: 'The provider does not take max_age, or not this value of it.',
    where: AUTHORIZATION,
    provider: null,
    match: [
      {
        signal: 'oauth-error',
        value: '*',
        pattern: '^(invalid_request|login_required|unsupported_parameter)\\b.{0,80}\\bmax_age\\b',
        where: AUTHORIZATION,
      },
    ],
    causes: [
      'max_age is no whole number of seconds, or is sent with an empty value.',
      'It contradicts prompt=none: the login is too old to go on without asking.',
    ],
    fixes: ['Send max_age as whole seconds, or prompt=login where a fresh login is all that is wanted.'],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: openIdCore('3.1.2.1', 'AuthRequest'),
  },
  {
    id: 'oidc-openid-scope-missing',
    family: 'oidc',
    code: 'openid scope missing',
    core: false,
    title: 'The scope openid is missing',
    meaning:
      'Without openid in the scope the request is plain OAuth: there is no ID token, and UserInfo refuses the token.',
    where: [...AUTHORIZATION, 'userinfo response', 'client-side validation'],
    provider: null,
    match: [
      {
        signal: 'oauth-error',
        value: '*',
        pattern:
          '^(invalid_scope|invalid_request|insufficient_scope)\\b.{0,80}\\bopenid\\b.{0,30}(scope|missing|required)|scope.{0,40}must (contain|include).{0,10}openid|missing.{0,20}openid scope',
      },
      { signal: 'evidence', value: 'openid-missing' },
    ],
    causes: [
      'The scope of the request holds profile or email, and not openid.',
      'The client may not ask for openid, and the provider left it out without an error.',
    ],
    fixes: ['Add openid to the scope; this run asked for {scope}.'],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: openIdCore('3.1.2.1', 'AuthRequest'),
  },
  {
    id: 'callback-encoded-twice',
    family: 'oauth',
    code: 'encoded twice',
    core: false,
    title: 'The parameters of the callback are encoded twice',
    meaning:
      'The parameters came percent-encoded twice, in the address or in a form_post body, so that code or state is another text than the provider made.',
    where: ['authorization response', 'local listener'],
    provider: null,
    match: [
      { signal: 'evidence', value: 'callback-encoded-twice' },
      { signal: 'callback', value: 'encoded-twice', strength: 'plain' },
    ],
    causes: [
      'A page or a proxy between provider and application encodes the address again when it redirects.',
      'The provider escapes the values of its form_post page and the browser encodes them once more.',
    ],
    fixes: ['Pass the address to {redirectUri} on as it came: decode once, and encode not at all.'],
    actors: ['provider operator', 'app developer'],
    retry: 'after_fix',
    reference: rfc(6749, '4.1.2'),
  },
  {
    id: 'discovery-behind-sign-on',
    family: 'oidc',
    code: 'login before discovery',
    core: false,
    title: 'The discovery document is behind a login',
    meaning:
      'A sign-on gateway answers the request for the metadata with its login. Discovery is public, so clients never sign in for it.',
    where: ['discovery response'],
    provider: null,
    match: [{ signal: 'evidence', value: 'guarded-discovery', strength: 'plain' }],
    causes: [
      'The gateway that protects the web pages of the host also covers /.well-known.',
      'The address is that of an application behind the provider, not of the provider.',
    ],
    fixes: [
      'Let /.well-known and the JWKS of {host} through without a login.',
      'Check that {issuer} is the issuer and not the address of a portal.',
    ],
    actors: ['provider operator', 'app developer'],
    retry: 'after_fix',
    reference: {
      label: 'OpenID Connect Discovery 1.0 section 4',
      url: 'https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig',
    },
  },
];
