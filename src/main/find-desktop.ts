import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Whether a desktop window can open here; `reason` is a sentence that says what is missing. */
export type Desktop = { available: true; electronPath: string } | { available: false; reason: string };

export interface DesktopSurroundings {
  platform: NodeJS.Platform;
  environment: Record<string, string | undefined>;
  /** Of the process; undefined on Windows. */
  userId: number | undefined;
  /** The folder of the `electron` package, null where it is not installed. */
  electronFolder: string | null;
}

function readDesktopSurroundings(): DesktopSurroundings {
  return {
    platform: process.platform,
    environment: process.env,
    userId: process.getuid?.(),
    electronFolder: findElectronFolder(),
  };
}

/** Looks at files only: importing `electron` would start its download. */
export function findDesktop(surroundings = readDesktopSurroundings()): Desktop {
  const { platform, environment, userId, electronFolder } = surroundings;
  if (!electronFolder) return missing('Electron is not installed.');
  const electronPath = locateBinary(electronFolder, environment['ELECTRON_OVERRIDE_DIST_PATH']);
  if (!existsSync(electronPath))
    return missing('The Electron binary is missing ("npx install-electron" fetches it).');
  if (platform !== 'linux') return { available: true, electronPath };
  if (!environment['DISPLAY'] && !environment['WAYLAND_DISPLAY'])
    return missing('There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set).');
  if (userId === 0) return missing('Electron keeps its sandbox only for a user other than root.');
  return { available: true, electronPath };
}

function missing(reason: string): Desktop {
  return { available: false, reason };
}

function findElectronFolder(): string | null {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch {
    return null;
  }
}

/** `path.txt` is written by the download and names the binary within the distribution. */
function locateBinary(electronFolder: string, override: string | undefined): string {
  const pathFile = join(electronFolder, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : 'electron';
  return join(override ?? join(electronFolder, 'dist'), name);
}

/**
 * Runs the desktop app until it quits and answers its exit code. `appFolder` is the one whose
 * package.json names the built entry. Rejects where the binary does not start at all.
 */
export function runDesktop(
  electronPath: string,
  appFolder: string,
  environment: Record<string, string | undefined>,
): Promise<number> {
  const env = { ...environment };
  // Set by tools that use Electron as a plain Node; inherited, there would be no window.
  delete env['ELECTRON_RUN_AS_NODE'];
  return new Promise((resolve, reject) => {
    const child = spawn(electronPath, [appFolder], { env, stdio: 'inherit' });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 70));
  });
}
