import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { callHost } from '@shared/contract/call-host';
import type { HostInput, HostMethod, HostOutputs } from '@shared/contract/host-api';
import type { Result } from '@shared/contract/result';
import type { Profile } from '@shared/model/profile';
import type { SessionView } from '@shared/model/session';
import { foldTrace } from '@shared/trace/fold-trace';
import { _electron, test as base, expect, type Page } from 'playwright/test';
import { composeHost } from '../../src/main/compose-host';
import { createChromiumLauncher } from '../../src/main/front-channel/capture/chromium-transport';
import { PRACTICE_PASSWORD } from '../../src/main/practice/accounts';
import { findBrowser } from '../support/find-browser';

/** A host whose capture window a test looks into, whatever it is made of. */
export interface CaptureRig {
  call<M extends HostMethod>(method: M, input: HostInput<M>): Promise<HostOutputs[M]>;
  /** The next capture window that opens. */
  nextWindow(): Promise<Page>;
  /** How many browsers of finished runs have left something behind. */
  listRemains(): Promise<string[]>;
}

type Call = CaptureRig['call'];

export const test = base.extend<{ rig: CaptureRig; gateway: Gateway }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to know what a fixture needs
  rig: async ({}, use, { project }) => {
    const home = await mkdtemp(join(tmpdir(), 'grantscope-capture-e2e-'));
    const open = project.metadata['host'] === 'electron' ? openElectronRig : openChromiumRig;
    const { rig, close } = await open(home, String(project.metadata['executablePath']));
    await use(rig);
    await close();
    await rm(home, { recursive: true, force: true });
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to know what a fixture needs
  gateway: async ({}, use) => {
    const gateway = await openGateway();
    await use(gateway);
    await gateway.close();
  },
});

export { expect };

interface OpenRig {
  rig: CaptureRig;
  close(): Promise<void>;
}

/** The real host in this process, over an installed browser without a window. */
async function openChromiumRig(home: string): Promise<OpenRig> {
  const { executablePath, args, env } = await findBrowser();
  const windows = createQueue<Page>();
  const launch = createChromiumLauncher({
    executablePath,
    args,
    headless: true,
    isRoot: process.getuid?.() === 0,
    environment: { ...process.env, ...env },
    onPage: windows.push,
  });
  // This worker's own temporary folder, so that what a browser leaves behind is seen.
  const outerTmpdir = process.env['TMPDIR'];
  process.env['TMPDIR'] = home;
  const { host, close } = await composeHost({
    environment: { GRANTSCOPE_HOME: home, GRANTSCOPE_VAULT: 'file' },
    openBrowser: null,
    captureBrowser: { launch, reason: null },
    safeStorage: null,
    isOwnOrigin: () => false,
    log: () => {},
  });
  const call: Call = async (method, input) =>
    unwrap(
      await callHost(host.methods, method, input, (bug) => {
        throw bug;
      }),
    );
  const listRemains = async () => (await readdir(home)).filter((name) => name.startsWith('playwright'));
  return {
    rig: { call, nextWindow: windows.next, listRemains },
    async close() {
      await close();
      if (outerTmpdir === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = outerTmpdir;
    },
  };
}

/** The built desktop app; its windows on other pages than its own are capture windows. */
async function openElectronRig(home: string, executablePath: string): Promise<OpenRig> {
  const app = await _electron.launch({
    executablePath,
    args: [resolve('.')],
    env: { ...process.env, GRANTSCOPE_HOME: home } as Record<string, string>,
  });
  const own = await app.firstWindow();
  const windows = createQueue<Page>();
  app.on('window', windows.push);
  const call: Call = async (method, input) =>
    unwrap(await own.evaluate(callInPage, { method, input: input as unknown }));
  const listRemains = async () => app.windows().flatMap((window) => (window === own ? [] : [window.url()]));
  return { rig: { call, nextWindow: windows.next, listRemains }, close: () => app.close() };
}

/** Runs in the page of the app: its only way to the host. */
function callInPage({ method, input }: { method: string; input: unknown }): Promise<unknown> | undefined {
  const { grantscope } = globalThis as unknown as {
    grantscope: Record<string, (input: unknown) => Promise<unknown>>;
  };
  return grantscope[method]?.(input);
}

function unwrap(answer: unknown): never {
  const result = answer as Result<never>;
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

function createQueue<T>() {
  const ready: T[] = [];
  const waiting: ((item: T) => void)[] = [];
  return {
    push(item: T) {
      const next = waiting.shift();
      if (next) next(item);
      else ready.push(item);
    },
    next: (): Promise<T> => {
      const item = ready.shift();
      return item === undefined ? new Promise((done) => waiting.push(done)) : Promise.resolve(item);
    },
  };
}

/** Starts a run of a practice profile in the capture window, changed as the test needs it. */
export async function startCapture(
  { call }: Pick<CaptureRig, 'call'>,
  change: Partial<Profile> = {},
  { profileId = 'practice:capture', timeoutMs = 60_000 } = {},
): Promise<string> {
  const stored = (await call('listProfiles', {})).find(({ id }) => id === profileId);
  if (!stored) throw new Error(`There is no profile "${profileId}".`);
  const profile: Profile = { ...stored.profile, browser: 'capture', ...change };
  const { sessionId } = await call('startRun', { profile, callbackTimeoutMs: timeoutMs });
  return sessionId;
}

/** The session, once its run has ended. */
export async function finishRun({ call }: Pick<CaptureRig, 'call'>, sessionId: string): Promise<SessionView> {
  await expect
    .poll(async () => {
      const sessions = await call('listSessions', {});
      return sessions.find(({ id }) => id === sessionId)?.outcome;
    })
    .not.toBe('running');
  return readSession({ call }, sessionId);
}

export async function readSession(
  { call }: Pick<CaptureRig, 'call'>,
  sessionId: string,
): Promise<SessionView> {
  return foldTrace((await call('readSession', { sessionId, afterSeq: 0 })).events);
}

/** The user at the practice provider. */
export async function signIn(window: Page, username = 'alice'): Promise<void> {
  await window.getByLabel('User name').fill(username);
  await window.getByLabel('Password').fill(PRACTICE_PASSWORD);
  await window.getByRole('button', { name: 'Sign in' }).click();
  await window.getByRole('button', { name: 'Allow' }).click({ noWaitAfter: true });
}

/** A server in front of the provider, for ways to the callback that the provider itself does not take. */
export interface Gateway {
  origin: string;
  /** Path and query of everything that was asked for. */
  asked: string[];
  /** Answers an authorization request. */
  answer(handler: (authorization: URL, response: ServerResponse, request: IncomingMessage) => void): void;
  close(): Promise<void>;
}

async function openGateway(): Promise<Gateway> {
  const asked: string[] = [];
  let handle: Parameters<Gateway['answer']>[0] = (_url, response) => void response.end();
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    handle(new URL(request.url ?? '', 'http://gateway.invalid'), response, request);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    answer: (handler) => {
      handle = handler;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** The profile's members for a provider whose authorization endpoint is the gateway's /authorize. */
export async function behindGateway(
  { call }: Pick<CaptureRig, 'call'>,
  gateway: Gateway,
): Promise<Partial<Profile>> {
  const { practiceIssuer } = await call('getCapabilities', {});
  const metadata = await (await fetch(`${practiceIssuer}/.well-known/openid-configuration`)).json();
  return { server: { ...metadata, authorization_endpoint: `${gateway.origin}/authorize` } };
}
