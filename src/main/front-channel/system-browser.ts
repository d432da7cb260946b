import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { LocalFlowError } from '../flows/flow-errors';
import { parseExternalUrl } from './external-url';

/** Rejects where the URL was refused or no browser could be started. */
export type OpenBrowser = (url: string) => Promise<void>;

export interface SystemBrowserOptions {
  platform: NodeJS.Platform;
  environment: Record<string, string | undefined>;
  /** A launcher that still runs after this long is a browser in the foreground: the URL is open. */
  settleMs?: number;
}

interface Launcher {
  command: string;
  args: string[];
}

/** Null where no browser can exist: no display, or nothing that opens a URL. */
export function findSystemBrowser(options: SystemBrowserOptions): OpenBrowser | null {
  const launcher = findLauncher(options);
  if (!launcher) return null;
  const { environment, settleMs = 3_000 } = options;
  return async (text) => {
    const url = parseExternalUrl(text);
    if (!url) throw new Error('Only absolute http and https URLs are opened in the browser.');
    await startLauncher(launcher, url.href, environment, settleMs);
  };
}

/** Each is a program of its own: no shell ever reads the URL. */
function findLauncher({ platform, environment }: SystemBrowserOptions): Launcher | null {
  if (platform === 'darwin') return { command: '/usr/bin/open', args: [] };
  if (platform === 'win32') {
    const folder = environment['SystemRoot'] ?? 'C:\\Windows';
    // `start` belongs to the shell; this is what it ends up calling.
    return { command: `${folder}\\System32\\rundll32.exe`, args: ['url.dll,FileProtocolHandler'] };
  }
  if (!environment['DISPLAY'] && !environment['WAYLAND_DISPLAY']) return null;
  const command = findOnPath('xdg-open', environment['PATH'] ?? '');
  return command ? { command, args: [] } : null;
}

function findOnPath(name: string, path: string): string | undefined {
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function startLauncher(
  { command, args }: Launcher,
  url: string,
  env: NodeJS.ProcessEnv,
  settleMs: number,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args, url], { env, stdio: 'ignore', detached: true });
    const settled = setTimeout(resolve, settleMs);
    child.on('error', ({ code = 'unknown' }: NodeJS.ErrnoException) => fail({ reason: code }));
    child.on('exit', (exitCode, signal) => {
      clearTimeout(settled);
      if (exitCode === 0) resolve();
      else fail(exitCode === null ? { reason: signal } : { exitCode });
    });
    child.unref();

    function fail(facts: Record<string, unknown>) {
      clearTimeout(settled);
      reject(
        new LocalFlowError('browser_not_opened', 'The browser could not be opened.', {
          facts: { command, ...facts },
        }),
      );
    }
  });
}
