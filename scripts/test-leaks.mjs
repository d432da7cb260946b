/** The leak tests over as many sessions as the promise is made for; takes minutes. */
import { spawnSync } from 'node:child_process';

const env = { GRANTSCOPE_LEAK_SEEDS: '200', ...process.env };
const { status } = spawnSync('vitest', ['run', '--project', 'leaks'], {
  env,
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
process.exit(status ?? 1);
