import type { Evidence, Finding } from '@shared/model/finding';
import type { CheckView, SessionView, StepView } from '@shared/model/session';
import { buildResultJson, formatTime, readDurationMs } from '@shared/report/result-json';
import { numberSession, readNumber } from '@shared/trace/number-session';
import type { Output, StyleName } from './output';
import type { Result } from './read-result';

const OUTCOME_STYLE: Record<StepView['outcome'], StyleName> = {
  succeeded: 'green',
  failed: 'red',
  cancelled: 'yellow',
  running: 'yellow',
  skipped: 'dim',
};

const SEVERITY_STYLE: Record<Finding['severity'], StyleName> = {
  error: 'red',
  warning: 'yellow',
  info: 'dim',
};

/** As one JSON value, or for a person: the timeline, then each finding with its proof and its fixes. */
export function printResult(output: Output, { session, findings }: Result, json = false): void {
  if (json) {
    output.printJson(buildResultJson(session, findings));
    return;
  }
  printTimeline(output, session);
  printFindings(output, findings);
}

export function printFindings(output: Output, findings: readonly Finding[]): void {
  findings.forEach((finding, index) => {
    printFinding(output, finding, index + 1);
  });
}

function printTimeline(output: Output, session: SessionView): void {
  const name = session.profile?.name ?? 'Imported';
  const fault = session.fault === null ? '' : `, with the fault ${session.fault}`;
  const mistake = session.mutation === null ? '' : `, with the mistake ${session.mutation}`;
  output.print({ style: 'bold', text: name }, ` (${session.flow}${fault}${mistake}): ${session.outcome}`);
  output.print({ style: 'dim', text: `  session ${session.id}, ${formatTime(session.startedAt)}` });
  for (const { message } of session.notes) output.print({ style: 'dim', text: `  ${message}` });
  const { steps } = numberSession(session);
  for (const step of session.steps) {
    const outcome = { style: OUTCOME_STYLE[step.outcome], text: step.outcome.padEnd(10) };
    output.print('  ', outcome, ` ${readNumber(steps, step.id)}. ${step.title}`, {
      style: 'dim',
      text: formatDuration(step),
    });
    for (const check of step.checks) printCheck(output, check);
  }
}

/** Checks that passed are in the JSON and in the reports. */
function printCheck(output: Output, check: CheckView): void {
  if (check.verdict !== 'fail' && check.verdict !== 'warn') return;
  const style = check.verdict === 'fail' ? 'red' : 'yellow';
  output.print('             ', { style, text: check.verdict }, ` ${check.title} (${check.reference.label})`);
  output.print(`                  expected ${check.expected}; was ${check.actual}`);
}

function formatDuration(step: StepView): string {
  const durationMs = readDurationMs(step);
  return durationMs === null ? '' : `  ${durationMs} ms`;
}

function printFinding(output: Output, finding: Finding, number: number): void {
  const code = finding.code === null ? '' : ` [${finding.code}]`;
  const percent = Math.round(finding.confidence * 100);
  output.print('');
  output.print({ style: 'bold', text: `${number}. ${finding.title}${code}` });
  output.print(
    '   ',
    { style: SEVERITY_STYLE[finding.severity], text: finding.severity },
    `, ${percent} % sure, ${finding.entryId}`,
  );
  output.print(`   ${finding.meaning}`);
  for (const evidence of finding.evidence) printEvidence(output, evidence);
  printList(output, 'Possible causes', finding.causes);
  printList(output, 'What to do', finding.fixes);
  output.print(`   Who must act: ${finding.actors.join(', ')}. Retry: ${describeRetry(finding)}.`);
  output.print(`   See ${finding.reference.label}, ${finding.reference.url}`);
}

function printEvidence(output: Output, { seq, statement, expected, actual }: Evidence): void {
  output.print(`   Proof (event ${seq}): ${statement}`);
  const parts = [
    expected === null ? [] : `expected ${expected}`,
    actual === null ? [] : `was ${actual}`,
  ].flat();
  if (parts.length > 0) output.print(`      ${parts.join('; ')}`);
}

export function printList(output: Output, title: string, items: readonly string[]): void {
  if (items.length === 0) return;
  output.print(`   ${title}:`);
  for (const item of items) output.print(`     - ${item}`);
}

const RETRY_WORDS = {
  yes: 'may help as it is',
  no: 'does not help',
  after_fix: 'after the fix',
  after_delay: 'after a delay',
};

export function describeRetry({
  retry,
  retryAfterSeconds,
}: Pick<Finding, 'retry' | 'retryAfterSeconds'>): string {
  return retryAfterSeconds === null ? RETRY_WORDS[retry] : `after ${retryAfterSeconds} s`;
}
