import { CommanderError } from 'commander';
import { buildProgram } from './cli/build-program';
import { CliError, usageError } from './cli/cli-error';
import type { CliIo } from './cli/cli-io';
import { EXIT, type ExitCode } from './cli/exit-codes';
import { createOutput } from './cli/output';
import { createProcessIo } from './cli/process-io';
import { openDesktop } from './cli/serve-command';
import { describeBug } from './describe-bug';

/** For a process that runs more than one command line: it asks for its own surroundings once. */
export { createProcessIo };

/** Runs one command line and answers its exit code. Rejects never, and never ends the process. */
export async function main(argv: string[], io: CliIo = createProcessIo()): Promise<number> {
  try {
    return argv.length === 0 ? await openDesktop(io) : await runCommand(argv, io);
  } catch (error) {
    return reportError(error, argv, io);
  }
}

async function runCommand(argv: string[], io: CliIo): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.succeeded;
  const program = buildProgram({
    io,
    async finish(work) {
      exitCode = await work;
    },
  });
  await program.parseAsync(argv, { from: 'user' });
  return exitCode;
}

/** One line on stderr: JSON for scripts (`--json`, or a stderr that is no terminal), else a sentence. */
function reportError(error: unknown, argv: string[], io: CliIo): number {
  const { exitCode, code, message } = toCliError(error, io);
  if (exitCode === EXIT.succeeded) return exitCode;
  const output = createOutput(io);
  if (argv.includes('--json') || !io.stderr.isTTY) output.sayJson({ error: { code, message } });
  else output.say(`grantscope: ${message}`);
  return exitCode;
}

function toCliError(error: unknown, io: CliIo): CliError {
  if (error instanceof CliError) return error;
  if (error instanceof CommanderError) {
    if (error.exitCode === EXIT.succeeded) return new CliError(EXIT.succeeded, error.code, '');
    if (error.code === 'commander.help') return usageError('A command is missing.');
    return usageError(error.message.replace(/^error: /, ''));
  }
  io.stderr.write(`${describeBug(error)}\n`);
  return new CliError(EXIT.internal, 'internal', 'Something went wrong inside Grantscope.');
}
