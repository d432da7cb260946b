import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diagnose } from '@shared/diagnosis/diagnose';
import type { ProfileInput } from '@shared/model/profile';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Practice } from '../../src/main/host/services';
import { createPractice } from '../../src/main/practice/practice';
import { StorageError } from '../../src/main/storage/storage-error';
import { createTestHost, type TestHost } from '../support/test-host';

let practice: Practice;
beforeAll(async () => {
  practice = await createPractice();
});
afterAll(() => practice.close());

async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const profile = (overrides: Partial<ProfileInput>): ProfileInput => ({
  name: 'Bad input',
  issuer: 'https://id.acme.example',
  client: { id: 'client-1' },
  ...overrides,
});

/** The practice profile with a callback that the test brings by hand. */
async function startWaiting(host: TestHost, callbackTimeoutMs = 5_000) {
  const { sessionId } = await host.expectOk('startRun', {
    profileId: 'practice:authorization-code',
    browser: 'print',
    callbackTimeoutMs,
  });
  const waiting = await host.waitFor(sessionId, (event) => event.type === 'callback-awaited');
  if (waiting.type !== 'callback-awaited') throw new Error('not waiting');
  const state = new URL(waiting.authorizationUrl).searchParams.get('state') ?? '';
  return { sessionId, redirectUri: waiting.redirectUri, state };
}

async function firstFinding(host: TestHost, sessionId: string) {
  await host.waitFor(sessionId, (event) => event.type === 'session-ended');
  const { events } = await host.expectOk('readSession', { sessionId, afterSeq: 0 });
  const { foldTrace } = await import('@shared/trace/fold-trace');
  const session = foldTrace(events);
  return { session, finding: diagnose(session)[0] };
}

describe('an issuer that is wrong', () => {
  it('and unreachable fails at discovery with the network code', async () => {
    const host = await createTestHost({ practice });
    const { session } = await host.run({ profile: profile({ issuer: 'http://127.0.0.1:9' }) as never });
    expect(session.steps.at(-1)).toMatchObject({ name: 'discovery', outcome: 'failed' });
    expect(diagnose(session)[0]).toMatchObject({ entryId: 'net-econnrefused' });
  });

  it('and not https is refused before anything is sent', async () => {
    const host = await createTestHost({ practice });
    const result = await host.call('startRun', {
      profile: profile({ issuer: 'http://id.acme.example' }) as never,
    });
    expect(result).toMatchObject({ ok: false, error: { code: 'invalid-argument' } });
    expect(!result.ok && result.error.message).toContain('allowInsecure');
    expect(await host.expectOk('listSessions', {})).toEqual([]);
  });

  it('and not JSON is named as HTML in place of JSON', async () => {
    const issuer = await listen((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Sign in</h1>');
    });
    const host = await createTestHost({ practice });
    const { session } = await host.run({ profile: profile({ issuer }) as never });
    expect(diagnose(session)[0]?.entryId).toMatch(/^(html-instead-of-json|lib-response-is-not-json)$/);
    expect(session.steps[0]?.checks).toContainEqual(
      expect.objectContaining({ id: 'discovery-json', verdict: 'fail' }),
    );
  });

  it('and of another name shows both strings', async () => {
    const issuer = await listen((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ issuer: 'https://other.example' }));
    });
    const host = await createTestHost({ practice });
    const { session } = await host.run({ profile: profile({ issuer }) as never });
    expect(diagnose(session)[0]).toMatchObject({ entryId: 'lib-discovery-issuer-mismatch' });
    expect(session.steps[0]?.checks).toContainEqual(
      expect.objectContaining({
        id: 'discovery-issuer',
        verdict: 'fail',
        expected: issuer,
        actual: 'https://other.example',
      }),
    );
  });

  it('is said in the profile form too', async () => {
    const host = await createTestHost({ practice });
    const unreachable = await host.call('discoverIssuer', {
      issuer: 'http://127.0.0.1:9',
      allowInsecure: false,
    });
    expect(unreachable).toMatchObject({ ok: false, error: { code: 'provider-unreachable' } });
    const insecure = await host.call('discoverIssuer', {
      issuer: 'http://id.acme.example',
      allowInsecure: false,
    });
    expect(insecure).toMatchObject({ ok: false, error: { code: 'invalid-argument' } });
    const found = await host.expectOk('discoverIssuer', {
      issuer: practice.issuer ?? '',
      allowInsecure: false,
    });
    expect(found.metadata.issuer).toBe(practice.issuer);
  });
});

