import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { test as base, expect, type Page } from 'playwright/test';

/** A running Grantscope: the real executable, on a data folder of its own. */
export interface RunningApp {
  /** Opens the user interface in a page, by a launch link that works once. */
  open(page: Page): Promise<void>;
  restart(): Promise<void>;
}

interface Served {
  process: ChildProcess;
  url: string;
}

export const test = base.extend<{ app: RunningApp; environment: Record<string, string> }>({
  /** What the process gets beside the environment of the test run. */
  environment: [{}, { option: true }],
  app: async ({ environment }, use) => {
    const home = await mkdtemp(join(tmpdir(), 'grantscope-e2e-'));
    let served = await serve(home, environment);
    let isUsed = false;
    await use({
      async open(page) {
        if (isUsed) throw new Error('A launch link works once: restart first.');
        isUsed = true;
        await page.goto(served.url);
        await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
      },
      async restart() {
        await stop(served);
        served = await serve(home, environment);
        isUsed = false;
      },
    });
    await stop(served);
    await rm(home, { recursive: true, force: true });
  },
});

export { expect };

async function serve(home: string, environment: Record<string, string>): Promise<Served> {
  const executable = resolve('bin/grantscope.mjs');
  const child = spawn(process.execPath, [executable, 'serve', '--no-open'], {
    // Without a display no browser opens by itself: the test opens the sign-in page as a user would.
    env: {
      ...process.env,
      GRANTSCOPE_HOME: home,
      GRANTSCOPE_VAULT: 'file',
      DISPLAY: '',
      WAYLAND_DISPLAY: '',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines = createInterface({ input: child.stdout });
  const url = await new Promise<string>((done, reject) => {
    lines.once('line', done);
    child.once('exit', (code) => reject(new Error(`grantscope serve ended with ${code}.`)));
  });
  return { process: child, url };
}

async function stop({ process: child }: Served): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  await ended;
}
