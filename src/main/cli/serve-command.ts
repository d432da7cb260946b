import type { Command } from 'commander';
import { runDesktop } from '../find-desktop';
import { findPackageFolder } from '../package-folder';
import type { CliContext } from './cli-context';
import type { CliIo } from './cli-io';
import type { ExitCode } from './exit-codes';
import { createOutput } from './output';
import { parsePort } from './parse-number';

interface ServeOptions {
  port: number;
  open: boolean;
}

export function addServeCommand(program: Command, { io, finish }: CliContext): void {
  program
    .command('serve')
    .description('Serve the user interface to a browser until Ctrl-C. The first line on stdout is its URL.')
    .option('--port <number>', 'port to listen on; 0 for any free one', parsePort, 0)
    .option('--no-open', 'do not open a browser')
    .action((options: ServeOptions) => finish(serveUi(io, options)));
}

/** Without a command: the desktop window, or the same user interface in a browser where there can be none. */
export async function openDesktop(io: CliIo): Promise<ExitCode> {
  const desktop = io.findDesktop();
  const output = createOutput(io);
  if (desktop.available) {
    const code = await runDesktop(desktop.electronPath, findPackageFolder(), io.environment).catch(
      () => null,
    );
    if (code !== null) return code as ExitCode;
  }
  const reason = desktop.available ? 'Electron could not be started.' : desktop.reason;
  output.say(`grantscope: ${reason} Serving the user interface to a browser instead.`);
  return serveUi(io, { port: 0, open: true });
}

async function serveUi(io: CliIo, { port, open }: ServeOptions): Promise<ExitCode> {
  const [{ serve }, composeHost] = await Promise.all([import('../serve'), io.loadComposeHost()]);
  const { environment, stdout, stderr, signals } = io;
  return serve({ port, open, environment, stdout, stderr, signals, composeHost });
}
