import { randomBytes } from 'node:crypto';
import { UNRECOGNISED_FAILURE } from '@shared/diagnosis/catalog/generic';
import type { Finding } from '@shared/model/finding';
import { parseJsonObject } from '@shared/model/read-message';
import { buildResultJson } from '@shared/report/result-json';
import type { Command } from 'commander';
import { decodeBytes } from '../import/decode-bytes';
import { importText } from '../import/import-text';
import type { CliContext } from './cli-context';
import { usageError } from './cli-error';
import type { CliIo } from './cli-io';
import { EXIT, type ExitCode } from './exit-codes';
import { createOutput, type Output } from './output';
import { printFindings, printResult } from './print-result';
import { type Result, readResult } from './read-result';
import { parseJson, readBytes } from './read-text-file';

const CAPTURE_NEXT =
  'Capture one of these and diagnose it: the callback URL from the address bar, the failed answer with its status line and headers, the output of curl -v, the log with the whole error and its causes, a HAR of the sign-in, or a session exported as JSON.';

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
  const name = file === '-' ? 'Standard input' : file;
  const { text, remarks } = decodeBytes(await readBytes(io, file));
  const sessionId = randomBytes(12).toString('base64url');
  const imported = importText(text, { sessionId, now: Date.now, remarks });
  if (imported.kind === 'unrecognised' || imported.kind === 'log-text') {
    // What begins like JSON is meant as JSON: where it breaks is better said than guessed at.
    if (isMeantAsJson(text) && !isBroken(remarks)) parseJson(text, name);
    if (isBroken(remarks) && imported.kind === 'unrecognised') {
      throw usageError(`${name} is not UTF-8 text.`, 'not-text');
    }
  }
  if (imported.kind === 'refused') throw usageError(imported.message, 'unreadable-export');
  const result = readResult(imported.events);
  const isUnknownLog =
    imported.kind === 'log-text' && result.findings[0]?.entryId === UNRECOGNISED_FAILURE.id;
  if (imported.kind === 'unrecognised' || isUnknownLog) {
    const findings = result.findings.map(addAdvice);
    if (json) output.printJson(buildResultJson(null, findings));
    else {
      output.print('This is nothing that can be diagnosed yet.');
      printFindings(output, findings);
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

function isBroken(remarks: readonly { code: string }[]): boolean {
  return remarks.some(({ code }) => code === 'not-utf8' || code === 'gzip-broken');
}

/** A log may begin with a time in brackets, or hold an object on each line. */
function isMeantAsJson(text: string): boolean {
  const start = text.trimStart();
  const [first = ''] = start.split('\n', 1);
  const isLines = first.length < start.trimEnd().length && parseJsonObject(first) !== null;
  return !isLines && (start.startsWith('{') || /^\[\s*[[\]{"]/.test(start));
}

function addAdvice(finding: Finding): Finding {
  return { ...finding, fixes: [CAPTURE_NEXT, ...finding.fixes] };
}
