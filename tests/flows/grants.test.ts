import { diagnose } from '@shared/diagnosis/diagnose';
import { readSessionTokens } from '@shared/follow-ups/session-tokens';
import type { ClientAuthMethod, Profile } from '@shared/model/profile';
import type { SessionView } from '@shared/model/session';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { refreshTokenFlow } from '../../src/main/flows/refresh-token';
import type { Practice } from '../../src/main/host/services';
import { buildProfileClient } from '../../src/main/practice/clients';
import { createPractice } from '../../src/main/practice/practice';
import { runTestFlow } from '../support/run-test-flow';
import { startScriptedProvider } from '../support/scripted-provider';
import { createTestHost } from '../support/test-host';

let practice: Practice;
beforeAll(async () => {
  practice = await createPractice();
});
afterAll(() => practice.close());

type Change = (profile: Profile) => Profile;

/** One combination of flow, client authentication and options: how it succeeds, and one way in which it fails. */
interface Cell {
  cell: string;
  flow: 'refresh-token' | 'token-exchange' | 'jwt-bearer' | 'password';
  change?: Change;
  /** Rows that the success must have, with what they must say. */
  rows: [id: string, verdict: string, actual?: RegExp][];
  fault: string;
}

const withAuth =
  (auth: ClientAuthMethod): Change =>
  (profile) => ({ ...profile, client: { ...profile.client, ...buildProfileClient(auth) } });
const withToken =
  (token: Record<string, string>): Change =>
  (profile) => ({ ...profile, parameters: { ...profile.parameters, token } });
const withScope =
  (scope: string): Change =>
  (profile) => ({ ...profile, scope });

const ROTATED: Cell['rows'][number] = ['refresh-token-rotation', 'pass', /a new refresh token came/];
const SAME_USER: Cell['rows'][number] = ['refresh-id-token-sub', 'pass', /alice/];
const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';
const ID_TOKEN = 'urn:ietf:params:oauth:token-type:id_token';

const CELLS: Cell[] = [
  {
    cell: 'refresh token, client_secret_basic',
    flow: 'refresh-token',
    rows: [ROTATED, SAME_USER, ['refresh-id-token-iss', 'pass'], ['refresh-id-token-aud', 'pass']],
    fault: 'refresh-token-of-another-client',
  },
  {
    cell: 'refresh token, client_secret_post',
    flow: 'refresh-token',
    change: withAuth('client_secret_post'),
    rows: [ROTATED, SAME_USER],
    fault: 'reused-refresh-token',
  },
  {
    cell: 'refresh token, public client',
    flow: 'refresh-token',
    change: withAuth('none'),
    rows: [ROTATED, SAME_USER],
    fault: 'never-issued-refresh-token',
  },
  {
    cell: 'refresh token, private_key_jwt',
    flow: 'refresh-token',
    change: withAuth('private_key_jwt'),
    rows: [ROTATED, SAME_USER],
    fault: 'expired-refresh-token',
  },
  {
    cell: 'refresh token, client_secret_jwt',
    flow: 'refresh-token',
    change: withAuth('client_secret_jwt'),
    rows: [ROTATED, SAME_USER],
    fault: 'refresh-for-another-user',
  },
  {
    cell: 'refresh token, a narrower scope',
    flow: 'refresh-token',
    change: withToken({ scope: 'openid api:read' }),
    rows: [ROTATED, ['token-scope', 'pass', /^openid api:read$/]],
    fault: 'no-refresh-token',
  },
  {
    cell: 'token exchange, client_secret_basic',
    flow: 'token-exchange',
    rows: [
      ['exchange-issued-token-type', 'pass', /access_token$/],
      ['exchange-token-use', 'pass', /Bearer/],
      ['token-scope', 'pass', /^api:read$/],
    ],
    fault: 'unknown-subject-token',
  },
  {
    cell: 'token exchange, client_secret_post, for an audience',
    flow: 'token-exchange',
    change: (profile) =>
      withAuth('client_secret_post')(withToken({ audience: `${practice.issuer}/api` })(profile)),
    rows: [
      ['exchange-issued-token-type', 'pass'],
      ['token-scope', 'pass', /^api:read api:write$/],
    ],
    fault: 'unknown-exchange-audience',
  },
  {
    cell: 'token exchange, private_key_jwt, for an ID token',
    flow: 'token-exchange',
    change: (profile) =>
      withAuth('private_key_jwt')({
        ...profile,
        tokenExchange: {
          subjectTokenType: ACCESS_TOKEN,
          actorTokenType: ACCESS_TOKEN,
          requestedTokenType: ID_TOKEN,
        },
      }),
    rows: [
      ['exchange-issued-token-type', 'pass', /id_token$/],
      ['exchange-token-use', 'info', /N_A/],
      ['token-type', 'pass', /N_A/],
    ],
    fault: 'subject-token-type-wrong',
  },
  {
    cell: 'JWT bearer, client_secret_basic, about a user',
    flow: 'jwt-bearer',
    rows: [
      ['grant-assertion-form', 'pass', /ES256/],
      ['grant-assertion-sub', 'pass', /alice/],
      ['grant-assertion-aud', 'pass'],
    ],
    fault: 'grant-assertion-expired',
  },
  {
    cell: 'JWT bearer, client_secret_post, aimed at the token endpoint',
    flow: 'jwt-bearer',
    change: (profile) => ({
      ...profile,
      client: { ...profile.client, ...buildProfileClient('client_secret_post') },
      jwtBearer: { subject: 'bob', audience: `${practice.issuer}/token`, lifetimeSeconds: 60 },
    }),
    rows: [
      ['grant-assertion-aud', 'pass', /\/token$/],
      ['grant-assertion-sub', 'pass', /bob/],
    ],
    fault: 'assertion-forged',
  },
  {
    cell: 'JWT bearer, private_key_jwt',
    flow: 'jwt-bearer',
    change: withAuth('private_key_jwt'),
    rows: [['grant-assertion-exp', 'pass']],
    fault: 'assertion-for-another-server',
  },
  {
    cell: 'JWT bearer, client_secret_jwt',
    flow: 'jwt-bearer',
    change: withAuth('client_secret_jwt'),
    rows: [['grant-assertion-jti', 'pass']],
    fault: 'assertion-about-nobody',
  },
  {
    cell: 'JWT bearer, every scope the client has',
    flow: 'jwt-bearer',
    change: withScope(''),
    rows: [['token-scope', 'pass', /api:write/]],
    fault: 'grant-assertion-replayed',
  },
  {
    cell: 'password, client_secret_basic',
    flow: 'password',
    rows: [['password-grant-legacy', 'warn']],
    fault: 'wrong-password',
  },
  {
    cell: 'password, client_secret_post',
    flow: 'password',
    change: withAuth('client_secret_post'),
    rows: [['token-scope', 'pass', /^api:read$/]],
    fault: 'password-grant-switched-off',
  },
  {
    cell: 'password, private_key_jwt',
    flow: 'password',
    change: withAuth('private_key_jwt'),
    rows: [['password-grant-legacy', 'warn']],
    fault: 'wrong-password',
  },
];

