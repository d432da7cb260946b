import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { compareSessions } from '@shared/compare/compare-sessions';
import { hasImportantDifference } from '@shared/compare/comparison';
import { redactComparison } from '@shared/compare/redact-comparison';
import { buildComparisonJson } from '@shared/compare/render-comparison-json';
import { type BuiltReport, COMPARISON_FORMATS } from '@shared/contract/host-api';
import type { TraceEvent } from '@shared/model/trace-event';
import { createRedactor } from '@shared/redact/redactor';
import { foldTrace } from '@shared/trace/fold-trace';
import { type Command, Option } from 'commander';
import { readPackageVersion } from '../package-folder';
import { findPrinter } from '../print/find-printer';
import type { PrintPage } from '../print/print-ability';
import { printHtml } from '../print/print-html';
import { createReportMaker } from '../report/create-report-maker';
import { findReportWorker } from '../report/find-report-worker';
import type { CliContext } from './cli-context';
import { CliError, toCliError, usageError } from './cli-error';
import type { CliIo } from './cli-io';
import { EXIT, type ExitCode } from './exit-codes';
import { importFile } from './import-file';
import { withHost } from './open-cli-host';
import { createOutput, type Output } from './output';
import { printComparison } from './print-comparison';
import { watchExport } from './watch-export';
import { planFiles } from './write-reports';
import { writeWhole } from './write-whole';

export function addCompareCommand(program: Command, { io, finish }: CliContext): void {
  program
    .command('compare')
    .description(
      'Say how two sessions differ, the likeliest cause first. Ends with 1 where something of importance differs.',
    )
    .argument('<a>', 'the working one: a session id, or a file that diagnose reads; - for standard input')
    .argument('<b>', 'the failing one: the same')
    .option('--json', 'print the comparison as one line of JSON')
    .addOption(
      new Option('--format <format>', 'write a redacted document, to standard output unless told').choices(
        FORMATS,
      ),
    )
    .option('--output <file>', 'where to write it: .html, .md, .json or .pdf')
    .action((a: string, b: string, options: CompareOptions) => finish(compare(io, [a, b], options)));
}

/** Those of the host, and pages where a browser is found to print with. */
const FORMATS = [...COMPARISON_FORMATS, 'pdf'] as const;
type Format = (typeof FORMATS)[number];

interface CompareOptions {
  json?: boolean;
  format?: Format;
  output?: string;
}

async function compare(io: CliIo, [a, b]: [string, string], options: CompareOptions): Promise<ExitCode> {
  if (a === '-' && b === '-') throw usageError('Standard input can be one of the two only.');
  const format = options.format ?? readFormat(io, options.output);
  const print = format === 'pdf' ? requirePrint(io, options.output) : null;
  const [left, right] = [await readEvents(io, a), await readEvents(io, b)];
  const compared = compareSessions(foldTrace(left), foldTrace(right));
  const output = createOutput(io);
  if (format)
    await writeDocument(io, output, await buildDocument(io, [left, right], format, print), options.output);
  else {
    // One redactor for both: equal values get one placeholder, and two get two.
    const comparison = redactComparison(compared, createRedactor([...left, ...right]));
    if (options.json) output.printJson(buildComparisonJson(comparison));
    else printComparison(output, comparison);
  }
  return hasImportantDifference(compared) ? EXIT.failed : EXIT.succeeded;
}

/** From the name of the file, where no format was given. */
function readFormat(io: CliIo, file: string | undefined): Format | undefined {
  return file === undefined ? undefined : planFiles(io, [file], FORMATS, '--output')[0]?.format;
}

/** A refusal before anything is read, where a PDF is asked for and cannot be made here or has no file to go to. */
function requirePrint(io: CliIo, file: string | undefined): PrintPage {
  if (file === undefined) throw usageError('A PDF is written to a file only: give --output.');
  const { environment } = io;
  const { print, reason } = findPrinter({ environment, userId: process.getuid?.() });
  if (!print) throw usageError(`--format pdf: ${reason}`, 'not-supported');
  return print;
}

async function buildDocument(
  io: CliIo,
  [left, right]: [TraceEvent[], TraceEvent[]],
  format: Format,
  print: PrintPage | null,
): Promise<string | Uint8Array> {
  const log = (message: string) => createOutput(io).say(`grantscope: ${message}`);
  const makeReport = createReportMaker({ worker: findReportWorker(), log });
  const now = Date.now();
  const options = {
    format: format === 'pdf' ? ('html' as const) : format,
    now,
    appVersion: readPackageVersion(),
  };
  return watchExport(io, async (watch) => {
    const made = await makeReport({ kind: 'comparison', left, right, options }, watch);
    if (!made.ok) throw toCliError(made.error);
    return print ? printBytes(made.value, print, now, watch.signal) : made.value.text;
  });
}

async function printBytes(report: BuiltReport, print: PrintPage, now: number, signal: AbortSignal) {
  try {
    return Buffer.from((await printHtml(report, print, now, signal)).base64, 'base64');
  } catch {
    throw new CliError(EXIT.failed, 'print-failed', 'The browser that makes the PDF did not do it.');
  }
}

async function writeDocument(
  io: CliIo,
  output: Output,
  content: string | Uint8Array,
  file: string | undefined,
): Promise<void> {
  if (file === undefined) {
    output.printDocument(content.toString());
    return;
  }
  try {
    await writeWhole(resolve(io.workingFolder, file), content);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw usageError(`${file} cannot be written (${code}).`, 'unwritable-file');
  }
  output.say(`grantscope: wrote ${file}`);
}

/** A file where there is one of this name; else a session. */
async function readEvents(io: CliIo, name: string): Promise<TraceEvent[]> {
  if (name !== '-' && !existsSync(resolve(io.workingFolder, name))) return readSession(io, name);
  const imported = await importFile(io, name);
  if (imported.kind === 'unrecognised') {
    throw usageError(`${name} is no session, and nothing that can be compared.`, 'unrecognised');
  }
  return imported.events;
}

async function readSession(io: CliIo, sessionId: string): Promise<TraceEvent[]> {
  try {
    const read = await withHost(io, { practice: false }, (host) =>
      host.call('readSession', { sessionId, afterSeq: 0 }),
    );
    return read.events;
  } catch (error) {
    if (!(error instanceof CliError) || error.exitCode !== EXIT.usage) throw error;
    throw usageError(`There is no session and no file named "${sessionId}".`, 'not-found');
  }
}
