import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diagnose } from '@shared/diagnosis/diagnose';
import type { Finding } from '@shared/model/finding';
import type { ProfileInput } from '@shared/model/profile';
import type { TraceEvent } from '@shared/model/trace-event';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { MAX_RECORDED_HITS } from '../../src/main/front-channel/hit-book';
import { openPort } from '../../src/main/front-channel/loopback-port';
import { findSystemBrowser } from '../../src/main/front-channel/system-browser';
import type { Practice } from '../../src/main/host/services';
import { createPractice } from '../../src/main/practice/practice';
import { runTestFlow } from '../support/run-test-flow';
import { createTestHost, type TestHost } from '../support/test-host';

let practice: Practice;
beforeAll(async () => {
  practice = await createPractice();
});
afterAll(() => practice.close());

function readStatements(finding: Finding | undefined): string {
  return (finding?.evidence ?? []).map(({ statement }) => statement).join('\n');
}

function readProfile(profile: Partial<ProfileInput> = {}) {
  const [built] = practice.profiles();
  return { ...built?.profile, browser: 'print', ...profile } as never;
}

interface WaitFacts {
  redirectUri: string;
  state: string;
  host: TestHost;
  sessionId: string;
}

/** A run that waits until its time is over, with what `meanwhile` does to the listener. */
async function wait(
  meanwhile: (facts: WaitFacts) => Promise<unknown>,
  profile: Partial<ProfileInput> = {},
  callbackTimeoutMs = 1_500,
) {
  const host = await createTestHost({ practice });
  const { sessionId } = await host.expectOk('startRun', {
    profile: readProfile(profile),
    callbackTimeoutMs,
  });
  const isWait = (event: TraceEvent) => event.type === 'callback-awaited';
  const waiting = await host.waitFor(sessionId, isWait);
  if (waiting.type !== 'callback-awaited') throw new Error('not waiting');
  const { redirectUri, authorizationUrl } = waiting;
  const state = new URL(authorizationUrl).searchParams.get('state') ?? '';
  await meanwhile({ redirectUri, state, host, sessionId });
  await host.waitFor(sessionId, ({ type }) => type === 'session-ended');
  const { session } = await host.readRun(sessionId);
  const [finding] = diagnose(session);
  return {
    session,
    redirectUri,
    finding,
    said: readStatements(finding),
  };
}

async function runAt(redirectUri: string) {
  const host = await createTestHost({ practice });
  const { session } = await host.run({ profile: readProfile({ redirectUri }), callbackTimeoutMs: 2_000 });
  const findings = diagnose(session);
  return { session, finding: findings[0] };
}

describe('a wait that is over', () => {
  it('without any request says so, and what the browser may show', async () => {
    const { finding, said, redirectUri } = await wait(async () => {});
    expect(finding).toMatchObject({
      entryId: 'local-callback-timeout',
      severity: 'error',
      stepId: 'callback',
    });
    expect(said).toMatch(/No request at all reached the redirect URI in [1-9]\.\d s/);
    expect(finding?.fixes[0]).toContain(redirectUri);
    expect(finding?.fixes[0]).toContain('the sign-in is not finished');
    expect(finding?.causes.join()).toContain('redirect URI is not registered');
  });

  it('after an answer at another path leads with that, and with what to register', async () => {
    const { finding, said, redirectUri } = await wait(({ redirectUri, state }) =>
      fetch(new URL(`/cb?code=kept-secret&state=${state}`, redirectUri)),
    );
    expect(finding).toMatchObject({ entryId: 'local-callback-wrong-path-or-duplicate', severity: 'error' });
    expect(said).toContain('came to another path than /callback');
    expect(finding?.fixes[0]).toContain(`Register ${redirectUri}`);
    expect(JSON.stringify(finding)).not.toContain('kept-secret');
  });

  it('after the answer to another attempt leads with that', async () => {
    const { finding, said } = await wait(({ redirectUri }) => fetch(`${redirectUri}?code=c&state=other`));
    expect(finding).toMatchObject({ entryId: 'lib-state-mismatch', severity: 'error' });
    expect(said).toMatch(/1 request reached the listener in [1-9]\.\d s/);
  });

  it('after an icon only is still a wait in which nothing came', async () => {
    const { finding, said } = await wait(({ redirectUri }) => fetch(new URL('/favicon.ico', redirectUri)));
    expect(finding?.entryId).toBe('local-callback-timeout');
    expect(said).toContain('The browser asked for an icon');
  });

  it('after a bare visit says that the redirect URI was opened without an answer', async () => {
    const { finding, said } = await wait(({ redirectUri }) => fetch(redirectUri));
    expect(finding?.entryId).toBe('lib-callback-no-code');
    expect(said).toContain('neither code nor error');
  });

  it.each([
    ['the sign-in page', () => `${practice.issuer}/interaction/x`, 'scheme, host or port differs'],
    ['an address of another path', (at: string) => new URL('/elsewhere?code=c', at).href, 'its path differs'],
    ['the redirect URI without an answer', (at: string) => at, 'neither a code nor an error'],
  ])('after %s was pasted says why that was refused', async (_kind, build, reason) => {
    const { finding, said, session } = await wait(async ({ redirectUri, host, sessionId }) => {
      const refused = await host.call('submitCallback', { sessionId, url: build(redirectUri) });
      expect(!refused.ok && refused.error.message).toContain(reason);
    });
    expect(finding).toMatchObject({ entryId: 'local-pasted-callback-refused', severity: 'error' });
    expect(said).toMatch(/1 request reached/);
    expect(session.steps.flatMap((step) => step.hits)).toMatchObject([{ via: 'pasted' }]);
  });

  it('where nothing can listen says to paste', async () => {
    const { finding } = await wait(async () => {}, { redirectUri: 'https://app.acme.example/cb' });
    expect(finding?.entryId).toBe('local-callback-timeout');
    expect(finding?.fixes[0]).toContain('paste the address');
  });
});

