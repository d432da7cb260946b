import { mkdirSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { StorageError } from './storage-error';

export interface DataFolderSurroundings {
  environment: Record<string, string | undefined>;
  platform: NodeJS.Platform;
  homeDirectory: string;
}

/** Where sessions, profiles and secrets live. GRANTSCOPE_HOME wins; else the platform's usual place. */
export function findDataFolder({ environment, platform, homeDirectory }: DataFolderSurroundings): string {
  if (environment['GRANTSCOPE_HOME']) return resolve(environment['GRANTSCOPE_HOME']);
  if (platform === 'darwin') return join(homeDirectory, 'Library', 'Application Support', 'Grantscope');
  if (platform === 'win32') {
    return join(environment['APPDATA'] || join(homeDirectory, 'AppData', 'Roaming'), 'Grantscope');
  }
  // The XDG base directory specification: a relative path is invalid and is ignored.
  const dataHome = environment['XDG_DATA_HOME'];
  const base = dataHome && isAbsolute(dataHome) ? dataHome : join(homeDirectory, '.local', 'share');
  return join(base, 'grantscope');
}

/** Creates the folder, readable by its owner only. A folder that is there keeps the mode it has. */
export function ensureDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === 'EEXIST' || code === 'ENOTDIR' ? 'a file is in its place' : code;
    throw new StorageError('storage-unavailable', `The data folder ${folder} cannot be created: ${reason}.`, {
      cause: error,
    });
  }
}
