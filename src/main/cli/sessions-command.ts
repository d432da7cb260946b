import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { REPORT_FORMATS, type ReportFormat } from '@shared/contract/host-api';
import type { SessionSummary } from '@shared/model/session';
import { createRedactor } from '@shared/redact/redactor';
import { formatTime } from '@shared/report/result-json';
import { type Command, Option } from 'commander';
import type { CliContext } from './cli-context';
import { usageError } from './cli-error';
import type { CliIo } from './cli-io';
import { EXIT, type ExitCode } from './exit-codes';
import { type CliHost, withHost } from './open-cli-host';
import { createOutput, type Output } from './output';
import { printResult } from './print-result';
import { readResult } from './read-result';
import { readTextFile } from './read-text-file';

interface JsonOption {
  json?: boolean;
}

type Work = (host: CliHost, output: Output) => Promise<void>;

export function addSessionsCommand(program: Command, { io, finish }: CliContext): void {
  const sessions = program.command('sessions').helpCommand(false).description('Work with recorded sessions.');
  const run = (work: Work) => finish(runWork(io, work));
  sessions
    .command('list')
    .description('List all sessions, the latest first.')
    .option('--json', 'print a JSON array')
    .action(({ json }: JsonOption) =>
      run(async (host, output) => printSummaries(output, await host.call('listSessions', {}), json)),
    );
  sessions
    .command('show')
    .description('Show the timeline and the findings of a session.')
    .argument('<id>', 'the id that "sessions list" shows')
    .option('--json', 'print what "run --json" prints')
    .action((id: string, { json }: JsonOption) => run((host, output) => showSession(host, output, id, json)));
  sessions
    .command('search')
    .description(
      'List the sessions whose redacted text holds every word: profile, issuer, flow, outcome, findings.',
    )
    .argument('<text...>', 'words to look for')
    .option('--json', 'print a JSON array')
    .action((words: string[], { json }: JsonOption) =>
      run(async (host, output) => printSummaries(output, await searchSessions(host, words), json)),
    );
  sessions
    .command('delete')
    .description('Delete a session for good.')
    .argument('<id>')
    .action((id: string) => run(async (host) => void (await host.call('deleteSession', { sessionId: id }))));
  sessions
    .command('import')
    .description('Add a session from an export as JSON, or from anything else that diagnose reads.')
    .argument('<file>', 'the file, or - for standard input')
    .action((file: string) => run((host, output) => importSession(io, host, output, file)));
  sessions
    .command('export')
    .description('Write a redacted report of a session.')
    .argument('<id>')
    .addOption(
      new Option('--format <format>', 'the kind of report').choices(REPORT_FORMATS).makeOptionMandatory(),
    )
    .option('--out <file>', 'where to write it; standard output unless given')
    .action((id: string, options: ExportOptions) =>
      run((host, output) => exportSession(io, host, output, id, options)),
    );
}

async function runWork(io: CliIo, work: Work): Promise<ExitCode> {
  await withHost(io, { practice: false }, (host) => work(host, createOutput(io)));
  return EXIT.succeeded;
}

function printSummaries(output: Output, summaries: SessionSummary[], json = false): void {
  const redactor = createRedactor([]);
  const rows = summaries.map((summary) => ({
    ...summary,
    profileName: redactor.redactText(summary.profileName),
    issuer: redactor.redactUrl(summary.issuer),
    startedAt: formatTime(summary.startedAt),
    endedAt: summary.endedAt === null ? null : formatTime(summary.endedAt),
  }));
  if (json) {
    output.printJson(rows);
    return;
  }
  if (rows.length === 0) output.say('No sessions.');
  for (const { id, startedAt, outcome, flow, profileName, issuer } of rows) {
    output.print(`${id}  ${startedAt}  ${outcome.padEnd(11)}  ${flow}  ${profileName}  ${issuer}`);
  }
}

async function showSession(host: CliHost, output: Output, sessionId: string, json = false): Promise<void> {
  const { events } = await host.call('readSession', { sessionId, afterSeq: 0 });
  printResult(output, readResult(events), json);
}

/** Diagnoses each session anew, so that what the catalog has learned since is found as well. */
async function searchSessions(host: CliHost, words: string[]): Promise<SessionSummary[]> {
  const wanted = words.flatMap((word) => word.toLowerCase().split(/\s+/)).filter(Boolean);
  const found: SessionSummary[] = [];
  for (const summary of await host.call('listSessions', {})) {
    const { events } = await host.call('readSession', { sessionId: summary.id, afterSeq: 0 });
    const { session, findings } = readResult(events);
    const { profile, flow } = session;
    const texts = [
      summary.id,
      summary.outcome,
      flow,
      profile?.name,
      profile?.issuer,
      profile?.server?.issuer,
    ];
    const ofFindings = findings.flatMap(({ entryId, code, title }) => [entryId, code, title]);
    const text = [...texts, ...ofFindings].join('\n').toLowerCase();
    if (wanted.every((word) => text.includes(word))) found.push(summary);
  }
  return found;
}

async function importSession(io: CliIo, host: CliHost, output: Output, file: string): Promise<void> {
  const text = await readTextFile(io, file);
  if (text.trim() === '') throw usageError(`${file} is empty.`);
  const { sessionId, recognisedAs } = await host.call('importSession', { text });
  if (recognisedAs === 'unrecognised') {
    await host.call('deleteSession', { sessionId });
    throw usageError(
      `${file} is not a Grantscope session export, and nothing else that can be diagnosed.`,
      'unrecognised',
    );
  }
  output.print(sessionId);
}

interface ExportOptions {
  format: ReportFormat;
  out?: string;
}

async function exportSession(
  io: CliIo,
  host: CliHost,
  output: Output,
  sessionId: string,
  { format, out }: ExportOptions,
): Promise<void> {
  const { text } = await host.call('buildReport', { sessionId, format });
  if (out === undefined) {
    output.printDocument(text);
    return;
  }
  try {
    await writeFile(resolve(io.workingFolder, out), text);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw usageError(`${out} cannot be written (${code}).`, 'unwritable-file');
  }
  output.say(`grantscope: wrote ${out}`);
}
