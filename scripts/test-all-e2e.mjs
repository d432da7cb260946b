/** The browser tests, with those that the usual run leaves out to be quick. */
import { spawnSync } from 'node:child_process';

const env = { ...process.env, GRANTSCOPE_ALL_TESTS: '1' };
const { status } = spawnSync('playwright', ['test', ...process.argv.slice(2)], {
  env,
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
process.exit(status ?? 1);
