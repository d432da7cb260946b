import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { _electron, test as base, expect, type Page } from 'playwright/test';
import type * as Cli from '../../src/main/cli';
import type { CliIo } from '../../src/main/cli/cli-io';

/** A running Grantscope on a data folder of its own: the built `grantscope serve`, or the desktop app in its project. */
export interface RunningApp {
  /** Opens the user interface in a page, by a launch link that works once. The desktop's page is its window already. */
  open(page: Page): Promise<void>;
  /** Skips the rest of a test in the desktop app, whose window ends with it. */
  restart(): Promise<void>;
  /** Of the desktop app. */
  window: Page | null;
}

interface Served {
  /** Null for the desktop app. */
  url: string | null;
  window: Page | null;
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
  page: ({ page, app }, use) => use(app.window ?? page),
  app: async ({ environment, isOwnProcess }, use, { project }) => {
    const home = await mkdtemp(join(tmpdir(), 'grantscope-e2e-'));
    const serve = () => {
      if (project.metadata['host'] === 'electron')
        return openDesktop(String(project.metadata['executablePath']), home, environment);
      return (isOwnProcess ? serveOutside : serveInside)(buildEnvironment(home, environment));
    };
    let served = await serve();
    let isUsed = false;
    await use({
      window: served.window,
      async open(page) {
        if (isUsed) throw new Error('A launch link works once: restart first.');
        isUsed = true;
        if (served.url !== null) await page.goto(served.url);
        await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
      },
      async restart() {
        base.skip(served.window !== null, 'The window of a test ends with its app.');
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
    window: null,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** A user data folder of its own lets more than one run at a time. */
async function openDesktop(
  executablePath: string,
  home: string,
  environment: Record<string, string>,
): Promise<Served> {
  const app = await _electron.launch({
    executablePath,
    args: [resolve('.'), `--user-data-dir=${join(home, 'electron')}`],
    env: { ...process.env, GRANTSCOPE_HOME: home, ...environment } as Record<string, string>,
  });
  return { url: null, window: await app.firstWindow(), stop: () => app.close() };
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
    window: null,
    url: await Promise.race([printed.promise, failed]),
    async stop() {
      signals.emit('SIGTERM');
      await ended;
    },
  };
}
