import type { CheckResult } from '@shared/model/check';
import type { ApprovalAwaited, CallbackAwaited, TraceEvent } from '@shared/model/trace-event';
import { createRedactor } from '@shared/redact/redactor';
import { describeHit } from '@shared/trace/describe-hit';
import type { Output } from './output';

/**
 * One line per step on stderr, as the events come, and one for each warning of the preflight: it stands
 * there before a browser opens; and for a wait, where and how long, and what arrives. Those texts are redacted, and there are fixed words and times beside,
 * so that no secret can be in it. The one exception is what the user must read to go on (`tellsUserCode`),
 * which is what a user code is for.
 */
export function createProgress(output: Output, tellsUserCode: boolean): (event: TraceEvent) => void {
  const started = new Map<string, { title: string; time: number }>();
  const seen: TraceEvent[] = [];
  let awaitedAt = '';
  let isCaptured = false;
  return (event) => {
    seen.push(event);
    if (event.type === 'session-started') isCaptured = event.profile?.browser === 'capture';
    if (event.type === 'step-started') started.set(event.stepId, event);
    if (event.type === 'check' && isPreflightWarning(event.check)) {
      output.say(`  warning    ${describeWarning(seen)}`);
    }
    if (event.type === 'callback-awaited') {
      awaitedAt = event.redirectUri;
      for (const line of describeCallbackWait(event, isCaptured)) output.say(line);
    }
    if (event.type === 'callback-hit' && event.verdict !== 'accepted') {
      output.say(`  arrived    ${describeArrival(seen, awaitedAt)}`);
    }
    if (event.type === 'note' && event.code === 'callback-hits-left-out') {
      output.say(`  arrived    ${event.message}`);
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

function describeCallbackWait(
  { redirectUri, deadline, time, listener }: CallbackAwaited,
  isCaptured: boolean,
): string[] {
  const seconds = Math.round((deadline - time) / 1000);
  const [where = ''] = redirectUri.split(/[?#]/, 1);
  const lines = [`  waiting    for the callback, at most ${seconds} s`];
  if (isCaptured) return [...lines, `  window     the capture window takes ${where} itself`];
  if (listener === null) return [...lines, `  nowhere    nothing can listen at ${where} from here`];
  lines.push(`  listening  at ${where}, on ${listener.addresses.join(' and ')} port ${listener.port}`);
  if (listener.fingerprint256 !== null) {
    lines.push(`  compare    the certificate that the browser warns of: SHA-256 ${listener.fingerprint256}`);
  }
  return lines;
}

/** The last of these events: what reached the listener, and what it means. Never with its query. */
function describeArrival(events: readonly TraceEvent[], awaitedAt: string): string {
  const last = createRedactor(events).redactEvents().at(-1);
  if (last?.type !== 'callback-hit') return '';
  const { meaning, advice } = describeHit(last, awaitedAt);
  const path = URL.parse(last.url)?.pathname ?? '';
  return `${last.via === 'pasted' ? 'by hand' : last.method} ${path}: ${meaning}${advice === null ? '' : ` ${advice}`}`;
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
