import { Command } from 'commander';
import { readPackageVersion } from '../package-folder';
import { addCatalogCommand } from './catalog-command';
import type { CliContext } from './cli-context';
import { addCompareCommand } from './compare-command';
import { addDiagnoseCommand } from './diagnose-command';
import { addImportCommand } from './import-command';
import { addMutateCommand } from './mutate-command';
import { addPracticeCommand } from './practice-command';
import { addRunCommand } from './run-command';
import { addServeCommand } from './serve-command';
import { addSessionsCommand } from './sessions-command';

/** Every command with its help. It never ends the process: commander throws instead. */
export function buildProgram(context: CliContext): Command {
  const { stdout, stderr } = context.io;
  const program = new Command('grantscope')
    .description(
      'Debugger for OAuth 2.0 and OpenID Connect. Without a command it opens its window, or serves it to a browser.',
    )
    .version(readPackageVersion(), '--version', 'print the version')
    .helpOption('--help', 'show this help')
    .helpCommand(false)
    .exitOverride()
    // Errors are said once, by `main`, in the form that was asked for.
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
      outputError: () => {},
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
  addServeCommand(program, context);
  addRunCommand(program, context);
  addMutateCommand(program, context);
  addDiagnoseCommand(program, context);
  addImportCommand(program, context);
  addSessionsCommand(program, context);
  addCompareCommand(program, context);
  addCatalogCommand(program, context);
  addPracticeCommand(program, context);
  return program;
}
