import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface BrowserSearch {
  environment: Record<string, string | undefined>;
  /** Tells whether a file is there; looks at the disk unless told. */
  exists?: (path: string) => boolean;
}

export interface FoundBrowser {
  executablePath: string;
  source: 'GRANTSCOPE_CHROMIUM' | 'system';
}

const NAMES_ON_PATH = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];

/**
 * An installed Chromium, Chrome or Edge: the one that GRANTSCOPE_CHROMIUM names, one on the PATH, or one where
 * its installer puts it. Null where there is none; throws where the variable names a file that is not there.
 */
export function findChromium({ environment, exists = existsSync }: BrowserSearch): FoundBrowser | null {
  const chosen = environment['GRANTSCOPE_CHROMIUM'];
  if (chosen) {
    if (exists(chosen)) return { executablePath: chosen, source: 'GRANTSCOPE_CHROMIUM' };
    throw new Error(`GRANTSCOPE_CHROMIUM names a file that does not exist: ${chosen}`);
  }
  const onPath = (environment['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => NAMES_ON_PATH.map((name) => join(folder, name)));
  const executablePath = [...onPath, ...listApplications(environment)].find((path) => exists(path));
  return executablePath === undefined ? null : { executablePath, source: 'system' };
}

function listApplications(environment: BrowserSearch['environment']): string[] {
  const windowsFolders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap(
    (name) => environment[name] || [],
  );
  return [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ...windowsFolders.flatMap((folder) => [
      join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      join(folder, 'Chromium', 'Application', 'chrome.exe'),
      join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ]),
  ];
}
