import type { Command } from 'commander';
import type { CliContext } from './cli-context';
import { EXIT, type ExitCode } from './exit-codes';
import { importSession } from './import-session';
import { withHost } from './open-cli-host';

/** The same under `sessions`, where the others are that work with recordings. */
export function addImportCommand(program: Command, { io, finish }: CliContext): void {
  program
    .command('import')
    .description(
      'Add a session from an export as JSON, or from anything else that diagnose reads; a HAR may have any size, packed or not.',
    )
    .argument('<file>', 'the file, or - for standard input')
    .action((file: string) =>
      finish(
        withHost(io, { practice: false }, async (host): Promise<ExitCode> => {
          await importSession(io, host, file);
          return EXIT.succeeded;
        }),
      ),
    );
}
