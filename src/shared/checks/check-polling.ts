import type { CheckResult } from '../model/check';
import type { Polls } from '../model/read-polls';
import { defineCheck } from './build-check';
import { REFERENCES } from './references';

const interval = defineCheck('poll-interval', 'Polling kept to the interval', REFERENCES.polling);

/** Clocks count whole milliseconds, and timers may fire one early. */
const TOLERANCE_MS = 20;

/** Whether each pause before a poll was as long as the server had asked for by then (RFC 8628 section 3.5). */
export function checkPolling({ polls, slowDowns, baseSeconds, intervalSeconds }: Polls): CheckResult {
  const asked =
    slowDowns === 0
      ? `at least ${baseSeconds} s between two polls`
      : `at least ${baseSeconds} s between two polls, and 5 s more after each slow_down: ${intervalSeconds} s in the end`;
  if (polls.length === 0) return interval('skip', asked, 'not polled');
  const early = polls.find(({ pauseMs, minimumMs }) => pauseMs + TOLERANCE_MS < minimumMs);
  const shown = early ?? polls.reduce((a, b) => (b.pauseMs < a.pauseMs ? b : a));
  const count = polls.length === 1 ? '1 poll' : `${polls.length} polls`;
  const said = slowDowns === 0 ? '' : `, ${slowDowns} answered with slow_down`;
  return interval(
    early ? 'fail' : 'pass',
    asked,
    `${count}, ${early ? 'one after' : 'the shortest pause'} ${(shown.pauseMs / 1000).toFixed(2)} s${said}`,
  );
}
