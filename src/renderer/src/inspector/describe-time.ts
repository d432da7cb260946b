import type { StepView } from '@shared/model/session';
import { formatDateTime, formatSpan } from '../ui/format';
import type { ReadToken } from './read-tokens';

export interface ClaimTime {
  /** In the time zone of this machine. */
  local: string;
  utc: string;
  /** Against the moment the token was recorded: the recording may be old. */
  relation: string;
}

interface TimeWords {
  past: string;
  future: string;
}

const BEFORE = 'before it was recorded';
const AFTER = 'after it was recorded';

const WORDS: Record<string, TimeWords> = {
  exp: { past: `expired {span} ${BEFORE}`, future: `good for {span} ${AFTER}` },
  nbf: { past: `good since {span} ${BEFORE}`, future: `not good until {span} ${AFTER}` },
  iat: { past: `issued {span} ${BEFORE}`, future: `issued {span} ${AFTER}: the clocks disagree` },
  auth_time: { past: `signed in {span} ${BEFORE}`, future: `signed in {span} ${AFTER}: the clocks disagree` },
  updated_at: { past: `changed {span} ${BEFORE}`, future: `changed {span} ${AFTER}: the clocks disagree` },
  toe: { past: `happened {span} ${BEFORE}`, future: `happened {span} ${AFTER}: the clocks disagree` },
};

/** A claim that is a time, for people. Times are epoch milliseconds. */
export function describeClaimTime(name: string, time: number, recordedAt: number): ClaimTime {
  const words = WORDS[name] ?? { past: `{span} ${BEFORE}`, future: `{span} ${AFTER}` };
  const isPast = time <= recordedAt;
  const span = formatSpan(Math.abs(time - recordedAt));
  return {
    local: formatDateTime(time),
    utc: isDate(time) ? new Date(time).toISOString().slice(0, 19).replace('T', ' ') : 'not a date',
    relation: (isPast ? words.past : words.future).replace('{span}', span),
  };
}

function isDate(time: number): boolean {
  return Math.abs(time) <= 8.64e15;
}

/** When a token was sent, or had arrived; the start of its step where no request carried it. */
export function readRecordedAt(step: StepView, { places }: ReadToken): number {
  const place = places[0];
  const exchange = step.exchanges.find(({ id }) => id === place?.exchangeId);
  if (exchange) return exchange.startedAt + (place?.isSent ? 0 : (exchange.timings?.totalMs ?? 0));
  const accepted = step.hits.find(({ verdict }) => verdict === 'accepted');
  return place && !place.isSent && accepted ? accepted.time : step.startedAt;
}
