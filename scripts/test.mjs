/**
 * The whole test run: build, static checks, Vitest, Playwright. A failing suite does not stop the next
 * ones; only a failed build does stop the browser tests, which would run against a stale one.
 * The last line counts every test of every suite; a static check counts as one.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const results = join(root, 'out', 'test-results');
const binaries = join(root, 'node_modules', '.bin');
const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

/** Runs one command of node_modules/.bin with its output shown as it comes, or handed over; answers its exit code. */
function runCommand([command, ...args], env = {}, onOutput = null) {
  const output = onOutput ? 'pipe' : 'inherit';
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', output, output],
      shell: process.platform === 'win32',
      env: { ...process.env, PATH: `${binaries}${delimiter}${process.env.PATH}`, ...env },
    });
    child.stdout?.on('data', onOutput);
    child.stderr?.on('data', onOutput);
    child.on('error', (error) => {
      console.error(error.message);
      done(1);
    });
    child.on('close', (code) => done(code ?? 1));
  });
}

function printHeading(name) {
  console.log(`\n== ${name}`);
}

function addCounts(name, counts) {
  for (const key of Object.keys(total)) total[key] += counts[key];
  if (counts.failed > 0) failures.push(name);
}

/** Runs static checks side by side, and shows the output of each when it is over; answers the names of those that passed. */
async function runChecks(checks) {
  const passed = new Set();
  await Promise.all(
    Object.entries(checks).map(async ([name, command]) => {
      const printed = [];
      const code = await runCommand(command, {}, (chunk) => printed.push(chunk));
      printHeading(name);
      process.stdout.write(Buffer.concat(printed));
      addCounts(name, { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 });
      if (code === 0) passed.add(name);
    }),
  );
  return passed;
}

/** A suite that ends in error without naming a failed test still counts as one failure. */
async function runSuite(name, command, env, readCounts) {
  printHeading(name);
  const code = await runCommand(command, env);
  let counts;
  try {
    counts = readCounts(JSON.parse(readFileSync(join(results, `${name}.json`), 'utf8')));
  } catch (error) {
    console.error(`${name} left no readable report: ${error.message}`);
    counts = { passed: 0, failed: 1, skipped: 0 };
  }
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  addCounts(name, counts);
}

function readVitestCounts(report) {
  const brokenFiles = report.testResults.filter(
    (file) =>
      file.status === 'failed' && !file.assertionResults.some((assertion) => assertion.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function readPlaywrightCounts({ stats, errors }) {
  const failed = stats.unexpected === 0 && errors.length > 0 ? 1 : stats.unexpected;
  return { passed: stats.expected + stats.flaky, failed, skipped: stats.skipped };
}

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const passed = await runChecks({
  build: ['electron-vite', 'build', '--logLevel', 'warn'],
  typecheck: ['tsc', '-b'],
  lint: ['biome', 'check', '.'],
  rules: ['depcruise', '--config', '.dependency-cruiser.mjs', 'src'],
  dead: ['knip'],
});
await runSuite(
  'vitest',
  [
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${join(results, 'vitest.json')}`,
  ],
  {},
  readVitestCounts,
);
if (passed.has('build')) {
  await runSuite(
    'playwright',
    ['playwright', 'test', '--pass-with-no-tests', '--reporter=list,json'],
    { PLAYWRIGHT_JSON_OUTPUT_FILE: join(results, 'playwright.json') },
    readPlaywrightCounts,
  );
} else {
  printHeading('playwright');
  console.log('not run: the build failed');
}

const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(failures.length > 0 ? `\nfailed: ${failures.join(', ')}` : '');
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 ? 1 : 0;
