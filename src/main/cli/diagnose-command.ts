import { randomBytes } from 'node:crypto';
import type { Finding } from '@shared/model/finding';
import { buildResultJson } from '@shared/report/result-json';
import type { Command } from 'commander';
import { importText } from '../import/import-text';
import type { CliContext } from './cli-context';
import { usageError } from './cli-error';
import type { CliIo } from './cli-io';
import { EXIT, type ExitCode } from './exit-codes';
import { createOutput } from './output';
import { printFindings, printResult } from './print-result';
import { readResult } from './read-result';
import { parseJson, readTextFile } from './read-text-file';

const CAPTURE_NEXT =
  'Capture one of these and diagnose it: the callback URL from the address bar, the body of the failed answer with its status line and headers, or a session exported as JSON.';

export function addDiagnoseCommand(program: Command, { io, finish }: CliContext): void {
  program
    .command('diagnose')
    .description('Say why something that was captured elsewhere failed, and how to repair it.')
    .argument('<file>', 'a session export, a callback URL or an OAuth error body; - for standard input')
    .option('--json', 'print the result as JSON')
    .action((file: string, options: { json?: boolean }) =>
      finish(diagnoseFile(io, file, options.json ?? false)),
    );
}

async function diagnoseFile(io: CliIo, file: string, json: boolean): Promise<ExitCode> {
  const output = createOutput(io);
  const name = file === '-' ? 'Standard input' : file;
  const text = await readTextFile(io, file);
  // What begins like JSON is meant as JSON: a cut-off copy is better said than guessed at.
  if (/^\s*[{[]/.test(text)) parseJson(text, name);
  const imported = importText(text, { sessionId: randomBytes(12).toString('base64url'), now: Date.now });
  if (imported.kind === 'refused') throw usageError(imported.message, 'unreadable-export');
  const result = readResult(imported.events);
  if (imported.kind === 'unrecognised') {
    const findings = result.findings.map(addAdvice);
    if (json) output.printJson(buildResultJson(null, findings));
    else {
      output.print('This is nothing that can be diagnosed yet.');
      printFindings(output, findings);
    }
    return EXIT.failed;
  }
  printResult(output, result, json);
  const isFailed = result.findings.some(({ severity }) => severity === 'error');
  return isFailed || result.session.outcome === 'failed' ? EXIT.failed : EXIT.succeeded;
}

function addAdvice(finding: Finding): Finding {
  return { ...finding, fixes: [CAPTURE_NEXT, ...finding.fixes] };
}
