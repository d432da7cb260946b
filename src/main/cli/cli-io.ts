import type { ComposeHost } from '../compose-host';
import type { Desktop } from '../find-desktop';
import type { Signals } from '../listen-for-stop';

export interface OutputStream {
  write(text: string): unknown;
  isTTY?: boolean | undefined;
}

export interface InputStream extends AsyncIterable<Uint8Array | string> {
  isTTY?: boolean | undefined;
  destroy?(): unknown;
}

/** Everything outside a command line's own arguments, so that tests run `main` in their own process. */
export interface CliIo {
  stdout: OutputStream;
  stderr: OutputStream;
  stdin: InputStream;
  environment: Record<string, string | undefined>;
  /** Relative paths are taken from here. */
  workingFolder: string;
  /** Where SIGINT and SIGTERM arrive. */
  signals: Signals;
  /** Loaded on first use: `--help` and `catalog` start no storage and no provider. */
  loadComposeHost(): Promise<ComposeHost>;
  findDesktop(): Desktop;
}
