import { rfc } from '../../model/reference';
import { listFamily } from '../parameter';
import { SPECS } from '../specs';

/** HTTP header fields that matter to a login, and those that stand in every message. Names in lower case. */
export const HTTP_HEADERS = listFamily('header', [
  {
    reference: rfc(9110, '11.6.1'),
    names: {
      'www-authenticate':
        'How to authenticate, and what was wrong with the attempt. For APIs it carries error, scope and realm, and says more than the body.',
    },
  },
  {
    reference: rfc(9110, '11.6.2'),
    names: {
      authorization:
        'Who is asking: Basic with client id and secret, or Bearer or DPoP with an access token. Redirects to another host drop it.',
      'proxy-authorization': 'The credentials for a proxy on the way.',
    },
  },
  {
    reference: rfc(9110, '11.7.1'),
    names: { 'proxy-authenticate': 'How to authenticate at the proxy that refused this request.' },
  },
  {
    reference: rfc(9449, '4.1'),
    names: {
      dpop: 'A JWT made for this one request. It proves that the sender has the private key that its token is bound to.',
    },
  },
  {
    reference: rfc(9449, '8'),
    names: { 'dpop-nonce': 'A value of the server that the next DPoP proof has to carry as nonce.' },
  },
  {
    reference: rfc(9110, '10.2.3'),
    names: { 'retry-after': 'How long to wait before asking again, in seconds or as a date.' },
  },
  {
    reference: rfc(9111, '5.2'),
    names: {
      'cache-control': 'Who may keep the answer and how long. Answers with tokens must say no-store.',
    },
  },
  {
    reference: rfc(9111, '5'),
    names: {
      pragma: 'The old form of Cache-Control: no-cache, sent along for the sake of old caches.',
      expires: 'Until when a cache may use the answer.',
      age: 'How many seconds the answer has lain in a cache. A key set with a high age may be out of date.',
    },
  },
  {
    reference: rfc(9110, '10.2.2'),
    names: { location: 'Where to go next. In a login the callback address stands here, with code or error.' },
  },
  {
    reference: rfc(9110, '10.2.1'),
    names: { allow: 'The methods that this address takes; the way out of a 405.' },
  },
  {
    reference: rfc(9110, '8.3'),
    names: {
      'content-type':
        'What the body is. Token requests are application/x-www-form-urlencoded; their answers are application/json.',
    },
  },
  { reference: rfc(9110, '8.6'), names: { 'content-length': 'How many bytes the body has.' } },
  { reference: rfc(9110, '8.4'), names: { 'content-encoding': 'How the body is compressed.' } },
  { reference: rfc(9110, '8.5'), names: { 'content-language': 'The language of the body.' } },
  { reference: rfc(9110, '12.5.1'), names: { accept: 'Which kinds of answer the client understands.' } },
  {
    reference: rfc(9110, '12.5.3'),
    names: { 'accept-encoding': 'Which compressions the client understands.' },
  },
  { reference: rfc(9110, '12.5.4'), names: { 'accept-language': 'Which languages the user reads.' } },
  {
    reference: rfc(9110, '12.5.5'),
    names: { vary: 'On which request headers the answer depends, so that caches keep them apart.' },
  },
  { reference: rfc(9110, '7.2'), names: { host: 'Which site of the server is meant.' } },
  {
    reference: rfc(9110, '7.6.1'),
    names: { connection: 'Whether the connection is kept open after this message.' },
  },
  { reference: SPECS.keepAlive, names: { 'keep-alive': 'How long an idle connection is kept open.' } },
  {
    reference: rfc(9112, '6.1'),
    names: { 'transfer-encoding': 'That the body comes in pieces, with no length known beforehand.' },
  },
  { reference: rfc(9110, '10.1.5'), names: { 'user-agent': 'Which program asks.' } },
  { reference: rfc(9110, '10.2.4'), names: { server: 'Which software answers.' } },
  { reference: rfc(9110, '7.6.3'), names: { via: 'Proxies that the message went through.' } },
  {
    reference: rfc(9110, '10.1.3'),
    names: { referer: 'The page the request came from. A code in the address of that page would leak here.' },
  },
  {
    reference: rfc(9110, '6.6.1'),
    names: { date: 'What time it is for the server. A clock that is off makes fresh tokens look expired.' },
  },
  {
    reference: rfc(9110, '8.8.3'),
    names: { etag: 'Names this version of the answer, to ask later whether it has changed.' },
  },
  { reference: rfc(9110, '8.8.2'), names: { 'last-modified': 'When the answer last changed.' } },
  {
    reference: rfc(6265, '4.1'),
    names: {
      'set-cookie':
        'What the browser should keep and send back. Without SameSite and Secure a login in an embedded page often breaks here.',
    },
  },
  {
    reference: rfc(6265, '4.2'),
    names: { cookie: 'What the server told this browser to keep; the session at the provider hangs on it.' },
  },
  {
    reference: rfc(6454, '7'),
    names: { origin: 'The site that a script asks from. It is what CORS and many checks go by.' },
  },
  {
    reference: rfc(6797, '6.1'),
    names: { 'strict-transport-security': 'That browsers are to use https only for this site from now on.' },
  },
  {
    reference: rfc(7034, '2'),
    names: {
      'x-frame-options':
        'Whether the page may be shown inside another. Sign-in pages forbid it against clickjacking.',
    },
  },
  {
    reference: rfc(8288, '3'),
    names: { link: 'Related addresses, such as documentation or the next page.' },
  },
  {
    reference: rfc(7239, '4'),
    names: { forwarded: 'What a proxy changed: the address, host and scheme that the client really used.' },
  },
]);

