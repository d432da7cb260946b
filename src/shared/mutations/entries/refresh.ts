import { rfc } from '../../model/reference';
import { always, needsEndpoint, needsOtherClient } from '../applies';
import { judgeToken } from '../judge-answer';
import { judgeRefreshReuse, judgeWiderScope } from '../judge-refresh';
import type { Mutation } from '../mutation';

/** What must not be possible with a refresh token (RFC 6749 section 6, RFC 9700 section 4.14.2). */
export const REFRESH_MUTATIONS: Mutation[] = [
  {
    ...describe('refresh-reused', 'Refresh token used after its rotation'),
    mechanism: 'The refresh token is redeemed, and then redeemed again although a new one came for it.',
    reference: rfc(9700, '4.14.2'),
    judge: judgeRefreshReuse,
  },
  {
    ...describe('refresh-reuse-revokes', 'Newest refresh token after a reuse'),
    mechanism: 'An old refresh token is redeemed again, and then the newest one.',
    expected: 'The error invalid_grant for the newest one as well: one of the two holders has stolen it.',
    reference: rfc(9700, '4.14.2'),
    severity: 'should',
    judge: judgeRefreshReuse,
  },
  {
    ...describe('refresh-wider-scope', 'Refresh with a wider scope'),
    mechanism: 'The refresh asks for a scope that was not granted.',
    expected: 'The error invalid_scope, or a token without that scope.',
    reference: rfc(6749, '6'),
    judge: judgeWiderScope,
  },
  {
    ...describe('refresh-of-another-client', 'Refresh token of another client'),
    mechanism: 'A second client, which is registered and public, redeems the refresh token of the first.',
    reference: rfc(6749, '10.4'),
    appliesTo: needsOtherClient,
  },
  {
    ...describe('refresh-token-revoked', 'Refresh token that was revoked'),
    mechanism: 'The refresh token is revoked and then redeemed.',
    reference: rfc(7009, '2.1'),
    appliesTo: needsEndpoint('revocation_endpoint'),
  },
];

function describe(id: string, title: string) {
  return {
    id,
    title,
    expected: 'The error invalid_grant, and no token.',
    severity: 'must' as Mutation['severity'],
    flows: ['authorization-code', 'hybrid', 'refresh-token'] as const,
    appliesTo: always,
    judge: judgeToken({ codes: ['invalid_grant'], isLastStep: true }),
  };
}
