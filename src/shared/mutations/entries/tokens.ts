import { rfc } from '../../model/reference';
import {
  needsApi,
  needsBearer,
  needsDpop,
  needsEndpoint,
  needsOpenid,
  needsTwoResources,
  requireAll,
} from '../applies';
import { judgeApi, judgeRevoked, judgeToken } from '../judge-answer';
import { judgeLogout } from '../judge-logout';
import { ACCESS_TOKEN_FLOWS, CODE_FLOWS, type Mutation, TOKEN_FLOWS } from '../mutation';

const REFUSED = 'HTTP 401 with the error invalid_token.';

/** Tokens and proofs that are used where they must not be (RFC 6750 section 3.1, RFC 9449, RFC 9068 section 4). */
export const TOKEN_MUTATIONS: Mutation[] = [
  {
    ...describe('token-tampered', 'Access token that was changed'),
    mechanism: 'One character of the access token is another one when it is used.',
    reference: rfc(6750, '3.1'),
  },
  {
    ...describe('token-expired', 'Access token that has expired'),
    mechanism: 'The access token is used once its lifetime is over, where that is at most two minutes.',
    reference: rfc(6750, '3.1'),
  },
  {
    ...describe('token-revoked', 'Access token that was revoked'),
    mechanism: 'The access token is revoked and then used.',
    reference: rfc(7009, '2.1'),
    severity: 'should',
    appliesTo: requireAll(needsApi, needsEndpoint('revocation_endpoint')),
    judge: judgeRevoked,
  },
  {
    ...describe('id-token-as-access-token', 'ID token in place of the access token'),
    mechanism: 'The ID token, which is made for the client, is sent to the API as an access token.',
    reference: rfc(9068, '4'),
    flows: CODE_FLOWS,
    appliesTo: requireAll(needsOpenid, needsBearer),
  },
  {
    ...describe('token-other-audience', 'Access token for another API'),
    mechanism: 'The token is asked for with the resource indicator of another API, and sent to this one.',
    reference: rfc(9068, '4'),
    flows: CODE_FLOWS,
    appliesTo: requireAll(needsTwoResources, ({ profile }) =>
      profile.resource ? null : 'The profile names no resource.',
    ),
  },
  {
    ...describe('scope-missing', 'Access token without the scope'),
    mechanism:
      'The sign-in leaves openid out of its scope, and the token is sent to UserInfo, which needs it.',
    expected: 'HTTP 403 with the error insufficient_scope.',
    reference: rfc(6750, '3.1'),
    severity: 'should',
    flows: ['authorization-code'],
    appliesTo: requireAll(needsOpenid, needsEndpoint('userinfo_endpoint')),
    judge: judgeApi({ codes: ['insufficient_scope', 'invalid_token'] }),
  },
  {
    ...describeProof('dpop-other-method', 'DPoP proof for another method'),
    mechanism: 'htm of the DPoP proof names another method than that of its request.',
  },
  {
    ...describeProof('dpop-other-address', 'DPoP proof for another address'),
    mechanism: 'htu of the DPoP proof names another address than that of its request.',
  },
  {
    ...describe('dpop-proof-replayed', 'DPoP proof sent twice'),
    mechanism: 'The API is called twice with the same DPoP proof.',
    expected: 'HTTP 401 with the error invalid_dpop_proof for the second call.',
    reference: rfc(9449, '11.1'),
    severity: 'should',
    appliesTo: requireAll(needsDpop, needsApi),
    judge: judgeApi({ codes: ['invalid_dpop_proof', 'invalid_token'] }),
  },
  {
    ...describe('dpop-token-as-bearer', 'DPoP token sent as Bearer'),
    mechanism: 'A token that is bound to a key is sent as a bearer token, without a proof.',
    reference: rfc(9449, '7.2'),
    appliesTo: requireAll(needsDpop, needsApi),
  },
  {
    id: 'logout-redirect-unregistered',
    title: 'Logout that returns to an address that is not registered',
    mechanism: 'The logout names a post_logout_redirect_uri with another path than the registered one.',
    expected: 'An error page, or none: the browser must not be sent to that address.',
    reference: {
      label: 'OpenID Connect RP-Initiated Logout 1.0 section 3',
      url: 'https://openid.net/specs/openid-connect-rpinitiated-1_0.html#RedirectionAfterLogout',
    },
    severity: 'must',
    flows: CODE_FLOWS,
    appliesTo: requireAll(needsOpenid, needsEndpoint('end_session_endpoint'), ({ profile }) =>
      profile.postLogoutRedirectUri === undefined ? 'The profile has no postLogoutRedirectUri.' : null,
    ),
    judge: judgeLogout,
  },
];

function describe(id: string, title: string) {
  return {
    id,
    title,
    expected: REFUSED,
    severity: 'must' as Mutation['severity'],
    flows: ACCESS_TOKEN_FLOWS,
    appliesTo: needsApi,
    judge: judgeApi({ codes: ['invalid_token'] }),
  };
}

function describeProof(id: string, title: string) {
  return {
    id,
    title,
    expected: 'The error invalid_dpop_proof, and no token.',
    reference: rfc(9449, '4.3'),
    severity: 'must' as const,
    flows: TOKEN_FLOWS,
    appliesTo: needsDpop,
    judge: judgeToken({ codes: ['invalid_dpop_proof'] }),
  };
}