describe.each(CELLS)('$cell', ({ flow, change = (profile) => profile, rows, fault }) => {
  const start = async (chosen: string | null) => {
    const host = await createTestHost({ practice });
    const profileId = `practice:${flow}`;
    const profile = practice.profiles().find(({ id }) => id === profileId)?.profile as Profile;
    return host.run({ profileId, profile: change(profile), fault: chosen, browser: 'practice' });
  };

  it('succeeds', async () => {
    const { session } = await start(null);
    expect(
      session.steps.map(({ name, outcome, error }) => [name, outcome, error?.message]),
    ).not.toContainEqual(expect.arrayContaining(['failed']));
    expect(session.outcome).toBe('succeeded');
    const last = session.steps.findLast(({ name }) => ['refresh', 'exchange', 'token'].includes(name));
    for (const [id, verdict, actual = /./] of rows) {
      const row = last?.checks.find((each) => each.id === id);
      expect(row, id).toMatchObject({ verdict });
      expect(row?.actual, id).toMatch(actual);
    }
    expect(listFailedRows(session)).toEqual([]);
  });

  it(`fails with ${fault}, which the first finding names`, async () => {
    const known = practice.faults().find(({ id }) => id === fault);
    const { session } = await start(fault);
    expect(session.outcome).toBe('failed');
    expect(diagnose(session)[0]).toMatchObject({ entryId: known?.entryId, severity: 'error' });
  });
});

const listFailedRows = ({ steps }: SessionView) =>
  steps.flatMap(({ checks }) => checks.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id));

