import { openIdCore, rfc } from '../../model/reference';
import {
  always,
  type Condition,
  needsHttpRedirectUri,
  needsHttpsRedirect,
  needsOpenid,
  needsPlainRequest,
  needsRedirectPort,
  requireAll,
} from '../applies';
import { judgeAuthorization } from '../judge-authorization';
import { AUTHORIZATION_FLOWS, type Mutation } from '../mutation';

const EXPECTED =
  'An error page of its own. The browser must not be sent to that address, not even with an error.';

/** Redirect URIs that are not the registered one: whoever gets the answer sent there has the code. */
export const REDIRECT_URI_MUTATIONS: Mutation[] = [
  describe('redirect-uri-path', 'Redirect URI with another path', {
    mechanism: 'The authorization request names a redirect URI with another path on the registered host.',
    appliesTo: needsHttpRedirectUri,
  }),
  describe('redirect-uri-prefix', 'Redirect URI that begins like the registered one', {
    mechanism: 'The registered redirect URI, with one more path segment behind it.',
    appliesTo: needsHttpRedirectUri,
  }),
  describe('redirect-uri-query', 'Redirect URI with a query of its own', {
    mechanism: 'The registered redirect URI, with a query parameter behind it that was not registered.',
  }),
  describe('redirect-uri-host', 'Redirect URI on another host', {
    mechanism: 'The redirect URI names another host, with the path that is registered.',
    appliesTo: needsHttpRedirectUri,
  }),
  describe('redirect-uri-port', 'Redirect URI on another port', {
    mechanism: 'The redirect URI names another port of the registered host.',
    appliesTo: requireAll(needsHttpRedirectUri, needsRedirectPort),
  }),
  describe('redirect-uri-http', 'Redirect URI without TLS', {
    mechanism: 'The registered https redirect URI is sent as http.',
    appliesTo: requireAll(needsHttpsRedirect, needsRedirectPort),
    reference: rfc(9700, '2.6'),
  }),
  describe('redirect-uri-omitted', 'Redirect URI left out', {
    mechanism: 'The authorization request of OpenID Connect has no redirect_uri.',
    appliesTo: requireAll(needsOpenid, needsPlainRequest),
    reference: openIdCore('3.1.2.1', 'AuthRequest'),
    expected:
      'An error page of its own: OpenID Connect demands the parameter. The browser is not sent anywhere.',
  }),
  describe('open-redirector', 'Error for a redirect URI that is not registered', {
    mechanism:
      'The authorization request has a response_type that does not exist, and a redirect URI that is not registered.',
    appliesTo: requireAll(needsHttpRedirectUri, needsPlainRequest),
    reference: rfc(9700, '4.11.2'),
  }),
  describe('unknown-client', 'Client that does not exist', {
    mechanism: 'The authorization request names a client_id that nobody registered.',
    reference: rfc(6749, '4.1.2.1'),
    codes: ['invalid_client', 'unauthorized_client', 'invalid_request'],
    expected: 'An error page of its own: without a client there is no redirect URI to trust.',
  }),
];

interface Description {
  mechanism: string;
  appliesTo?: Condition;
  reference?: Mutation['reference'];
  expected?: string;
  /** Of a pushed request; a page has none. */
  codes?: string[];
}

function describe(id: string, title: string, description: Description): Mutation {
  const { codes = ['invalid_request', 'invalid_redirect_uri', 'unsupported_response_type'], ...rest } =
    description;
  return {
    appliesTo: always,
    reference: rfc(9700, '4.1.3'),
    expected: EXPECTED,
    ...rest,
    id,
    title,
    severity: 'must',
    flows: AUTHORIZATION_FLOWS,
    judge: judgeAuthorization({ codes, mayRedirect: false }),
  };
}
