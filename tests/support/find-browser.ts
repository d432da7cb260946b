import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { findChromium } from '../../src/main/front-channel/capture/find-chromium';

/** A Chromium to test in. `env` is what its process needs on top of the inherited environment. */
export interface TestBrowser {
  executablePath: string;
  source: 'GRANTSCOPE_CHROMIUM' | 'system' | 'playwright' | 'npm package';
  args: string[];
  env: Record<string, string>;
}

const ARGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function buildArgs(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox', ...ARGS] : ARGS;
}

async function findPlaywrightBrowser(): Promise<string | undefined> {
  const { chromium } = await import('playwright');
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : undefined;
}

/** True where fontconfig would find no font at all, so that Chromium would draw no text. */
function lacksSystemFonts(): boolean {
  const folders = ['/usr/share/fonts', '/usr/local/share/fonts'].filter((path) => existsSync(path));
  const hasFont = folders.some((folder) =>
    readdirSync(folder, { recursive: true }).some((name) => /\.(ttf|otf|ttc|pfb)$/i.test(String(name))),
  );
  return !hasFont || !existsSync('/etc/fonts/fonts.conf');
}

/**
 * Unpacks the Chromium of `@sparticuz/chromium` once per version into node_modules/.cache. The package
 * would use a fixed name in the shared temporary folder, which another user may own; its `inflate` takes
 * its target from TMPDIR at the moment of the call. The finished folder appears by one rename.
 */
async function unpackPackagedBrowser(packageFolder: string): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  const cache = resolve(import.meta.dirname, '../../node_modules/.cache/test-browser');
  const target = join(cache, version);
  if (existsSync(target)) return target;

  const { inflate } = await import('@sparticuz/chromium');
  const staging = join(cache, `${version}.${process.pid}`);
  mkdirSync(staging, { recursive: true });
  const outerTmpdir = process.env['TMPDIR'];
  process.env['TMPDIR'] = staging;
  const unpacking = ['chromium.br', 'fonts.tar.br', 'al2023.tar.br'].map((name) =>
    inflate(join(packageFolder, 'bin', name)),
  );
  if (outerTmpdir === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = outerTmpdir;
  await Promise.all(unpacking);
  try {
    renameSync(staging, target);
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}

/** The bundled font configuration names folders of its own platform; this one names ours. */
function writeFontConfiguration(folder: string): string {
  const path = join(folder, 'fonts', 'grantscope-fonts.conf');
  const text = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts', 'fonts')}</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`;
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
  return path;
}

async function findPackagedBrowser(): Promise<TestBrowser | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const main = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const folder = await unpackPackagedBrowser(resolve(dirname(main), '..'));
  const executablePath = join(folder, 'chromium');
  const env: Record<string, string> = {};
  // The bundled libraries are a fallback: beside newer system ones they could clash.
  const startsAlone = spawnSync(executablePath, ['--version'], { stdio: 'ignore' }).status === 0;
  if (!startsAlone) {
    const inherited = process.env['LD_LIBRARY_PATH'];
    env['LD_LIBRARY_PATH'] = [join(folder, 'al2023', 'lib'), ...(inherited ? [inherited] : [])].join(':');
  }
  if (lacksSystemFonts()) env['FONTCONFIG_FILE'] = writeFontConfiguration(folder);
  return { executablePath, source: 'npm package', args: buildArgs(), env };
}

/**
 * Finds the browser of the test run: `GRANTSCOPE_CHROMIUM`, an installed Chromium, Chrome or Edge,
 * Playwright's own download, and last the one that comes with the npm packages.
 */
export async function findBrowser(): Promise<TestBrowser> {
  const installed = findChromium({ environment: process.env });
  if (installed) return { ...installed, args: buildArgs(), env: {} };
  const downloaded = await findPlaywrightBrowser();
  if (downloaded) return { executablePath: downloaded, source: 'playwright', args: buildArgs(), env: {} };
  const packaged = await findPackagedBrowser();
  if (packaged) return packaged;
  throw new Error(
    'No Chromium to test in: install Chrome, Chromium or Edge, run "npx playwright install chromium", or set GRANTSCOPE_CHROMIUM.',
  );
}
