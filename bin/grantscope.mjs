#!/usr/bin/env node
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

function isNodeRecentEnough() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 19);
}

function findPackage(name) {
  try {
    return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  } catch {
    return null;
  }
}

function fail(message) {
  process.stderr.write(`grantscope: ${message}\n`);
  process.exit(70);
}

/** Hands over to the Node that npm installed, as if this process were that one. */
function restartWithPackagedNode() {
  const folder = findPackage('node');
  const binary = folder && join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!binary || !existsSync(binary)) fail(`needs Node 22.19 or newer, this is ${process.versions.node}`);
  const child = spawn(binary, [...process.execArgv, ...process.argv.slice(1)], { stdio: 'inherit' });
  // A terminal sends Ctrl-C to both processes; passing it on as well would make it two.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail(`cannot start ${binary}: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

async function start() {
  const cli = join(root, 'out', 'main', 'cli.js');
  const bundler = findPackage('electron-vite');
  if (!existsSync(cli) && bundler && existsSync(join(root, 'src'))) {
    const args = [join(bundler, 'bin', 'electron-vite.js'), 'build', '--logLevel', 'warn'];
    const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] });
    if (status !== 0) fail('the build failed');
  }
  if (!existsSync(cli)) fail('out/main/cli.js is missing: run "npm ci" and "npm run build"');
  const emitWarning = process.emitWarning;
  process.emitWarning = (warning, ...rest) =>
    String(warning).startsWith('SQLite is an experimental feature') || emitWarning(warning, ...rest);
  const { main } = await import(pathToFileURL(cli).href);
  process.exitCode = await main(process.argv.slice(2));
}

if (isNodeRecentEnough()) await start();
else restartWithPackagedNode();
