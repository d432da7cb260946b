import type { ExchangeView } from '../../model/session';
import { findTokenExchanges, readForm } from '../run-facts';
import { type Conclusion, type ConclusionRule, isRefusedWith } from './conclusion';
import { isBlurred } from './masked';

const RACE_MS = 5_000;

/** Words by which servers tell why; anything else is a refusal without a reason. */
const REASONS: [value: string, pattern: RegExp, statement: string][] = [
  [
    'refresh-token-idle',
    /inactiv|\bidle\b|not been used/i,
    'The provider says that the token or its session was idle too long',
  ],
  [
    'refresh-token-revoked',
    /revoked|logged out|not active|password|consent/i,
    'The provider says that the token or its session was ended',
  ],
  ['refresh-token-rate', /\brate\b|too many|throttl/i, 'The provider says that refreshes come too often'],
];

/** Why a refresh token was refused (RFC 6749 section 6, RFC 9700 section 4.14.2). */
export const concludeRefreshToken: ConclusionRule = (facts) => {
  const exchanges = findTokenExchanges(facts.session);
  const last = exchanges.at(-1);
  const sent = facts.token.get('refresh_token');
  if (!last || facts.token.get('grant_type') !== 'refresh_token' || !isRefusedWith(facts, 'invalid_grant')) {
    return [];
  }
  const uses = exchanges.filter((each) => each !== last && readForm(each).get('refresh_token') === sent);
  const earlier =
    sent === null || isBlurred(sent) ? undefined : uses.findLast(({ response }) => response?.status === 200);
  if (earlier) return [describeReuse(earlier, last)];
  const text = facts.signals
    .map((signal) => (signal.kind === 'oauth-error' ? signal.text : ''))
    .join(' ')
    .slice(0, 2_048);
  const reason = REASONS.find(([, pattern]) => pattern.test(text));
  return [
    {
      value: reason?.[0] ?? 'refresh-token-refused',
      seq: last.seq,
      statement: `${reason?.[2] ?? 'The refused grant is a refresh token, sent once in this recording'} (RFC 6749 section 6).`,
      expected: 'a refresh token in force',
      actual: 'invalid_grant',
    },
  ];
};

function describeReuse(earlier: ExchangeView, last: ExchangeView): Conclusion {
  const gapMs = last.startedAt - earlier.startedAt;
  return {
    value: 'refresh-token-reused',
    seq: last.seq,
    statement: `The same refresh token was redeemed before, in event ${earlier.seq}${gapMs < RACE_MS ? ', at almost the same time: two refreshes ran side by side' : ''} (RFC 9700 section 4.14.2).`,
    expected: 'the refresh token of the last answer',
    actual: `the same one again after ${(gapMs / 1000).toFixed(1)} s`,
  };
}