const fetchStandard = (section: string, anchor: string) => ({
  label: `Fetch Standard, ${section}`,
  url: `https://fetch.spec.whatwg.org/#${anchor}`,
});

/** Fields whose rules stand in living standards of the web. */
export const BROWSER_HEADERS = listFamily('header', [
  {
    reference: fetchStandard('CORS protocol', 'http-cors-protocol'),
    names: {
      'access-control-allow-origin':
        'Which site may read this answer by script. Without it a login in a single-page app fails in the browser only.',
      'access-control-allow-credentials': 'Whether a script may send cookies along.',
      'access-control-allow-headers':
        'Which request headers a script may set; Authorization and DPoP have to be among them.',
      'access-control-allow-methods': 'Which methods a script may use.',
      'access-control-expose-headers':
        'Which headers a script may read; WWW-Authenticate and DPoP-Nonce are hidden otherwise.',
      'access-control-max-age': 'How long a browser may remember what it was allowed.',
    },
  },
  {
    reference: fetchStandard('X-Content-Type-Options', 'x-content-type-options-header'),
    names: {
      'x-content-type-options': 'With nosniff a browser believes the content type and does not guess.',
    },
  },
  {
    reference: {
      label: 'Content Security Policy Level 3',
      url: 'https://www.w3.org/TR/CSP3/#csp-header',
    },
    names: {
      'content-security-policy':
        'What the page may load and where its forms may go. A form-action that is too narrow stops the redirect to the client.',
    },
  },
  {
    reference: {
      label: 'Referrer Policy',
      url: 'https://www.w3.org/TR/referrer-policy/#referrer-policy-header',
    },
    names: {
      'referrer-policy':
        'How much of its address a page tells the next one. Callback pages should say no-referrer.',
    },
  },
  {
    reference: { label: 'Fetch Metadata', url: 'https://www.w3.org/TR/fetch-metadata/#framework' },
    names: {
      'sec-fetch-site': 'Whether the request comes from the same site, as the browser sees it.',
      'sec-fetch-mode': 'Whether it is a navigation, a script or an image that asks.',
      'sec-fetch-dest': 'What the answer is for: a document, a frame, an image.',
      'sec-fetch-user': 'That a person caused the navigation.',
    },
  },
  {
    reference: { label: 'Trace Context', url: 'https://www.w3.org/TR/trace-context/#traceparent-header' },
    names: { traceparent: 'Names the request across the systems it passes; support can find it by this.' },
  },
]);

/** Habits rather than rules: no standard owns these. */
export const HABIT_HEADERS = listFamily('header', [
  {
    reference: rfc(6648, '3'),
    names: {
      'x-request-id':
        'Not of a standard: the id of this request in the logs of the server. Quote it to support.',
      'x-correlation-id':
        'Not of a standard: the id of a chain of requests in the logs of the server. Quote it to support.',
      'x-ms-request-id': 'Of Microsoft: the id of this request in their logs. Quote it to support.',
      'x-okta-request-id': 'Of Okta: the id of this request in their logs. Quote it to support.',
      'cf-ray': 'Of Cloudflare: the id of this request in their logs.',
      'x-fragment-relay':
        'Of Grantscope itself: shows that its own callback page hands on the fragment, which a browser never sends.',
      'x-powered-by': 'Not of a standard: which framework answers.',
      'x-forwarded-for': 'Not of a standard: the address of the client, as a proxy saw it.',
      'x-forwarded-proto':
        'Not of a standard: the scheme the client used. If a proxy does not send it, a server behind it builds http addresses.',
      'x-forwarded-host':
        'Not of a standard: the host the client used. If it is wrong, issuer and redirect URI do not match.',
      'x-ratelimit-limit': 'Not of a standard: how many requests are allowed in a while.',
      'x-ratelimit-remaining': 'Not of a standard: how many requests are left.',
      'x-ratelimit-reset': 'Not of a standard: when the count starts anew.',
      'x-xss-protection': 'Not of a standard: a switch for a filter that browsers no longer have.',
    },
  },
]);
