import { buildResultJson } from '@shared/report/result-json';
import type { Command } from 'commander';
import type { CliContext } from './cli-context';
import type { CliIo } from './cli-io';
import { EXIT, type ExitCode } from './exit-codes';
import { importFile } from './import-file';
import { createOutput, type Output } from './output';
import { printFindings, printResult } from './print-result';
import { type Result, readResult } from './read-result';

export function addDiagnoseCommand(program: Command, { io, finish }: CliContext): void {
  program
    .command('diagnose')
    .description('Say why something that was captured elsewhere failed, and how to repair it.')
    .argument(
      '<file>',
      'a HAR, a session export, a raw HTTP message, a WWW-Authenticate header, a callback or error URL, an OAuth error body, curl -v output, or a log with an error; - for standard input',
    )
    .option('--json', 'print the result as JSON')
    .action((file: string, options: { json?: boolean }) =>
      finish(diagnoseFile(io, file, options.json ?? false)),
    );
}

async function diagnoseFile(io: CliIo, file: string, json: boolean): Promise<ExitCode> {
  const output = createOutput(io);
  const imported = await importFile(io, file);
  const result = readResult(imported.events);
  if (imported.kind === 'unrecognised') {
    if (json) output.printJson(buildResultJson(null, result.findings));
    else {
      output.print('This is nothing that can be diagnosed yet.');
      printFindings(output, result.findings);
    }
    return EXIT.failed;
  }
  if (imported.kind === 'nothing-failed' && !json) printNotes(output, result);
  printResult(output, result, json);
  const isFailed = result.findings.some(({ severity }) => severity === 'error');
  return isFailed || result.session.outcome === 'failed' ? EXIT.failed : EXIT.succeeded;
}

/** What the text was found to be, where it tells of no failure. */
function printNotes(output: Output, { session }: Result): void {
  for (const { message } of session.steps.flatMap(({ notes }) => notes)) output.print(message);
}
