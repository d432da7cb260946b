/** The leak tests over as many sessions as the promise is made for, which takes minutes. */
import { spawnSync } from 'node:child_process';

const { status } = spawnSync('vitest', ['run', '--project', 'leaks', ...process.argv.slice(2)], {
  env: { GRANTSCOPE_LEAK_SEEDS: '200', ...process.env },
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
process.exit(status ?? 1);
