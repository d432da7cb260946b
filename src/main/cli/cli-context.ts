import type { CliIo } from './cli-io';
import type { ExitCode } from './exit-codes';

/** What each command's definition is given. */
export interface CliContext {
  io: CliIo;
  /** Takes over a command's work; its value becomes the exit code. */
  finish(work: Promise<ExitCode>): Promise<void>;
}
