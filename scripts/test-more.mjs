/** Runs of tests that look at more than the usual ones do, and take minutes: `leaks` or `e2e`. */
import { spawnSync } from 'node:child_process';

const RUNS = {
  // As many sessions as the promise is made for.
  leaks: { command: ['vitest', 'run', '--project', 'leaks'], env: { GRANTSCOPE_LEAK_SEEDS: '200' } },
  // With the dark states that the usual run leaves out.
  e2e: { command: ['playwright', 'test'], env: { GRANTSCOPE_ALL_TESTS: '1' } },
};

const [name, ...rest] = process.argv.slice(2);
const run = RUNS[name];
if (!run) throw new Error(`Name one of ${Object.keys(RUNS).join(', ')}.`);
const [command, ...args] = run.command;
const { status } = spawnSync(command, [...args, ...rest], {
  env: { ...run.env, ...process.env },
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
process.exit(status ?? 1);
