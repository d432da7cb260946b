import { rfc } from '../../model/reference';
import { always, needsOtherClient, needsPkce, needsPlainRequest, needsS256, requireAll } from '../applies';
import { judgeRevoked, judgeToken, type TokenRule } from '../judge-answer';
import { CODE_FLOWS, type Mutation, TOKEN_FLOWS } from '../mutation';
import { findArtifact } from '../read-evidence';

const GRANT = 'authorization_code';
const INVALID_GRANT = 'The error invalid_grant, and no token.';

/** The code is redeemed in a way that RFC 6749 section 4.1.3 or RFC 7636 section 4.6 refuses. */
export const CODE_MUTATIONS: Mutation[] = [
  {
    ...describe('code-reused', 'Code redeemed a second time', { codes: ['invalid_grant'], isLastStep: true }),
    mechanism: 'After the sign-in the same code is redeemed once more.',
    reference: rfc(6749, '4.1.2'),
  },
  {
    id: 'code-reuse-revokes',
    title: 'Token of a code that was redeemed twice',
    mechanism: 'The code is redeemed a second time, and then the token of the first time is used.',
    expected: 'The token is refused: whoever has the code twice may have stolen it.',
    reference: rfc(6749, '4.1.2'),
    severity: 'should',
    flows: CODE_FLOWS,
    appliesTo: always,
    judge: judgeRevoked,
  },
  {
    ...describe('code-made-up', 'Code that was never issued', { codes: ['invalid_grant'], grantType: GRANT }),
    mechanism: 'In place of the code a random text is redeemed.',
    reference: rfc(6749, '5.2'),
  },
  {
    ...describe('code-of-another-client', 'Code of another client', {
      codes: ['invalid_grant'],
      grantType: GRANT,
    }),
    mechanism: 'A second client, which is registered and public, redeems the code of the first.',
    reference: rfc(6749, '4.1.3'),
    appliesTo: needsOtherClient,
  },
  {
    ...describe('verifier-wrong', 'Wrong code_verifier', {
      codes: ['invalid_grant'],
      grantType: GRANT,
      isMade: (form, session) => form.get('code_verifier') !== findArtifact(session, 'code-verifier')?.value,
    }),
    mechanism: 'The code is redeemed with a code_verifier of another request.',
    reference: rfc(7636, '4.6'),
    appliesTo: needsPkce,
  },
  {
    ...describe('verifier-left-out', 'code_verifier left out', {
      codes: ['invalid_grant', 'invalid_request'],
      grantType: GRANT,
      isMade: (form) => !form.has('code_verifier'),
    }),
    mechanism: 'The request for the code had a code_challenge; the code is redeemed without code_verifier.',
    reference: rfc(7636, '4.6'),
    appliesTo: needsPkce,
  },
  {
    ...describe('pkce-challenge-removed', 'PKCE downgrade: challenge removed', {
      codes: ['invalid_grant', 'invalid_request'],
      grantType: GRANT,
      isMade: (form) => form.has('code_verifier'),
      earlier: ['invalid_request'],
    }),
    mechanism:
      'Somebody takes the code_challenge out of the authorization request; the code_verifier is sent all the same.',
    reference: rfc(9700, '2.1.1'),
    expected: 'The error invalid_grant: a code_verifier without a code_challenge is the sign of a downgrade.',
    appliesTo: requireAll(needsPkce, needsPlainRequest),
  },
  {
    ...describe('pkce-plain-downgrade', 'PKCE downgrade: challenge as verifier', {
      codes: ['invalid_grant'],
      grantType: GRANT,
      isMade: (form, session) => form.get('code_verifier') === findArtifact(session, 'code-challenge')?.value,
    }),
    mechanism:
      'The challenge is announced as S256, and then sent as code_verifier, as if the method were plain.',
    reference: rfc(7636, '4.6'),
    appliesTo: needsS256,
  },
  {
    ...describe('token-redirect-uri-changed', 'redirect_uri changed at the token endpoint', {
      codes: ['invalid_grant'],
      grantType: GRANT,
    }),
    mechanism: 'The code is redeemed with another redirect_uri than that of the authorization request.',
    reference: rfc(6749, '4.1.3'),
  },
  {
    ...describe('token-redirect-uri-left-out', 'redirect_uri left out at the token endpoint', {
      codes: ['invalid_grant', 'invalid_request'],
      grantType: GRANT,
      isMade: (form) => !form.has('redirect_uri'),
    }),
    mechanism: 'The authorization request had a redirect_uri; the code is redeemed without it.',
    reference: rfc(6749, '4.1.3'),
    expected: 'The error invalid_grant or invalid_request, and no token.',
  },
  {
    ...describe('unknown-grant-type', 'Grant type that does not exist', {
      codes: ['unsupported_grant_type'],
    }),
    mechanism: 'The token request asks for a grant_type that no specification has.',
    reference: rfc(6749, '5.2'),
    expected: 'The error unsupported_grant_type.',
    flows: TOKEN_FLOWS,
  },
];

function describe(id: string, title: string, rule: TokenRule) {
  return {
    id,
    title,
    expected: INVALID_GRANT,
    severity: 'must' as const,
    flows: CODE_FLOWS,
    appliesTo: always,
    judge: judgeToken(rule),
  };
}
