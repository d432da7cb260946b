import type { CheckResult } from '@shared/model/check';
import type { TraceEvent } from '@shared/model/trace-event';
import { createRedactor } from '@shared/redact/redactor';
import type { Output } from './output';

/**
 * One line per step on stderr, as the events come, and one for each warning of the preflight: it stands
 * there before a browser opens. Apart from those warnings, which are redacted, there are fixed words and
 * times only, so no secret can be in it.
 */
export function createProgress(output: Output): (event: TraceEvent) => void {
  const started = new Map<string, { title: string; time: number }>();
  const seen: TraceEvent[] = [];
  return (event) => {
    seen.push(event);
    if (event.type === 'step-started') started.set(event.stepId, event);
    if (event.type === 'check' && isPreflightWarning(event.check)) {
      output.say(`  warning    ${describeWarning(seen)}`);
    }
    if (event.type === 'callback-awaited') {
      const seconds = Math.round((event.deadline - event.time) / 1000);
      output.say(`  waiting    for the callback, at most ${seconds} s`);
    }
    if (event.type === 'step-ended') {
      const step = started.get(event.stepId);
      const durationMs = event.time - (step?.time ?? event.time);
      output.say(`  ${event.outcome.padEnd(10)} ${step?.title ?? event.stepId} (${durationMs} ms)`);
    }
  };
}

function isPreflightWarning({ id, verdict }: CheckResult): boolean {
  return verdict === 'warn' && id.startsWith('preflight-');
}

/** The last of these events, with what the whole recording so far knows to be a secret taken out. */
function describeWarning(events: readonly TraceEvent[]): string {
  const last = createRedactor(events).redactEvents().at(-1);
  if (last?.type !== 'check') return '';
  const { title, reference, expected, actual } = last.check;
  return `${title} (${reference.label}): expected ${expected}; was ${actual}`;
}
