import type { CheckResult } from '@shared/model/check';
import type { ApprovalAwaited, TraceEvent } from '@shared/model/trace-event';
import { createRedactor } from '@shared/redact/redactor';
import type { Output } from './output';

/**
 * One line per step on stderr, as the events come, and one for each warning of the preflight: it stands
 * there before a browser opens. Those warnings are redacted, and there are fixed words and times beside,
 * so that no secret can be in it. The one exception is what the user must read to go on (`tellsUserCode`),
 * which is what a user code is for.
 */
export function createProgress(output: Output, tellsUserCode: boolean): (event: TraceEvent) => void {
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
    if (event.type === 'approval-awaited')
      for (const line of describeWait(event, tellsUserCode)) output.say(line);
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

function describeWait(event: ApprovalAwaited, tellsUserCode: boolean): string[] {
  const seconds = Math.round((event.deadline - event.time) / 1000);
  const what = event.verificationUri === null ? 'decision on the other device' : 'approval';
  const lines = [`  waiting    for the ${what}, at most ${seconds} s`];
  if (!tellsUserCode) return lines;
  if (event.verificationUri !== null) lines.push(`  open       ${event.verificationUri}`);
  if (event.userCode !== null) lines.push(`  enter      ${event.userCode}`);
  if (event.bindingMessage !== null) lines.push(`  compare    ${event.bindingMessage}`);
  return lines;
}
