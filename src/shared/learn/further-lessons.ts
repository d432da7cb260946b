import { rfc } from '../model/reference';
import type { Lesson } from './lesson';

const REGISTRATION_ACCESS =
  'The client authenticates with the registration access token that it got when it was registered.';

/** Registration, what can be done with tokens afterwards, and what Grantscope does to find things out. */
export const FURTHER_LESSONS = {
  register: {
    purpose: 'A client introduces itself to the server and becomes known there.',
    sent: 'The client posts its metadata: redirect URIs, grant types, how it will authenticate. It gets a client_id, perhaps a secret, and the metadata as they were accepted.',
    risk: 'The server may demand an initial access token, refuse members or change them. What it answers counts, not what was asked.',
    reference: rfc(7591, '3'),
  },
  'read-registration': {
    purpose: 'The client looks at how it is registered.',
    sent: REGISTRATION_ACCESS,
    risk: 'Not every server lets clients manage themselves; then there is no address to ask.',
    reference: rfc(7592, '2.1'),
  },
  'update-registration': {
    purpose: 'The client changes its registration.',
    sent: `${REGISTRATION_ACCESS} It puts the whole of its metadata: what is left out is taken as removed.`,
    risk: 'The client_id must be in it, and members that only the server sets must not.',
    reference: rfc(7592, '2.2'),
  },
  'delete-registration': {
    purpose: 'The client is removed again, so that a test leaves nothing behind.',
    sent: REGISTRATION_ACCESS,
    risk: 'Tokens of the client should stop working with it; not every server sees to that at once.',
    reference: rfc(7592, '2.3'),
  },
  registration: {
    purpose: 'A client introduces itself to the server, or looks after its registration.',
    sent: 'The client sends metadata about itself and gets back what was accepted.',
    risk: 'A redirect URI or a value that the server does not allow is refused with a code that says which.',
    reference: rfc(7591, '3.2'),
  },
  introspect: {
    purpose: 'The client asks the server what it knows of the access token, and whether it is still active.',
    sent: 'The token is posted to the introspection endpoint, with authentication: not everybody may ask.',
    risk: 'A server says no more than active: false about a token that is expired, revoked or not for the one who asks.',
    reference: rfc(7662, '2'),
  },
  revoke: {
    purpose: 'The tokens are given back: nobody can use them from now on.',
    sent: 'The client posts the token to the revocation endpoint and authenticates. Success is also the answer for a token that is unknown.',
    risk: 'An access token that APIs check by themselves may work until it expires.',
    reference: rfc(7009, '2.1'),
  },
  logout: {
    purpose: 'The session of the user at the provider ends, and the browser comes back.',
    sent: 'The browser is sent to the end session endpoint with the ID token as a hint and an address to return to.',
    risk: 'The return address must be registered, apart from the redirect URIs. Otherwise the browser stays at the provider.',
    reference: {
      label: 'OpenID Connect RP-Initiated Logout 1.0 section 2',
      url: 'https://openid.net/specs/openid-connect-rpinitiated-1_0.html#RPLogout',
    },
  },
  resend: {
    purpose: 'A recorded request goes out once more, as it was or changed by you.',
    sent: 'Exactly what is shown. Nothing is made anew, so a code or a proof that was used stays used.',
    risk: 'A different answer than the first time is often right: what works once must not work twice.',
    reference: rfc(6749, '4.1.2'),
  },
  'probe-basic-form': {
    purpose: 'Does the server take the secret in the Authorization header, encoded as the standard says?',
    sent: 'A token request with a code that cannot exist. The error tells whether the client was believed.',
    risk: 'Some servers count failed attempts.',
    reference: rfc(6749, '2.3.1'),
  },
  'probe-basic-raw': {
    purpose: 'Does the server want the secret in the header without the encoding, as some do?',
    sent: 'The same request, with the client id and the secret as they are.',
    risk: 'It only differs where id or secret have characters that the encoding changes.',
    reference: rfc(6749, '2.3.1'),
  },
  'probe-post': {
    purpose: 'Does the server take the secret in the body?',
    sent: 'The same request, with client_id and client_secret as form fields.',
    risk: 'Servers may allow this and refuse the header, or the other way round, client by client.',
    reference: rfc(6749, '2.3.1'),
  },
  'probe-conclusion': {
    purpose: 'The answers are compared: which way of authenticating let the client in?',
    sent: 'Nothing is sent.',
    risk: 'Where all were refused, the secret or the client id is wrong, whatever the way.',
    reference: rfc(6749, '5.2'),
  },
  'ask-authorization': {
    purpose: 'The server is asked without a user first: most refuse a wrong request there and then.',
    sent: 'Grantscope requests the authorization URL without cookies, as a browser without a session would.',
    risk: 'A page to sign in at means that the server has not noticed yet; then a user has to go on.',
    reference: rfc(6749, '4.1.2.1'),
  },
  mistake: {
    purpose: 'Here the deliberate mistake is made, to see whether the server refuses it as it must.',
    sent: 'A request with one thing wrong; the row of the table says which.',
    risk: 'A server that lets it through has a hole.',
    reference: rfc(9700, '2'),
  },
  'mistake-before': {
    purpose: 'What the mistake needs beforehand: without it, a refusal would prove nothing.',
    sent: 'The same request without the mistake, or what ends the session that is then used.',
    risk: 'Where this already fails, the verdict on the mistake is inconclusive.',
    reference: rfc(9700, '2'),
  },
  'resource-metadata': {
    purpose: 'An API says which authorization servers it trusts.',
    sent: 'The client fetches a JSON document at a well-known path of the API.',
    risk: 'Its resource member must be the address that was asked about.',
    reference: rfc(9728, '3'),
  },
  'authorization-page': {
    purpose: 'The provider showed a page of its own instead of sending the browser back.',
    sent: 'Nothing came back to the client: the provider does not trust the redirect URI, or has a trouble of its own.',
    risk: 'Only the page tells why. Its text is the evidence.',
    reference: rfc(6749, '4.1.2.1'),
  },
  response: {
    purpose: 'A request that belongs to no step of a flow by its shape.',
    sent: 'As it was captured.',
    risk: 'It may be an API, a script or a page beside the flow.',
    reference: rfc(6749, '1.2'),
  },
} satisfies Record<string, Lesson>;
