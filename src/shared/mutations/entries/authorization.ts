import { openIdCore, rfc } from '../../model/reference';
import {
  always,
  type Condition,
  needsEndpoint,
  needsPkce,
  needsPlainAnswer,
  needsPlainRequest,
  needsPublicClient,
  needsPushing,
  needsRequestObject,
  requireAll,
} from '../applies';
import { judgeAuthorization } from '../judge-authorization';
import { judgeIssuer, judgeReusedRequest, judgeState } from '../judge-front-answer';
import { AUTHORIZATION_FLOWS, CODE_FLOWS, type Mutation } from '../mutation';

/** What is wrong with the request itself, so that the client may be told (RFC 6749 section 4.1.2.1). */
export const AUTHORIZATION_MUTATIONS: Mutation[] = [
  describe('unknown-response-type', 'Response type that does not exist', {
    mechanism: 'The authorization request asks for response_type=everything.',
    codes: ['unsupported_response_type', 'invalid_request'],
    reference: rfc(6749, '3.1.1'),
  }),
  describe('duplicate-parameter', 'Parameter sent twice', {
    mechanism: 'The authorization request has its parameter response_type twice, with the same value.',
    codes: ['invalid_request'],
    reference: rfc(6749, '3.1'),
  }),
  describe('pkce-left-out', 'PKCE left out by a public client', {
    mechanism: 'A client that does not authenticate asks for a code without a code_challenge.',
    codes: ['invalid_request'],
    reference: rfc(9700, '2.1.1'),
    severity: 'should',
    flows: CODE_FLOWS,
    appliesTo: requireAll(needsPublicClient, needsPkce, needsPlainRequest),
  }),
  describe('pkce-plain', 'PKCE method plain', {
    mechanism: 'The code_challenge is announced with code_challenge_method=plain, which hides nothing.',
    codes: ['invalid_request'],
    reference: rfc(7636, '7.2'),
    severity: 'should',
    flows: CODE_FLOWS,
    appliesTo: requireAll(needsPkce, needsPlainRequest),
  }),
  describe('nonce-left-out', 'nonce left out', {
    mechanism: 'A request for an ID token through the browser has no nonce.',
    codes: ['invalid_request'],
    reference: openIdCore('3.2.2.1', 'ImplicitAuthRequest'),
    flows: ['hybrid', 'implicit'],
  }),
  {
    id: 'state-unusual',
    title: 'state with characters that must be encoded',
    mechanism:
      'The state of the request holds a space, an ampersand, a percent sign and a hash; the rest is in order.',
    expected: 'The very same state comes back, character by character.',
    reference: rfc(6749, '4.1.2'),
    severity: 'must',
    flows: AUTHORIZATION_FLOWS,
    appliesTo: always,
    judge: judgeState,
  },
  {
    id: 'issuer-mix-up',
    title: 'Answer of another issuer',
    mechanism:
      'iss of the callback is exchanged for that of another server on its way, as a mix-up attack does it.',
    expected: 'The provider names itself in iss, so that this client sees the difference and refuses.',
    reference: rfc(9207, '2'),
    severity: 'should',
    flows: AUTHORIZATION_FLOWS,
    appliesTo: needsPlainAnswer,
    judge: judgeIssuer,
  },
  describeObject('request-object-unsigned', 'Request object that is not signed', {
    mechanism: 'The request object has alg none and no signature.',
    reference: rfc(9101, '4'),
  }),
  describeObject('request-object-tampered', 'Request object with a broken signature', {
    mechanism: 'One character of the signature of the request object is another one.',
    reference: rfc(9101, '6.2'),
  }),
  describeObject('request-object-expired', 'Request object that has expired', {
    mechanism: 'The request object is signed with an exp that passed an hour ago.',
    reference: rfc(7519, '4.1.4'),
  }),
  describeObject('request-object-other-audience', 'Request object for another server', {
    mechanism: 'The request object is signed with an aud that names another server.',
    reference: rfc(9101, '4'),
    severity: 'should',
  }),
  {
    id: 'request-uri-reused',
    title: 'request_uri used a second time',
    mechanism: 'After the sign-in the authorization endpoint is asked with the same request_uri again.',
    expected: 'An error: a request_uri is for one use.',
    reference: rfc(9126, '7.3'),
    severity: 'should',
    flows: AUTHORIZATION_FLOWS,
    appliesTo: requireAll(needsPushing, needsEndpoint('pushed_authorization_request_endpoint')),
    judge: judgeReusedRequest,
  },
];

interface Description {
  mechanism: string;
  codes: string[];
  reference: Mutation['reference'];
  severity?: Mutation['severity'];
  flows?: Mutation['flows'];
  appliesTo?: Condition;
}

function describe(id: string, title: string, description: Description): Mutation {
  const { codes, ...rest } = description;
  return {
    appliesTo: needsPlainRequest,
    severity: 'must',
    flows: AUTHORIZATION_FLOWS,
    ...rest,
    id,
    title,
    expected: `The error ${codes[0]}, and no code.`,
    judge: judgeAuthorization({ codes, mayRedirect: true }),
  };
}

function describeObject(id: string, title: string, description: Omit<Description, 'codes'>): Mutation {
  const codes = ['invalid_request_object', 'invalid_request'];
  return {
    ...describe(id, title, { ...description, codes, appliesTo: needsRequestObject }),
    // What such an object says of its redirect URI cannot be trusted either.
    expected: 'The error invalid_request_object or an error page, and no code.',
    judge: judgeAuthorization({ codes, mayRedirect: true, isPageFine: true }),
  };
}