it('a run that is cancelled says how long it had waited, and for what', async () => {
  const { finding, said, redirectUri } = await wait(async ({ host, sessionId }) => {
    const since = Date.now();
    // Cancelled within a millisecond it would not have waited at all.
    await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(since + 1));
    await host.expectOk('cancelRun', { sessionId });
  });
  expect(finding).toMatchObject({ entryId: 'callback-cancelled', severity: 'warning' });
  expect(said).toMatch(/No request at all reached the redirect URI in \d+ ms/);
  expect(finding?.evidence.some(({ expected }) => expected === `a callback to ${redirectUri}`)).toBe(true);
});

it('a run that is cancelled after a flood counts all of it', async () => {
  const flood = async ({ redirectUri, host, sessionId }: WaitFacts) => {
    await Promise.all(Array.from({ length: 80 }, () => fetch(new URL('/flood', redirectUri))));
    await host.expectOk('cancelRun', { sessionId });
  };
  const { said, session } = await wait(flood, {}, 60_000);
  expect(said).toContain('80 requests reached the listener');
  expect(session.steps.flatMap((step) => step.hits)).toHaveLength(MAX_RECORDED_HITS);
});

describe('a port that is taken', () => {
  it('by another program is named with its process', async () => {
    const script =
      "require('net').createServer().listen(0,'127.0.0.1',function(){console.log(this.address().port)})";
    const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
    onTestFinished(() => void child.kill());
    const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
    const port = Number(line);
    const { finding, session } = await runAt(`http://127.0.0.1:${port}/callback`);
    expect(finding).toMatchObject({
      entryId: 'local-eaddrinuse',
      severity: 'error',
      stepId: 'authorization-request',
      code: 'EADDRINUSE',
    });
    expect(readStatements(finding)).toContain(`Listening at 127.0.0.1:${port} was refused with EADDRINUSE`);
    expect(finding?.fixes[0]).toContain(String(port));
    const isTold = process.platform === 'linux';
    expect(JSON.stringify(finding).includes(`process ${child.pid}`)).toBe(isTold);
    expect(session.steps.at(-1)?.error?.details).toMatchObject({ address: '127.0.0.1', port });
  });

  it('by another run of this program says that', async () => {
    const open = await openPort(createServer, new URL('http://127.0.0.1:0/'));
    onTestFinished(() => open.close());
    const { finding } = await runAt(`http://127.0.0.1:${open.port}/callback`);
    expect(finding?.entryId).toBe('local-eaddrinuse');
    if (process.platform === 'linux') expect(finding?.fixes[0]).toContain('this Grantscope itself');
  });
});

/** The failure itself is real; the address is none that a profile can have. */
async function failToListen(redirectUri: string) {
  const { session } = await runTestFlow({
    issuer: practice.issuer ?? '',
    profile: { redirectUri: redirectUri.replace(/\/\/[\d.]+/, '//127.0.0.1') },
    ports: {
      frontChannel: {
        async open() {
          const port = await openPort(createServer, new URL(redirectUri));
          await port.close();
          throw new Error('The port could be opened.');
        },
      },
    },
  });
  return { session, finding: diagnose(session)[0] };
}

it('an address that is not on this machine is told, with one that is', async () => {
  const { finding } = await failToListen('http://203.0.113.7:0/callback');
  expect(finding).toMatchObject({ entryId: 'local-eaddrnotavail', code: 'EADDRNOTAVAIL' });
  expect(readStatements(finding)).toContain('203.0.113.7');
  expect(finding?.fixes[0]).toContain('127.0.0.1');
});

const isPrivileged = process.platform === 'linux' && process.getuid?.() === 0;

it.skipIf(process.platform !== 'linux')(
  'a port that this user may not have is told, with one that they may',
  async () => {
    // Root may listen anywhere, so it becomes somebody else for the moment.
    if (isPrivileged) process.seteuid?.(65_534);
    const failed = await failToListen('http://127.0.0.1:81/callback').finally(() => {
      if (isPrivileged) process.seteuid?.(0);
    });
    expect(failed.finding).toMatchObject({ entryId: 'local-eacces', code: 'EACCES' });
    expect(readStatements(failed.finding)).toContain('127.0.0.1:81');
    expect(failed.finding?.fixes[0]).toContain('http://127.0.0.1:8400/callback');
  },
);

it.skipIf(process.platform !== 'linux').each([
  ['that fails', '#!/bin/sh\nexit 3\n', 'exit code 3'],
  ['that cannot start', '#!/nowhere/sh\n', 'ENOENT'],
])('a program for web pages %s is named', async (_kind, script, how) => {
  const folder = mkdtempSync(join(tmpdir(), 'grantscope-browser-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const program = join(folder, 'xdg-open');
  writeFileSync(program, script);
  chmodSync(program, 0o755);
  const environment = { PATH: folder, DISPLAY: ':0' };
  const host = await createTestHost({
    practice,
    openBrowser: findSystemBrowser({ platform: 'linux', environment }),
  });
  const { session } = await host.run({ profileId: 'practice:authorization-code', browser: 'system' });
  const [finding] = diagnose(session);
  expect(finding).toMatchObject({
    entryId: 'local-browser-not-opened',
    stepId: 'callback',
    severity: 'error',
  });
  const [proof] = finding?.evidence.filter(({ statement }) => statement.includes(program)) ?? [];
  expect(proof?.actual).toContain(how);
  expect(finding?.fixes.join('\n')).toContain('open the URL yourself');
});
