import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Practice } from '../../../../src/main/host/services';
import { createPractice } from '../../../../src/main/practice/practice';
import { parseProfile } from '../../../../src/shared/model/parse-profile';
import { interceptCallback } from '../../../support/practice-client';

let practice: Practice;
beforeAll(async () => {
  practice = await createPractice();
});
afterAll(() => practice.close());

function profileOf(id: string) {
  const stored = practice.profiles().find((profile) => profile.id === id);
  if (!stored) throw new Error(`No profile ${id}`);
  return stored.profile;
}

describe('the built-in profiles', () => {
  it('are valid, and the first one is a public client with PKCE', () => {
    for (const { id, profile, source } of practice.profiles()) {
      expect(source).toBe('practice');
      // What RFC 9700 advises against says so.
      const isAdvisedAgainst = ['implicit', 'password'].includes(profile.flow);
      const advice = isAdvisedAgainst ? [{ path: 'flow', severity: 'warning' }] : [];
      expect(parseProfile(profile).problems, id).toMatchObject(advice);
      expect(parseProfile(profile).problems).toHaveLength(advice.length);
    }
    expect(practice.profiles()[0]).toMatchObject({
      id: 'practice:authorization-code',
      profile: { client: { auth: 'none' }, pkce: 'S256' },
    });
  });

  it('hold a reference in place of the secret, which only a prepared run has', async () => {
    const profile = profileOf('practice:authorization-code-basic');
    expect(profile.client.secret).toEqual({ vault: 'practice' });
    const run = await practice.prepareRun(profile, null);
    expect(run?.secrets['client.secret']).toMatch(/^[\w-]{43}$/);
    expect((await practice.prepareRun(profileOf('practice:oauth'), null))?.secrets).toEqual({});
  });
});

describe('preparing a run', () => {
  it('answers null for a fault that does not exist', async () => {
    expect(await practice.prepareRun(profileOf('practice:oauth'), 'no-such-fault')).toBeNull();
  });

  it('moves a copy that was saved under an earlier port to the provider that runs now', async () => {
    const saved = {
      ...profileOf('practice:oauth'),
      issuer: 'http://127.0.0.1:1',
      resource: { url: 'http://127.0.0.1:1/api/me?x=1', method: 'GET' },
    };
    const run = await practice.prepareRun(saved, null);
    expect(run?.profile.issuer).toBe(practice.issuer);
    expect(run?.profile.resource?.url).toBe(`${practice.issuer}/api/me?x=1`);
  });

  it('leaves a resource elsewhere alone', async () => {
    const resource = { url: 'http://127.0.0.1:1/api/me', method: 'GET' };
    const run = await practice.prepareRun({ ...profileOf('practice:oauth'), resource }, null);
    expect(run?.profile.resource).toEqual(resource);
  });

  it('starts a provider of its own for a fault of the provider, and release ends it', async () => {
    const run = await practice.prepareRun(profileOf('practice:oauth'), 'resource-maintenance');
    const issuer = run?.profile.issuer ?? '';
    expect(issuer).not.toBe(practice.issuer);
    expect((await fetch(`${issuer}/api/me`)).status).toBe(503);
    expect((await fetch(`${practice.issuer}/api/me`)).status).toBe(401);
    await run?.release();
    await run?.release();
    await expect(fetch(`${issuer}/api/me`)).rejects.toThrow('fetch failed');
  });

  it('is undone for runs that were never released when the practice closes', async () => {
    const other = await createPractice();
    const run = await other.prepareRun(profileOf('practice:oauth'), 'resource-maintenance');
    await other.close();
    await expect(fetch(`${run?.profile.issuer}/api/me`)).rejects.toThrow('fetch failed');
  });
});

describe('starting with a fault in force', () => {
  it('serves it on the provider that stays up', async () => {
    const other = await createPractice({ faultId: 'resource-maintenance' });
    expect((await fetch(`${other.issuer}/api/me`)).status).toBe(503);
    await other.close();
  });

  it('refuses a fault that does not exist', async () => {
    await expect(createPractice({ faultId: 'no-such-fault' })).rejects.toThrow(RangeError);
  });
});

describe('signing in', () => {
  const redirectUri = 'http://127.0.0.1:45678/callback';
  const signIn = (parameters: Record<string, string>, front = interceptCallback(redirectUri)) => {
    const query = new URLSearchParams({
      client_id: 'practice-basic',
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: 'openid',
      ...parameters,
    });
    const authorizationUrl = `${practice.issuer}/auth?${query}`;
    return practice.signIn({
      authorizationUrl,
      fetch: front.fetch,
      redirectUri,
      signal: AbortSignal.timeout(10_000),
    });
  };

  it('ends at the redirect URI, with a code', async () => {
    const front = interceptCallback(redirectUri);
    await signIn({ state: 'abc' }, front);
    expect(front.callback()?.searchParams.get('state')).toBe('abc');
    expect(front.callback()?.searchParams.has('code')).toBe(true);
  });

  it('says so where the provider shows an error page', async () => {
    await expect(signIn({ client_id: 'unknown' })).rejects.toMatchObject({
      name: 'LocalFlowError',
      code: 'provider_error_page',
      facts: { status: 400, url: `${practice.issuer}/auth` },
    });
  });

  it('gives up on a provider that redirects for ever', async () => {
    const circle = async (input: string | URL | Request) =>
      new Response(null, { status: 302, headers: { location: String(input) } });
    await expect(signIn({}, { fetch: circle, callback: () => null })).rejects.toMatchObject({
      code: 'provider_error_page',
    });
  });

  it('stops when it is told to', async () => {
    const signal = AbortSignal.abort();
    const authorizationUrl = `${practice.issuer}/auth`;
    await expect(practice.signIn({ authorizationUrl, fetch, redirectUri, signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});
