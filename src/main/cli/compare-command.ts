import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { compareSessions } from '@shared/compare/compare-sessions';
import { hasImportantDifference } from '@shared/compare/comparison';
import { redactComparison } from '@shared/compare/redact-comparison';
import type { TraceEvent } from '@shared/model/trace-event';
import { createRedactor } from '@shared/redact/redactor';
import { foldTrace } from '@shared/trace/fold-trace';
import type { Command } from 'commander';
import type { CliContext } from './cli-context';
import { CliError, usageError } from './cli-error';
import type { CliIo } from './cli-io';
import { EXIT, type ExitCode } from './exit-codes';
import { importFile } from './import-file';
import { withHost } from './open-cli-host';
import { createOutput } from './output';
import { buildComparisonJson, printComparison } from './print-comparison';

export function addCompareCommand(program: Command, { io, finish }: CliContext): void {
  program
    .command('compare')
    .description(
      'Say how two sessions differ, the likeliest cause first. Ends with 1 where something of importance differs.',
    )
    .argument('<a>', 'the working one: a session id, or a file that diagnose reads; - for standard input')
    .argument('<b>', 'the failing one: the same')
    .option('--json', 'print the comparison as JSON')
    .action((a: string, b: string, { json }: { json?: boolean }) => finish(compare(io, [a, b], json)));
}

async function compare(io: CliIo, [a, b]: [string, string], json = false): Promise<ExitCode> {
  if (a === '-' && b === '-') throw usageError('Standard input can be one of the two only.');
  const [left, right] = [await readEvents(io, a), await readEvents(io, b)];
  // One redactor for both: equal values get one placeholder, and two get two.
  const redactor = createRedactor([...left, ...right]);
  const comparison = redactComparison(compareSessions(foldTrace(left), foldTrace(right)), redactor);
  const output = createOutput(io);
  if (json) output.printJson(buildComparisonJson(comparison));
  else printComparison(output, comparison);
  return hasImportantDifference(comparison) ? EXIT.failed : EXIT.succeeded;
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
