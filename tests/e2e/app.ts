import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { test as base, expect, type Page } from 'playwright/test';
import type * as Cli from '../../src/main/cli';
import type { CliIo } from '../../src/main/cli/cli-io';

/** A running Grantscope: the built `grantscope serve`, on a data folder of its own. */
export interface RunningApp {
  /** Opens the user interface in a page, by a launch link that works once. */
  open(page: Page): Promise<void>;
  restart(): Promise<void>;
}

interface Served {
  url: string;
  stop(): Promise<void>;
}

type Environment = Record<string, string | undefined>;

interface AppFixtures {
  app: RunningApp;
  /** What Grantscope gets beside the environment of the test run. */
  environment: Record<string, string>;
  /** True for a process of its own, started as a user does. Otherwise the tests of a worker share theirs, which saves its start. */
  isOwnProcess: boolean;
}

export const test = base.extend<AppFixtures>({
  environment: [{}, { option: true }],
  isOwnProcess: [false, { option: true }],
  app: async ({ environment, isOwnProcess }, use) => {
    const home = await mkdtemp(join(tmpdir(), 'grantscope-e2e-'));
    const serve = () => (isOwnProcess ? serveOutside : serveInside)(buildEnvironment(home, environment));
    let served = await serve();
    let isUsed = false;
    await use({
      async open(page) {
        if (isUsed) throw new Error('A launch link works once: restart first.');
        isUsed = true;
        await page.goto(served.url);
        await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
      },
      async restart() {
        await served.stop();
        served = await serve();
        isUsed = false;
      },
    });
    await served.stop();
    await rm(home, { recursive: true, force: true });
  },
});

export { expect };

/** Without a display no browser opens by itself: the test opens the sign-in page as a user would. */
function buildEnvironment(home: string, environment: Record<string, string>): Environment {
  return {
    ...process.env,
    GRANTSCOPE_HOME: home,
    GRANTSCOPE_VAULT: 'file',
    DISPLAY: '',
    WAYLAND_DISPLAY: '',
    ...environment,
  };
}

const SERVE = ['serve', '--no-open'];

async function serveOutside(environment: Environment): Promise<Served> {
  const child = spawn(process.execPath, [resolve('bin/grantscope.mjs'), ...SERVE], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const url = await Promise.race([
    once(lines, 'line').then(([line]) => String(line)),
    ended.then(([code]) => Promise.reject(new Error(`grantscope serve ended with ${code}.`))),
  ]);
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Loaded at the first use, and then there for each test of a worker. */
let loaded: Promise<{ main: typeof Cli.main; io: CliIo }> | undefined;

async function loadCli() {
  const { main, createProcessIo }: typeof Cli = await import(pathToFileURL(resolve('out/main/cli.js')).href);
  return { main, io: createProcessIo() };
}

async function serveInside(environment: Environment): Promise<Served> {
  loaded ??= loadCli();
  const { main, io } = await loaded;
  const signals = new EventEmitter();
  const printed = Promise.withResolvers<string>();
  const stdout = { write: (text: string) => printed.resolve(text.trim()) };
  const stderr = { write: () => true };
  const ended = main(SERVE, { ...io, environment, signals, stdout, stderr });
  const failed = ended.then((code) => Promise.reject(new Error(`grantscope serve ended with ${code}.`)));
  failed.catch(() => {});
  return {
    url: await Promise.race([printed.promise, failed]),
    async stop() {
      signals.emit('SIGTERM');
      await ended;
    },
  };
}
