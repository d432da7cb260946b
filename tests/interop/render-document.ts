import type { RecordedResponse } from '@shared/model/exchange';
import type { Finding } from '@shared/model/finding';
import { readJsonObject } from '@shared/model/read-message';
import type { SessionView, StepView } from '@shared/model/session';
import type { Cell } from './cell';

/** A cell and what its run has shown. */
export interface CellResult {
  cell: Cell;
  session: SessionView;
  findings: Finding[];
}

/** docs/interop.md, from what the runs have shown and not from what was expected. */
export function renderDocument(version: string, results: readonly CellResult[]): string {
  const passed = results.filter(({ session }) => session.outcome === 'succeeded');
  const failed = results.filter(({ session }) => session.outcome !== 'succeeded');
  const unsupported = failed.filter(({ cell }) => cell.expected.result === 'unsupported');
  const wanted = failed.filter(({ cell }) => cell.expected.result !== 'unsupported');
  return `${[
    renderHead(version, passed.length, wanted.length, unsupported.length),
    '## What passes',
    renderTable(
      ['Flow', 'Client authentication', 'Beyond the plain flow', 'Advice'],
      passed.map(({ cell, findings }) => [...nameCell(cell), listEntries(findings)]),
    ),
    '## What is wrong on purpose, and what is found',
    'The first finding is the one on top. The answer is "nothing" where the browser does not come back.',
    renderTable(
      ['Flow', 'Client authentication', 'What is wrong', 'Answer', 'First finding', 'Step'],
      wanted.map((result) => [...nameCell(result.cell), ...describeFailure(result)]),
    ),
    '## What Glewlwyd cannot do',
    renderTable(
      ['Flow', 'Client authentication', 'What was asked for', 'Why not', 'Answer', 'First finding'],
      unsupported.map((result) => [
        ...nameCell(result.cell),
        result.cell.expected.result === 'unsupported' ? result.cell.expected.reason : '',
        ...describeFailure(result).slice(0, 2),
      ]),
    ),
    '## What Glewlwyd does otherwise',
    'Each of these was seen in one of the runs above, which fails once it is no longer so.',
    results.flatMap(({ cell }) => (cell.deviation ? [`- ${cell.deviation.text}`] : [])).join('\n'),
  ].join('\n\n')}\n`;
}

function renderHead(version: string, passed: number, failed: number, unsupported: number): string {
  return `# Interoperability

<!-- Written by "npm run test:interop -- --write"; a run without it fails where this page is not true. -->

Grantscope's flows, run through the real host against a provider that is not ours: **Glewlwyd ${version}**, from
Debian's package, on loopback, with everything that its OpenID Connect plugin can do switched on. Clients are registered
through its administration API, one for each row; the user signs in, grants and decides over HTTP as its sign-in page does
by script. Client certificates are shown to a second instance, over TLS.

${passed} runs pass, ${failed} fail on purpose, ${unsupported} ask for what Glewlwyd cannot do. Where it differs from a
specification, what it does is what counts: the run shows the difference, and the finding must be the right one all the same.`;
}

function renderTable(head: string[], rows: string[][]): string {
  return [head, head.map(() => '---'), ...rows]
    .map((row) => `| ${row.map(escapeCell).join(' | ')} |`)
    .join('\n');
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function nameCell({ flow, auth, features }: Cell): string[] {
  return [flow, auth, features];
}

function listEntries(findings: readonly Finding[]): string {
  return findings.map(({ entryId }) => `\`${entryId}\``).join(', ');
}

function describeFailure({ session, findings: [first] }: CellResult): [string, string, string] {
  const step = session.steps.find(({ outcome }) => outcome === 'failed');
  return [step ? describeAnswer(step) : '', first ? `\`${first.entryId}\`` : '', first?.stepId ?? ''];
}

/** What the provider said: its error code, or how it kept silent. */
function describeAnswer({ name, error, exchanges, wait }: StepView): string {
  if (name === 'id-token') return 'an ID token';
  const response = exchanges.findLast((exchange) => exchange.response)?.response;
  const code = error?.oauth?.error ?? readError(response);
  if (code !== undefined) return response ? `${response.status} \`${code}\`` : `\`${code}\``;
  if (!response) return wait && error?.code !== 'callback_timeout' ? 'a callback' : 'nothing';
  if (response.status < 300) return `${response.status}`;
  return `${response.status}, ${response.body?.text ? 'a page' : 'no body'}`;
}

function readError(response: RecordedResponse | null | undefined): unknown {
  return response ? readJsonObject(response)?.['error'] : undefined;
}
