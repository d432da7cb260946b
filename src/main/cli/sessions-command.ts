import { resolve } from 'node:path';
import { OUTCOMES, type SessionFilter } from '@shared/library/session-query';
import type { SessionSummary } from '@shared/model/session';
import { createRedactor } from '@shared/redact/redactor';
import { formatTime } from '@shared/report/result-json';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { CliContext } from './cli-context';
import { CliError, usageError } from './cli-error';
import type { CliIo } from './cli-io';
import { EXIT, type ExitCode } from './exit-codes';
import { addImportCommand } from './import-command';
import { type CliHost, withHost } from './open-cli-host';
import { createOutput, type Output } from './output';
import { type OverrideOptions, previewSession, readOverrides } from './override-options';
import { parseLimit } from './parse-number';
import { printResult } from './print-result';
import { readResult } from './read-result';
import { collect } from './run-command';
import { buildFile, FILE_FORMATS, type FileFormat } from './write-reports';
import { writeWhole } from './write-whole';

interface JsonOption {
  json?: boolean;
}

type Work = (host: CliHost, output: Output) => Promise<void>;

export function addSessionsCommand(program: Command, { io, finish }: CliContext): void {
  const sessions = program.command('sessions').helpCommand(false).description('Work with recorded sessions.');
  const run = (work: Work) => finish(runWork(io, work));
  addFilters(sessions.command('list'))
    .description('List the sessions, pinned ones first, then the latest.')
    .action((options: ListOptions) => run((host, output) => listSessions(host, output, options)));
  sessions
    .command('show')
    .description('Show the timeline and the findings of a session.')
    .argument('<id>', 'the id that "sessions list" shows')
    .option('--json', 'print what "run --json" prints')
    .action((id: string, { json }: JsonOption) => run((host, output) => showSession(host, output, id, json)));
  addFilters(sessions.command('search'))
    .description(
      'List the sessions in whose redacted text every word, or its beginning, stands: profile, provider, client, addresses, errors, findings, note, tags.',
    )
    .argument('<text...>', 'words to look for')
    .action((words: string[], options: ListOptions) =>
      run((host, output) => listSessions(host, output, options, words.join(' '))),
    );
  sessions
    .command('delete')
    .description('Delete sessions for good. Ids that are not there are named, and the others deleted.')
    .argument('<id...>')
    .action((ids: string[]) => run((host) => deleteSessions(host, ids)));
  sessions
    .command('tag')
    .description('Give a session these tags in the place of those it has; none takes them away.')
    .argument('<id>')
    .argument('[tags...]')
    .action((sessionId: string, tags: string[]) =>
      run(async (host) => void (await host.call('updateSession', { sessionId, tags }))),
    );
  sessions
    .command('note')
    .description('Write the note of a session; without a text, take it away.')
    .argument('<id>')
    .argument('[text...]')
    .action((sessionId: string, words: string[]) =>
      run(async (host) => void (await host.call('updateSession', { sessionId, note: words.join(' ') }))),
    );
  sessions
    .command('pin')
    .description('Keep a session at the top of the list.')
    .argument('<id>')
    .option('--off', 'no longer')
    .action((sessionId: string, { off = false }: { off?: boolean }) =>
      run(async (host) => void (await host.call('updateSession', { sessionId, pinned: !off }))),
    );
  addImportCommand(sessions, { io, finish });
  sessions
    .command('preview')
    .description('List what a report of a session hides and where it stands. Shows no value.')
    .argument('<id>')
    .option('--json', 'print the list as JSON')
    .action((id: string, { json }: JsonOption) =>
      run((host, output) => previewSession(host, output, id, json)),
    );
  sessions
    .command('export')
    .description('Write a redacted report of a session.')
    .argument('<id>')
    .addOption(
      new Option('--format <format>', 'the kind of report').choices(FILE_FORMATS).makeOptionMandatory(),
    )
    .option('--out <file>', 'where to write it; standard output unless given, which takes no PDF')
    .option('--hide <file>', 'hide these texts too, one a line; - for standard input')
    .option(
      '--reveal <placeholder>',
      'show what it stands for; "sessions preview" lists them (repeatable)',
      collect,
    )
    .option('--preview <name>', 'the preview in which the placeholders of --reveal were read')
    .option('--yes-reveal-credential', 'confirm that --reveal shows credentials to whoever reads the report')
    .action((id: string, options: ExportOptions) =>
      run((host, output) => exportSession(io, host, output, id, options)),
    );
}