describe('a callback that is wrong', () => {
  it('with the state of another attempt is noted, and the right one still ends the run', async () => {
    const host = await createTestHost({ practice });
    const { sessionId, redirectUri, state } = await startWaiting(host);
    expect((await fetch(`${redirectUri}?code=c&state=other`)).status).toBe(400);
    const pasted = await host.call('submitCallback', { sessionId, url: `${redirectUri}?code=c&state=other` });
    expect(pasted).toMatchObject({ ok: false, error: { code: 'invalid-argument' } });
    await fetch(`${redirectUri}?error=access_denied&state=${state}&iss=${practice.issuer}`);
    const { session, finding } = await firstFinding(host, sessionId);
    const waiting = session.steps.find((step) => step.name === 'callback');
    expect(waiting?.hits.map((hit) => hit.verdict)).toEqual(['wrong-state', 'wrong-state', 'accepted']);
    expect(finding?.entryId).toBe('access-denied');
  });

  it.each([
    ['no state', (_state: string) => 'code=c', 'lib-state-missing'],
    [
      'state twice',
      (state: string) => `code=c&state=${state}&state=${state}`,
      'lib-callback-duplicate-parameter',
    ],
  ])('with %s ends the run with its own entry', async (_kind, query, entryId) => {
    const host = await createTestHost({ practice });
    const { sessionId, redirectUri, state } = await startWaiting(host);
    await fetch(`${redirectUri}?${query(state)}&iss=${practice.issuer}`);
    const { finding } = await firstFinding(host, sessionId);
    expect(finding?.entryId).toBe(entryId);
  });

  it('that is pasted and no URL is refused with advice, and the run goes on', async () => {
    const host = await createTestHost({ practice });
    const { sessionId } = await startWaiting(host);
    const result = await host.call('submitCallback', { sessionId, url: 'not a url' });
    expect(!result.ok && result.error.message).toContain('whole address');
    await host.expectOk('cancelRun', { sessionId });
  });
});

describe('a run that nobody finishes', () => {
  it('because the browser was closed ends at the deadline, with its own entry', async () => {
    const host = await createTestHost({ practice });
    const { sessionId } = await startWaiting(host, 1_000);
    const { session, finding } = await firstFinding(host, sessionId);
    expect(session.outcome).toBe('failed');
    expect(finding?.entryId).toBe('local-callback-timeout');
  });

  it('can be cancelled, and the session says so', async () => {
    const host = await createTestHost({ practice });
    const { sessionId } = await startWaiting(host);
    await host.expectOk('cancelRun', { sessionId });
    expect(await host.expectOk('listSessions', {})).toMatchObject([{ id: sessionId, outcome: 'cancelled' }]);
  });

  it('can be deleted while it runs', async () => {
    const host = await createTestHost({ practice });
    const { sessionId } = await startWaiting(host);
    await host.expectOk('deleteSession', { sessionId });
    expect(await host.expectOk('listSessions', {})).toEqual([]);
  });
});

