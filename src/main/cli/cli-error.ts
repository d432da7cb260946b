import type { HostError, HostErrorCode } from '@shared/contract/result';
import { EXIT, type ExitCode } from './exit-codes';

/** Ends a command with an exit code and one line on stderr. `code` is for scripts, `message` for people. */
export class CliError extends Error {
  override name = 'CliError';
  readonly exitCode: ExitCode;
  readonly code: string;

  constructor(exitCode: ExitCode, code: string, message: string) {
    super(message);
    this.exitCode = exitCode;
    this.code = code;
  }
}

/** The command line asks for something that is not there or not possible. */
export function usageError(message: string, code = 'usage'): CliError {
  return new CliError(EXIT.usage, code, message);
}

const EXIT_OF_HOST_ERROR: Partial<Record<HostErrorCode, ExitCode>> = {
  'invalid-argument': EXIT.usage,
  'not-found': EXIT.usage,
  'not-supported': EXIT.usage,
  'unset-secret': EXIT.usage,
  'stale-preview': EXIT.usage,
  'discovery-failed': EXIT.failed,
  'print-failed': EXIT.failed,
  'provider-unreachable': EXIT.unreachable,
};

/** What the host refused, as the command line says it: anything unforeseen is internal. */
export function toCliError({ code, message }: HostError): CliError {
  return new CliError(EXIT_OF_HOST_ERROR[code] ?? EXIT.internal, code, message);
}