async function runWork(io: CliIo, work: Work): Promise<ExitCode> {
  await withHost(io, { practice: false }, (host) => work(host, createOutput(io)));
  return EXIT.succeeded;
}

interface ListOptions
  extends JsonOption,
    Pick<SessionFilter, 'outcome' | 'flow' | 'provider' | 'finding' | 'tag'> {
  since?: number;
  limit?: number;
}

function addFilters(command: Command): Command {
  return command
    .addOption(new Option('--outcome <outcome>', 'only those that ended so').choices(OUTCOMES))
    .option('--flow <flow>', 'only those of this flow')
    .option('--provider <host>', 'only those at this host')
    .option('--finding <id>', 'only those whose best finding is this catalog entry')
    .option('--tag <tag>', 'only those with this tag')
    .option('--since <time>', 'only those started since: a date, or 90m, 12h, 7d', parseSince)
    .option('--limit <number>', 'at most so many', parseLimit)
    .option('--json', 'print a JSON array');
}

/** A date in ISO 8601, or how long ago. Epoch milliseconds. */
function parseSince(text: string): number {
  const [, amount, unit] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
  if (unit) return Date.now() - Number(amount) * (UNITS_MS[unit] ?? 0);
  const time = /^\d{4}-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time))
    throw new InvalidArgumentError('A date like 2026-01-31 or a span like 12h is needed.');
  return time;
}

const UNITS_MS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

async function listSessions(
  host: CliHost,
  output: Output,
  { json, ...filter }: ListOptions,
  text?: string,
): Promise<void> {
  const query = { ...filter, redacted: true, ...(text === undefined ? {} : { text }) };
  // Words that are not written yet are written as the library is asked, a little each time.
  let { waiting } = await host.call('describeLibrary', {});
  if (waiting > 0) output.say(`grantscope: making ${waiting} sessions searchable`);
  while (waiting > 0) {
    await host.call('listSessions', { text: '', limit: 1 });
    ({ waiting } = await host.call('describeLibrary', {}));
  }
  printSummaries(output, await host.call('listSessions', query), json);
}

async function deleteSessions(host: CliHost, ids: string[]): Promise<void> {
  const missing: string[] = [];
  for (const sessionId of ids) {
    try {
      await host.call('deleteSession', { sessionId });
    } catch (error) {
      if (!(error instanceof CliError) || error.code !== 'not-found') throw error;
      missing.push(sessionId);
    }
  }
  if (missing.length > 0) throw usageError(`There is no session ${missing.join(', ')}.`, 'not-found');
}

function printSummaries(output: Output, summaries: SessionSummary[], json = false): void {
  const redactor = createRedactor([]);
  const rows = summaries.map((summary) => ({
    ...redactor.redactData(summary),
    id: summary.id,
    issuer: redactor.redactUrl(summary.issuer),
    startedAt: formatTime(summary.startedAt),
    endedAt: summary.endedAt === null ? null : formatTime(summary.endedAt),
  }));
  if (json) {
    output.printJson(rows);
    return;
  }
  if (rows.length === 0) output.say('No sessions.');
  for (const { id, startedAt, outcome, flow, profileName, issuer, ...rest } of rows) {
    const { pinned, fault, mutation, tags = [] } = rest;
    const marks = [
      pinned ? 'pinned' : '',
      fault ? `fault:${fault}` : '',
      mutation ? `mistake:${mutation}` : '',
      ...tags.map((tag) => `#${tag}`),
    ].filter(Boolean);
    const facts = [id, startedAt, outcome.padEnd(11), flow, profileName, issuer, ...marks];
    output.print(facts.join('  '));
  }
}

async function showSession(host: CliHost, output: Output, sessionId: string, json = false): Promise<void> {
  const { events } = await host.call('readSession', { sessionId, afterSeq: 0 });
  printResult(output, readResult(events), json);
}

interface ExportOptions extends OverrideOptions {
  format: FileFormat;
  out?: string;
}

async function exportSession(
  io: CliIo,
  host: CliHost,
  output: Output,
  sessionId: string,
  { format, out, ...wanted }: ExportOptions,
): Promise<void> {
  if (format === 'pdf' && out === undefined) throw usageError('A PDF is written to a file only: give --out.');
  const overrides = await readOverrides(io, host, sessionId, wanted);
  const content = await buildFile(io, host, sessionId, format, overrides);
  if (out === undefined) {
    output.printDocument(content.toString());
    return;
  }
  try {
    await writeWhole(resolve(io.workingFolder, out), content);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw usageError(`${out} cannot be written (${code}).`, 'unwritable-file');
  }
  output.say(`grantscope: wrote ${out}`);
}