describe('a token that the profile gives', () => {
  const signIn = async () => {
    const host = await createTestHost({ practice });
    const { session } = await host.run({ profileId: 'practice:refresh-token', browser: 'practice' });
    return { host, tokens: readSessionTokens(session) };
  };
  const builtIn = (id: string) => practice.profiles().find((each) => each.id === id)?.profile as Profile;

  it('is refreshed at once, and never recorded in plain with the profile', async () => {
    const { host, tokens } = await signIn();
    const refreshToken = tokens.refreshToken ?? '';
    const { session, events } = await host.run({
      profile: { ...builtIn('practice:refresh-token'), refreshToken },
    });
    expect(session.steps.map(({ name }) => name)).toEqual(['discovery', 'preflight', 'refresh', 'resource']);
    expect(session.outcome).toBe('succeeded');
    expect(JSON.stringify(events[0])).not.toContain(refreshToken);

    const again = await host.run({ profile: { ...builtIn('practice:refresh-token'), refreshToken } });
    expect(diagnose(again.session)[0]?.entryId).toBe('invalid-grant-refresh-token');
  });

  it('is exchanged at once, for somebody who acts for the user', async () => {
    const { host, tokens } = await signIn();
    const token = tokens.accessToken ?? '';
    const { session } = await host.run({
      profile: {
        ...builtIn('practice:token-exchange'),
        scope: 'api:read',
        parameters: { authorize: {}, token: {} },
        tokenExchange: { subjectToken: token, actorToken: token },
      } as Profile,
    });
    expect(session.steps.map(({ name }) => name)).toEqual(['discovery', 'preflight', 'exchange', 'resource']);
    expect(session.outcome).toBe('succeeded');
    const form = new URLSearchParams(
      session.steps.find(({ name }) => name === 'exchange')?.exchanges[0]?.request.body?.text,
    );
    expect(Object.fromEntries(form)).toMatchObject({
      subject_token: token,
      subject_token_type: ACCESS_TOKEN,
      actor_token_type: ACCESS_TOKEN,
      scope: 'api:read',
    });
  });

  it('as a ready assertion is sent as it is, with rows that say what is wrong with it', async () => {
    const host = await createTestHost({ practice });
    const assertion = 'not.a.jwt';
    const { session } = await host.run({
      profile: { ...builtIn('practice:jwt-bearer'), jwtBearer: { assertion, lifetimeSeconds: 300 } },
    });
    const step = session.steps.find(({ name }) => name === 'token');
    expect(step).toMatchObject({ outcome: 'failed' });
    expect(step?.checks.find(({ id }) => id === 'grant-assertion-form')).toMatchObject({ verdict: 'fail' });
    expect(diagnose(session)[0]?.entryId).toBe('invalid-grant-assertion');
  });

  it('as a wrong password in a file is refused', async () => {
    const host = await createTestHost({ practice });
    const { session } = await host.run({
      profile: { ...builtIn('practice:password'), password: { username: 'alice', password: 'let-me-out' } },
    });
    expect(diagnose(session)[0]?.entryId).toBe('invalid-grant-password');
  });
});

describe('a provider that does not rotate refresh tokens', () => {
  const run = async (auth: ClientAuthMethod, second: Record<string, unknown>) => {
    const provider = await startScriptedProvider({
      token: (body) => ({
        body: {
          ...body,
          refresh_token: 'refresh-token-1',
          ...(provider.tokenRequests.length > 1 ? second : {}),
        },
      }),
    });
    onTestFinished(provider.close);
    const { step, session } = await runTestFlow({
      issuer: provider.issuer,
      flow: refreshTokenFlow,
      profile: {
        flow: 'refresh-token',
        client: { id: 'client-1', auth, secret: 'secret-1' },
        parameters: { token: { resource: 'https://api.acme.example' } },
      },
      clientSecret: 'secret-1',
    });
    const rowOf = (id: string) => step('refresh').checks.find((row) => row.id === id);
    return { session, rowOf, requests: provider.tokenRequests };
  };

  it('lets the client go on with the one it has', async () => {
    const { session, rowOf, requests } = await run('client_secret_post', { refresh_token: undefined });
    expect(session.outcome).toBe('succeeded');
    expect(rowOf('refresh-token-rotation')).toMatchObject({ verdict: 'info' });
    expect(readSessionTokens(session).refreshToken).toBe('refresh-token-1');
    // The profile's parameters are for the request that the flow is about, not for its sign-in.
    expect(requests.map((form) => form.get('resource'))).toEqual([null, 'https://api.acme.example']);
  });

  it('is warned about where the client is public', async () => {
    const { rowOf } = await run('none', {});
    expect(rowOf('refresh-token-rotation')).toMatchObject({ verdict: 'warn' });
  });

  it('may leave the ID token out', async () => {
    const { session, rowOf } = await run('client_secret_post', { id_token: undefined });
    expect(session.outcome).toBe('succeeded');
    expect(rowOf('id-token-present')).toBeUndefined();
  });
});

it.each(['refresh-token', 'token-exchange', 'jwt-bearer', 'password', 'registration'])(
  'a run of %s is shared without a credential in it',
  async (flow) => {
    const host = await createTestHost({ practice });
    const profile = practice.profiles().find(({ id }) => id === `practice:${flow}`)?.profile as Profile;
    const followUps: Profile['followUps'] = flow === 'registration' ? [] : ['introspect', 'revoke'];
    const { sessionId, session } = await host.run({
      profileId: `practice:${flow}`,
      profile: { ...profile, followUps },
      browser: 'practice',
    });
    expect(session.outcome).toBe('succeeded');
    const secrets = session.steps
      .flatMap(({ artifacts }) => artifacts)
      .filter(({ kind }) => kind === 'secret' || kind === 'jwt')
      .map(({ value }) => value);
    for (const format of ['html', 'md', 'json'] as const) {
      const { text } = await host.expectOk('buildReport', { sessionId, format });
      for (const secret of [...secrets, 'let-me-in']) expect(text).not.toContain(secret);
    }
  },
);
