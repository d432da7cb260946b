import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Practice } from '../../../../src/main/host/services';
import { createPractice } from '../../../../src/main/practice/practice';
import { readAnswer, runPracticeFlow } from '../../../support/practice-client';

let practice: Practice;
let issuer: string;
beforeAll(async () => {
  practice = await createPractice();
  issuer = practice.issuer ?? '';
});
afterAll(() => practice.close());

describe('metadata', () => {
  it.each(['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server'])(
    'is served at %s',
    async (path) => {
      const { json } = await readAnswer(await fetch(`${issuer}${path}`));
      expect(json).toMatchObject({
        issuer,
        authorization_response_iss_parameter_supported: true,
        code_challenge_methods_supported: ['S256'],
        id_token_signing_alg_values_supported: ['RS256', 'ES256'],
      });
      for (const endpoint of ['authorization', 'token', 'userinfo', 'end_session', 'revocation']) {
        expect(new URL(json[`${endpoint}_endpoint`]).origin).toBe(issuer);
      }
    },
  );

  it('publishes no private part of a key', async () => {
    const { json } = await readAnswer(await fetch(`${issuer}/jwks`));
    expect(json.keys.map((key: { kty: string }) => key.kty)).toEqual(['RSA', 'EC', 'EC']);
    for (const key of json.keys) expect(key).not.toHaveProperty('d');
  });
});

describe('a run without a fault', () => {
  it.each([
    'practice:authorization-code',
    'practice:authorization-code-basic',
    'practice:authorization-code-post',
  ])('of %s ends with tokens, claims and the resource', async (profileId) => {
    const run = await runPracticeFlow(practice, { profileId });
    expect(run.token?.json).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    expect(run.token?.json.id_token).toBeTypeOf('string');
    expect(run.token?.json.refresh_token).toBeTypeOf('string');
    expect(run.userinfo?.json).toMatchObject({
      sub: 'alice',
      email: 'alice@example.com',
      name: 'Alice Example',
    });
    expect(run.resource?.json).toEqual({
      sub: 'alice',
      scopes: ['openid', 'profile', 'email', 'offline_access', 'api:read'],
    });
  });

  it('of practice:oauth gets an access token and no ID token', async () => {
    const run = await runPracticeFlow(practice, { profileId: 'practice:oauth' });
    expect(run.token?.json).not.toHaveProperty('id_token');
    expect(run.resource?.json.scopes).toEqual(['api:read', 'api:write']);
  });
});

describe('the protected resource', () => {
  const get = async (path: string, authorization?: string) =>
    readAnswer(
      await fetch(`${issuer}${path}`, authorization === undefined ? {} : { headers: { authorization } }),
    );

  it('challenges without an error code where there is no token (RFC 6750 section 3.1)', async () => {
    const { status, headers } = await get('/api/me');
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe('Bearer realm="Practice API"');
  });

  it('answers invalid_token for a token it never issued', async () => {
    const { status, headers, json } = await get('/api/me', 'Bearer never-issued');
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toContain('error="invalid_token"');
    expect(json.error).toBe('invalid_token');
  });

  it('answers invalid_request for a header that holds no bearer token', async () => {
    const { status, headers } = await get('/api/me', 'Bearer two words');
    expect(status).toBe(400);
    expect(headers.get('www-authenticate')).toContain('error="invalid_request"');
  });

  it('answers invalid_token for a revoked token', async () => {
    const { token } = await runPracticeFlow(practice);
    const accessToken: string = token?.json.access_token;
    expect((await get('/api/reports', `Bearer ${accessToken}`)).status).toBe(200);
    const body = new URLSearchParams({ token: accessToken, client_id: 'practice-public' });
    await fetch(`${issuer}/token/revocation`, { method: 'POST', body });
    expect((await get('/api/reports', `Bearer ${accessToken}`)).status).toBe(401);
  });

  it('finds something where the query parameter is given', async () => {
    const { token } = await runPracticeFlow(practice);
    const answer = await get('/api/search?q=report', `Bearer ${token?.json.access_token}`);
    expect(answer.json).toEqual({ query: 'report', results: [] });
  });
});

describe('the token endpoint', () => {
  it('redeems a refresh token once', async () => {
    const { token } = await runPracticeFlow(practice);
    const refresh = async () => {
      const body = new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: 'practice-public',
        refresh_token: token?.json.refresh_token,
      });
      return readAnswer(await fetch(`${issuer}/token`, { method: 'POST', body }));
    };
    expect((await refresh()).json.access_token).toBeTypeOf('string');
    expect((await refresh()).json.error).toBe('invalid_grant');
  });
});

describe('the server', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('takes a free port and listens on loopback only', () => {
    expect(issuer).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d+$/);
  });

  it('refuses a port that is taken', async () => {
    await expect(createPractice({ port: Number(new URL(issuer).port) })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });

  it('refuses requests under another host name', async () => {
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(new URL(issuer).port), '127.0.0.1');
      socket.once('data', (data) => {
        resolve(data.toString());
        socket.destroy();
      });
      socket.write('GET /jwks HTTP/1.1\r\nHost: rebound.example\r\n\r\n');
    });
    expect(answer).toMatch(/^HTTP\/1\.1 421 /);
  });

  it('closes although a connection is still open', async () => {
    const other = await createPractice();
    const socket = connect(Number(new URL(other.issuer ?? '').port), '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    await other.close();
    await closed;
    await expect(fetch(`${other.issuer}/jwks`)).rejects.toThrow('fetch failed');
  });

  it('prints nothing, whatever happens', async () => {
    const spies = [
      ...(['log', 'info', 'warn', 'error'] as const).map((method) =>
        vi.spyOn(console, method).mockImplementation(() => {}),
      ),
      vi.spyOn(process.stdout, 'write'),
    ];
    const other = await createPractice();
    for (const faultId of [null, 'resource-exception', 'provider-exception', 'unregistered-redirect-uri']) {
      await runPracticeFlow(other, { faultId });
    }
    await fetch(`${other.issuer}/session/end`);
    await fetch(`${other.issuer}/me`, { headers: { origin: 'https://other.example' } });
    await other.close();
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
  });
});
