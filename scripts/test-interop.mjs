/**
 * Runs Grantscope's flows against a provider that is not ours: Glewlwyd, from Debian's packages. Takes the
 * installed one, or else unpacks the packages below node_modules/.cache, which needs no root and starts no service.
 *
 *   npm run test:interop                      exit code 0 only where every cell came out as docs/interop.md says
 *   npm run test:interop -- --write           writes docs/interop.md
 *   npm run test:interop -- --allow-missing   exit code 0 where the provider cannot be had
 *
 * Further arguments go to Vitest: `-- -t ciba` runs the cells with that word.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const cache = join(root, 'node_modules', '.cache', 'interop');
const unpacked = join(cache, 'glewlwyd');

/** Thrown where this machine cannot have the provider; the message says why. */
class Missing extends Error {}

function run(command, args, options = {}) {
  return spawnSync(command, args, { encoding: 'utf8', cwd: root, ...options });
}

function hasCommand(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));
}

/** The folder that stands for the root of the file system: `/` where the package is installed. */
function findProvider() {
  if (existsSync('/usr/bin/glewlwyd') && existsSync('/usr/lib/glewlwyd')) return '/';
  if (existsSync(unpacked)) return unpacked;
  for (const name of ['apt-get', 'dpkg-deb']) {
    if (!hasCommand(name)) throw new Missing(`there is no ${name} here, which gets the package "glewlwyd".`);
  }
  return unpackProvider();
}

/** The packages that apt would add for Glewlwyd: the server and its libraries, not its database set-up. */
function listPackages() {
  const options = ['--simulate', '--no-install-recommends', 'install', 'glewlwyd'];
  const { status, stdout, stderr } = run('apt-get', options);
  if (status !== 0) {
    throw new Missing(`apt-get knows no package "glewlwyd" (try apt-get update first): ${stderr.trim()}`);
  }
  const names = [...stdout.matchAll(/^Inst (\S+)/gm)].map(([, name]) => name);
  return names.filter((name) => /^(lib(?!.*-perl$)|glewlwyd)/.test(name));
}

/** The finished folder appears by one rename. */
function unpackProvider() {
  const packages = listPackages();
  console.log(`Fetching ${packages.length} packages: ${packages.join(' ')}`);
  mkdirSync(cache, { recursive: true });
  const staging = mkdtempSync(join(cache, 'staging-'));
  try {
    const fetched = run('apt-get', ['download', '-qq', ...packages], { cwd: staging });
    if (fetched.status !== 0) throw new Missing(`apt-get could not download it: ${fetched.stderr.trim()}`);
    for (const file of readdirSync(staging).filter((name) => name.endsWith('.deb'))) {
      const { status, stderr } = run('dpkg-deb', ['-x', join(staging, file), join(staging, 'root')]);
      if (status !== 0) throw new Missing(`${file} could not be unpacked: ${stderr.trim()}`);
    }
    renameSync(join(staging, 'root'), unpacked);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
  return unpacked;
}

function runCells(providerRoot, rest, isWriting) {
  const { status } = run('vitest', ['run', '--config', 'vitest.interop.config.ts', ...rest], {
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH}`,
      GRANTSCOPE_INTEROP_ROOT: providerRoot,
      GRANTSCOPE_INTEROP_WRITE: isWriting ? '1' : '',
    },
  });
  return status ?? 1;
}

const own = new Set(['--allow-missing', '--write']);
const rest = process.argv.slice(2).filter((argument) => !own.has(argument));
try {
  process.exitCode = runCells(findProvider(), rest, process.argv.includes('--write'));
} catch (error) {
  if (!(error instanceof Missing)) throw error;
  console.log(`Skipped, nothing was tested: ${error.message}`);
  process.exitCode = process.argv.includes('--allow-missing') ? 0 : 1;
}