describe('this machine in the way', () => {
  it('a taken port is named', async () => {
    const taken = await listen((_request, response) => response.end());
    const host = await createTestHost({ practice });
    const { session } = await host.run({
      profile: profile({ issuer: practice.issuer ?? '', redirectUri: `${taken}/callback` }) as never,
    });
    expect(diagnose(session)[0]).toMatchObject({
      entryId: 'local-eaddrinuse',
      stepId: 'authorization-request',
    });
  });

  it('an unset environment variable is refused before the run', async () => {
    const host = await createTestHost({ practice });
    const client = { id: 'client-1', auth: 'client_secret_basic', secret: { env: 'ACME_SECRET' } } as const;
    const result = await host.call('startRun', { profile: profile({ client }) as never });
    expect(result).toMatchObject({ ok: false, error: { code: 'unset-secret' } });
  });

  it('a certificate file that is not there is refused before the run', async () => {
    const host = await createTestHost({ practice });
    const result = await host.call('startRun', {
      profile: profile({ tls: { ca: '/nowhere/ca.pem' } }) as never,
    });
    expect(result).toMatchObject({ ok: false, error: { code: 'invalid-argument' } });
  });

  it('a disk that fills up in mid-run: the run ends, is warned about, and its report can still be made', async () => {
    const host = await createTestHost({ practice });
    const { append } = host.services.sessions;
    const full = {
      ...host.services.sessions,
      append(id: string, event: Parameters<typeof append>[1]) {
        if (event.seq > 10) throw new StorageError('storage-full', 'The disk is full.');
        append.call(host.services.sessions, id, event);
      },
    };
    const limited = await createTestHost({ practice, sessions: full });
    const { session, sessionId } = await limited.run({
      profileId: 'practice:authorization-code',
      browser: 'practice',
    });
    expect(session.outcome).toBe('succeeded');
    expect(limited.events.filter((event) => event.type === 'host-warning')).toHaveLength(1);
    const report = await limited.expectOk('buildReport', { sessionId, format: 'md' });
    expect(report.text).toContain('resource');
  });

  it('a disk that takes not even the first event: the run still ends with all of it', async () => {
    const host = await createTestHost({ practice });
    const full = {
      ...host.services.sessions,
      append() {
        throw new StorageError('storage-full', 'The disk is full.');
      },
      end() {
        throw new StorageError('storage-full', 'The disk is full.');
      },
    };
    const limited = await createTestHost({ practice, sessions: full });
    const { session, events } = await limited.run({
      profileId: 'practice:authorization-code',
      browser: 'practice',
    });
    expect(session.outcome).toBe('succeeded');
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_event, index) => index + 1));
    expect(await limited.expectOk('listSessions', {})).toMatchObject([{ outcome: 'succeeded' }]);
  });

  it('a database that can no longer be read is a refusal with the reason, not a bug', async () => {
    const host = await createTestHost({ practice });
    const fail = () => {
      throw new StorageError('storage-corrupt', 'The database file is damaged.');
    };
    const broken = { ...host.services.sessions, list: fail, get: fail };
    const limited = await createTestHost({ practice, sessions: broken });
    const refusal = { ok: false, error: { code: 'storage-unavailable' } };
    expect(await limited.call('listSessions', {})).toMatchObject(refusal);
    expect(await limited.call('readSession', { sessionId: 'x', afterSeq: 0 })).toMatchObject(refusal);
  });

  it('a certificate file without a certificate is refused before the run', async () => {
    const host = await createTestHost({ practice });
    const folder = await mkdtemp(join(tmpdir(), 'grantscope-ca-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const ca = join(folder, 'ca.pem');
    await writeFile(ca, 'no certificate');
    const result = await host.call('startRun', { profile: profile({ tls: { ca } }) as never });
    expect(result).toMatchObject({ ok: false, error: { code: 'invalid-argument' } });
    expect(!result.ok && result.error.message).toContain('no certificate in PEM form');
  });

  it('a store that takes no session at all refuses the run with the reason', async () => {
    const host = await createTestHost({ practice });
    const readOnly = {
      ...host.services.sessions,
      create() {
        throw new StorageError('storage-unavailable', 'The data folder is read-only.');
      },
    };
    const limited = await createTestHost({ practice, sessions: readOnly });
    const result = await limited.call('startRun', { profileId: 'practice:authorization-code' });
    expect(result).toMatchObject({ ok: false, error: { code: 'storage-unavailable' } });
  });
});
