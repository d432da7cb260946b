import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { buildComparison } from '@shared/compare/build-comparison';
import { compareSessions } from '@shared/compare/compare-sessions';
import { hasImportantDifference } from '@shared/compare/comparison';
import { redactComparison } from '@shared/compare/redact-comparison';
import { buildComparisonJson } from '@shared/compare/render-comparison-json';
import { COMPARISON_FORMATS, type ComparisonFormat } from '@shared/contract/host-api';
import type { TraceEvent } from '@shared/model/trace-event';
import { createRedactor } from '@shared/redact/redactor';
import { ReportLeakError } from '@shared/report/build-report';
import { foldTrace } from '@shared/trace/fold-trace';
import { type Command, Option } from 'commander';
import { readPackageVersion } from '../package-folder';
import type { CliContext } from './cli-context';
import { CliError, usageError } from './cli-error';
import type { CliIo } from './cli-io';
import { EXIT, type ExitCode } from './exit-codes';
import { importFile } from './import-file';
import { withHost } from './open-cli-host';
import { createOutput, type Output } from './output';
import { printComparison } from './print-comparison';
import { planFiles } from './write-reports';

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
        COMPARISON_FORMATS,
      ),
    )
    .option('--output <file>', 'where to write it: .html, .md or .json')
    .action((a: string, b: string, options: CompareOptions) => finish(compare(io, [a, b], options)));
}

interface CompareOptions {
  json?: boolean;
  format?: ComparisonFormat;
  output?: string;
}

async function compare(io: CliIo, [a, b]: [string, string], options: CompareOptions): Promise<ExitCode> {
  if (a === '-' && b === '-') throw usageError('Standard input can be one of the two only.');
  const format = options.format ?? readFormat(io, options.output);
  const [left, right] = [await readEvents(io, a), await readEvents(io, b)];
  // One redactor for both: equal values get one placeholder, and two get two.
  const redactor = createRedactor([...left, ...right]);
  const comparison = redactComparison(compareSessions(foldTrace(left), foldTrace(right)), redactor);
  const output = createOutput(io);
  if (format) await writeDocument(io, output, buildDocument(left, right, format), options.output);
  else if (options.json) output.printJson(buildComparisonJson(comparison));
  else printComparison(output, comparison);
  return hasImportantDifference(comparison) ? EXIT.failed : EXIT.succeeded;
}

/** From the name of the file, where no format was given. */
function readFormat(io: CliIo, file: string | undefined): ComparisonFormat | undefined {
  return file === undefined ? undefined : planFiles(io, [file], COMPARISON_FORMATS, '--output')[0]?.format;
}

function buildDocument(
  left: readonly TraceEvent[],
  right: readonly TraceEvent[],
  format: ComparisonFormat,
): string {
  try {
    return buildComparison(left, right, { format, now: Date.now(), appVersion: readPackageVersion() }).text;
  } catch (error) {
    if (error instanceof ReportLeakError) throw new CliError(EXIT.internal, 'report-leak', error.message);
    throw error;
  }
}

async function writeDocument(
  io: CliIo,
  output: Output,
  text: string,
  file: string | undefined,
): Promise<void> {
  if (file === undefined) {
    output.printDocument(text);
    return;
  }
  try {
    await writeFile(resolve(io.workingFolder, file), text);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw usageError(`${file} cannot be written (${code}).`, 'unwritable-file');
  }
  output.say(`grantscope: wrote ${file}`);
}

/** A file where there is one of this name; else a session. */
async function readEvents(io: CliIo, name: string): Promise<readonly TraceEvent[]> {
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
