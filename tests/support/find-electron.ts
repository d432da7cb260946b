import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where the desktop tests can run: the Electron binary, or the reason why there is none to run. */
export type ElectronAvailability =
  | { available: true; executablePath: string }
  | { available: false; reason: string };

/** Looks without importing `electron`, because importing it would start a download. */
export function findElectron(): ElectronAvailability {
  const packageFolder = resolve(import.meta.dirname, '../../node_modules/electron');
  const distFolder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(packageFolder, 'dist');
  const pathFile = join(packageFolder, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron';
  const executablePath = join(distFolder, name);
  if (!existsSync(executablePath)) {
    return {
      available: false,
      reason: 'the Electron binary is not installed (npx install-electron fetches it)',
    };
  }
  const hasDisplay = Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
  if (process.platform === 'linux' && !hasDisplay) {
    return { available: false, reason: 'there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)' };
  }
  return { available: true, executablePath };
}
