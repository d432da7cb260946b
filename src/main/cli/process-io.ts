import { findDesktop } from '../find-desktop';
import type { CliIo } from './cli-io';

/** The command line's surroundings in a process of its own. */
export function createProcessIo(): CliIo {
  // The reader of a pipe may leave early (`| head`); that is no failure of this command.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreBrokenPipe);
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    stdin: process.stdin,
    environment: process.env,
    workingFolder: process.cwd(),
    signals: process,
    loadComposeHost: async () => (await import('../compose-host')).composeHost,
    findDesktop,
  };
}

function ignoreBrokenPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
