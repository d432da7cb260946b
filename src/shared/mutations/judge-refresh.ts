import { readJsonObject } from '../model/read-message';
import type { SessionView } from '../model/session';
import { judgeAnswer } from './judge-answer';
import { describeEnd, leaveOpen, pass } from './judgement';
import { type Judgement, MISTAKE_STEP } from './mutation';
import { findExchange, readForm } from './read-evidence';

/** Sent beside the scopes of a refresh; no provider can have granted it. */
export const WIDER_SCOPE = 'grantscope:never-granted';

const REFRESH = { purposes: ['token'], grantType: 'refresh_token' } as const;

/** Without rotation an old token stays good, which only a client that authenticates may rely on. */
export function judgeRefreshReuse(session: SessionView): Judgement {
  const again = findExchange(session, { ...REFRESH, step: MISTAKE_STEP });
  if (!again) return describeEnd(session);
  const first = findExchange(session, { ...REFRESH, step: 'refresh' });
  const rotated = first?.response ? readJsonObject(first.response)?.['refresh_token'] : undefined;
  const isRotated =
    typeof rotated === 'string' && rotated !== (first && readForm(first.request).get('refresh_token'));
  const isAlone = session.profile?.client.auth === 'none' && session.profile.dpop === null;
  const judged = judgeAnswer(again, { codes: ['invalid_grant'] });
  if (isRotated || judged.verdict !== 'fail') return judged;
  if (isAlone)
    return { ...judged, remark: 'Refresh tokens of a public client must rotate, or be bound to a key.' };
  return leaveOpen(
    'This provider does not rotate refresh tokens; the client authenticates, so it need not.',
    again.seq,
  );
}

/** RFC 6749 section 3.3 lets a server leave a scope out instead of refusing. */
export function judgeWiderScope(session: SessionView): Judgement {
  const exchange = findExchange(session, { ...REFRESH, step: MISTAKE_STEP });
  if (!exchange) return describeEnd(session);
  const judged = judgeAnswer(exchange, { codes: ['invalid_scope'] });
  if (judged.verdict !== 'fail' || !exchange.response) return judged;
  const scope = readJsonObject(exchange.response)?.['scope'];
  if (typeof scope === 'string' && !scope.split(' ').includes(WIDER_SCOPE)) {
    return pass(
      'A token came, and its scope leaves out what was never granted.',
      exchange.endSeq ?? exchange.seq,
    );
  }
  const remark =
    typeof scope === 'string'
      ? null
      : 'Without a scope in the answer, the token has the scope that was asked for.';
  return { ...judged, remark };
}
