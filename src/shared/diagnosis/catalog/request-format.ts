import { rfc } from '../../model/reference';
import type { CatalogEntry, Where } from '../catalog-entry';

const AUTHORIZATION: Where[] = ['authorization response', 'authorization page'];
const TOKEN: Where[] = ['token response'];

/** Requests whose form is wrong, and refusals that say little: told by comparing the request with the rule. */
export const REQUEST_FORMAT_ENTRIES: CatalogEntry[] = [
  {
    id: 'token-redirect-uri-mismatch',
    family: 'oauth',
    code: 'redirect_uri missing or different',
    core: false,
    title: 'The token request lacks the redirect_uri of the first request',
    meaning:
      'The authorization request had a redirect_uri, and the token request leaves it out or sends another one. Most providers call that invalid_grant; this one has another code for it.',
    where: TOKEN,
    provider: null,
    match: [{ signal: 'evidence', value: 'token-redirect-uri' }],
    causes: [
      'The application leaves redirect_uri out of the token request, as OAuth 2.1 allows and RFC 6749 does not.',
      'It builds redirect_uri from the address of the request, behind a proxy that changed it.',
    ],
    fixes: ['Send redirect_uri={redirectUri} in the token request, exactly as in the authorization request.'],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: rfc(6749, '4.1.3'),
  },
  {
    id: 'client-authenticated-twice',
    family: 'oauth',
    code: 'two client authentications',
    core: false,
    title: 'The client authenticates twice in one request',
    meaning:
      'The request carries client credentials in the Authorization header and in the body. A client must use one way only, and strict servers refuse both.',
    where: TOKEN,
    provider: null,
    match: [{ signal: 'evidence', value: 'client-authenticated-twice' }],
    causes: [
      'The library adds Basic by itself, and the application adds client_secret to the body.',
      'An interceptor or a proxy adds an Authorization header to every request.',
    ],
    fixes: [
      'Keep one way: leave client_secret out of the body, or configure client_secret_post for {clientId} at {provider} and in the application.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: rfc(6749, '2.3'),
  },
  {
    id: 'client-basic-malformed',
    family: 'oauth',
    code: 'malformed Basic',
    core: false,
    title: 'The Basic credentials are malformed',
    meaning:
      'The Authorization header says Basic, and what follows is not base64 of client_id, a colon and client_secret.',
    where: TOKEN,
    provider: null,
    match: [{ signal: 'evidence', value: 'basic-malformed' }],
    causes: [
      'The pair was not base64-encoded, or was encoded as base64url.',
      'The colon or the client_id is missing, or a line break got into the value.',
    ],
    fixes: ['Send Authorization: Basic with base64 of client_id:client_secret, each form-encoded first.'],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: rfc(6749, '2.3.1'),
  },
  {
    id: 'client-basic-encoding',
    family: 'oauth',
    code: 'Basic encoding',
    core: false,
    title: 'Special characters in the Basic credentials',
    meaning:
      'client_id and secret must be form-encoded before base64. The credentials here have characters that differ by that, and a server that does not decode them sees another secret.',
    where: TOKEN,
    provider: null,
    match: [
      { signal: 'evidence', value: 'basic-unencoded' },
      { signal: 'evidence', value: 'basic-encoding', strength: 'weak' },
    ],
    causes: [
      'The server does not undo the form encoding, and compares the encoded secret.',
      'The client sends the secret raw, and the server decodes it: a "+" becomes a blank, "%" begins an escape.',
    ],
    fixes: [
      'Have all forms tried with "grantscope run PROFILE --probe-auth", which says what the server takes.',
      'Try the other form: "basicEncoding": "raw" in place of "form", or the other way round.',
      'Use client_secret_post, or make a secret of letters and digits only.',
    ],
    actors: ['app developer', 'provider operator'],
    retry: 'after_fix',
    reference: rfc(6749, '2.3.1'),
  },
  {
    id: 'token-request-not-form',
    family: 'oauth',
    code: 'JSON token request',
    core: false,
    title: 'The token request is not a form',
    meaning:
      'The token endpoint reads application/x-www-form-urlencoded. From JSON it reads nothing, so every parameter seems to be missing.',
    where: TOKEN,
    provider: null,
    match: [{ signal: 'evidence', value: 'token-request-not-form' }],
    causes: [
      'The HTTP client sends an object as JSON unless told otherwise.',
      'Content-Type was set to application/json for the whole application.',
    ],
    fixes: [
      'Send the parameters to {tokenEndpoint} as application/x-www-form-urlencoded, such as by URLSearchParams.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: rfc(6749, '4.1.3'),
  },
  {
    id: 'oauth-error-not-standard',
    family: 'oauth',
    code: 'error of its own',
    core: false,
    title: 'The provider names its error in its own way',
    meaning:
      'The answer is an error, and it is named by a number, a sentence or a member of its own where OAuth has a code. Libraries then report only the status.',
    where: [...AUTHORIZATION, ...TOKEN, 'PAR response'],
    provider: null,
    match: [
      { signal: 'evidence', value: 'error-not-standard', strength: 'plain' },
      { signal: 'evidence', value: 'status-not-standard', strength: 'weak' },
    ],
    causes: [
      'The server or its framework has an error format of its own.',
      'A gateway before the server answered in its format.',
    ],
    fixes: [
      'Look the error up in the documentation of {provider}, by the text in the evidence.',
      'If the format is not that of {provider}, look at the gateway in front of {host}.',
    ],
    actors: ['app developer', 'provider operator'],
    retry: 'after_fix',
    reference: rfc(6749, '5.2'),
  },
  {
    id: 'token-error-without-body',
    family: 'oauth',
    code: 'empty refusal',
    core: false,
    title: 'The token endpoint refuses without a word',
    meaning:
      'The refusal has a status and no body, so no error code says what is wrong. What the request carried is all there is to go by.',
    where: TOKEN,
    provider: null,
    match: [{ signal: 'evidence', value: 'silent-token-response', strength: 'plain' }],
    causes: [
      'With 400: a missing parameter, or a code or token that is not good any more.',
      'With 401: client authentication, wrong or sent in a way that the server does not read.',
      'With 403: a gateway, firewall or address list before the server, or client authentication all the same.',
    ],
    fixes: [
      'Check the credentials of {clientId} and how they are sent: this run used {authMethod}.',
      'Compare the recorded request with what {tokenEndpoint} asks for, and try once with fresh values.',
      'Ask for the entry in the server log at the time of this request.',
    ],
    actors: ['app developer', 'provider operator'],
    retry: 'after_fix',
    reference: rfc(6749, '5.2'),
  },
  {
    id: 'par-error-without-body',
    family: 'extension',
    code: 'empty refusal',
    core: false,
    title: 'The endpoint refuses a pushed, device or backchannel request without a word',
    meaning:
      'The endpoint answered with a status and no body, where RFC 9126, RFC 8628 and CIBA Core ask for an error in JSON.',
    where: ['PAR response', 'device authorization response', 'CIBA response', 'other response'],
    provider: null,
    match: [{ signal: 'evidence', value: 'silent-par-response', strength: 'plain' }],
    causes: [
      'The client did not authenticate as it does at the token endpoint.',
      'A parameter of the authorization request is missing or not allowed for the client.',
    ],
    fixes: [
      'Authenticate {clientId} at {requestUrl} exactly as at the token endpoint.',
      'Send the same parameters to the authorization endpoint once: its page may say more.',
    ],
    actors: ['app developer', 'provider operator'],
    retry: 'after_fix',
    reference: rfc(9126, '2.3'),
  },
  {
    id: 'resource-error-without-body',
    family: 'bearer',
    code: 'empty refusal',
    core: false,
    title: 'The API refuses without a word',
    meaning:
      'The refusal has neither a body nor an error in WWW-Authenticate, so it does not say whether the token or the caller is the trouble.',
    where: ['userinfo response', 'resource response'],
    provider: null,
    match: [{ signal: 'evidence', value: 'silent-resource-response', strength: 'plain' }],
    causes: [
      'With 401: the token is missing, expired, or made for another audience.',
      'With 403: it lacks a scope or role, or a gateway refused the caller.',
    ],
    fixes: [
      'Send a fresh token to {requestUrl}, and compare its audience and scope with what the API documents.',
      'Ask for the entry in the log of the API at the time of this request.',
    ],
    actors: ['app developer', 'provider operator'],
    retry: 'after_fix',
    reference: rfc(6750, '3'),
  },
  {
    id: 'authorization-page-empty',
    family: 'oauth',
    code: 'empty page',
    core: false,
    title: 'The authorization endpoint shows an empty error page',
    meaning:
      'The browser got a status and nothing to read. Servers do so for a client or redirect URI that they do not trust, and firewalls for anything.',
    where: ['authorization page'],
    provider: null,
    match: [{ signal: 'evidence', value: 'silent-authorization-page', strength: 'plain' }],
    causes: [
      'The client_id is unknown at this server, or redirect_uri is not registered.',
      'A firewall refused the address for its length, its characters or the country of the browser.',
    ],
    fixes: [
      'Check that {clientId} exists at {issuer} and has {redirectUri} registered.',
      'Open the address with fewer parameters and from another network, to find what the firewall refuses.',
    ],
    actors: ['app developer', 'provider admin'],
    retry: 'after_fix',
    reference: rfc(6749, '4.1.2.1'),
  },
];
