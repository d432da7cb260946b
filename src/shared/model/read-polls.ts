import { readJsonObject } from './read-message';
import type { ExchangeView } from './session';

/** RFC 8628 section 3.5: each slow_down adds this much, for this poll and all later ones. */
const SLOW_DOWN_SECONDS = 5;

export interface Poll {
  /** Since the poll before, or since the wait began. */
  pauseMs: number;
  /** The interval in force by then. */
  minimumMs: number;
}

export interface Polls {
  polls: Poll[];
  /** How many answers asked to slow down. */
  slowDowns: number;
  /** What the server asked for at first, and what it asks for by now. */
  baseSeconds: number;
  intervalSeconds: number;
}

/** True for an answer that says to go on waiting (RFC 8628 section 3.5, OpenID Connect CIBA Core section 11). */
export function isStillWaiting({ response }: Pick<ExchangeView, 'response'>): boolean {
  const error = readPollError(response);
  return error === 'authorization_pending' || error === 'slow_down';
}

/** The polls among the exchanges of a step, with the interval that each had to keep. */
export function readPolls(
  exchanges: readonly ExchangeView[],
  approval: { intervalSeconds: number; startedAt: number },
): Polls {
  const polls: Poll[] = [];
  let before = approval.startedAt;
  let slowDowns = 0;
  const secondsNow = () => approval.intervalSeconds + slowDowns * SLOW_DOWN_SECONDS;
  for (const { purpose, startedAt, response } of exchanges) {
    if (purpose !== 'token') continue;
    polls.push({ pauseMs: startedAt - before, minimumMs: secondsNow() * 1000 });
    before = startedAt;
    if (readPollError(response) === 'slow_down') slowDowns += 1;
  }
  return { polls, slowDowns, baseSeconds: approval.intervalSeconds, intervalSeconds: secondsNow() };
}

function readPollError(response: ExchangeView['response']): unknown {
  return response && response.status >= 400 ? readJsonObject(response)?.error : undefined;
}
