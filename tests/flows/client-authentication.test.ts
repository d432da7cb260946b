import { diagnose } from '@shared/diagnosis/diagnose';
import type { ProfileInput } from '@shared/model/profile';
import { decodeJwt } from '@shared/model/read-jwt';
import type { SessionView } from '@shared/model/session';
import { buildReport } from '@shared/report/build-report';
import { createLocalJWKSet, jwtVerify } from 'jose';
import type { ClientMetadata } from 'oidc-provider';
import { describe, expect, it } from 'vitest';
import { buildProfileClient } from '../../src/main/practice/clients';
import { ABSENT_PRACTICE } from '../../src/main/practice/practice';
import { createPrivateKeyFor, toPublicJwk, writeJwk, writePem, writeTestFile } from '../support/client-keys';
import { OWN_CLIENT, startOwnProvider } from '../support/own-provider';
import { readArtifact, readVerdicts } from '../support/run-rows';
import { createTestHost, type TestHost } from '../support/test-host';

const SECRET = 'p+s %c/al&=? of 32 bytes or more';

type Client = ProfileInput['client'];

function buildProfile(
  issuer: string,
  client: Partial<Client>,
  more: Partial<ProfileInput> = {},
): ProfileInput {
  return {
    name: 'Own client',
    issuer,
    flow: 'client-credentials',
    scope: 'api:read',
    client: { id: OWN_CLIENT, ...client },
    resource: { url: `${issuer}/api/me` },
    ...more,
  };
}

/** A host without the practice provider: every secret comes from where the profile says. */
async function createHost(environment: Record<string, string> = {}): Promise<TestHost> {
  return createTestHost({ practice: ABSENT_PRACTICE, environment: () => environment });
}

const firstEntry = (session: SessionView) => diagnose(session)[0]?.entryId;

describe('a client with a secret', () => {
  const METHODS = ['client_secret_basic', 'client_secret_post', 'client_secret_jwt'] as const;

  it.each(METHODS)('is let in by %s with the right secret, special characters and all', async (auth) => {
    const { issuer } = await startOwnProvider({
      client: { token_endpoint_auth_method: auth, client_secret: SECRET },
    });
    const host = await createHost({ OWN_SECRET: SECRET });
    const { session } = await host.run({
      profile: buildProfile(issuer, { auth, secret: { env: 'OWN_SECRET' } }),
    });
    expect(session.outcome).toBe('succeeded');
    expect(session.steps.at(-1)?.exchanges.at(-1)?.response?.status).toBe(200);
  });

  it.each(METHODS)('is refused by %s with another one, and told so', async (auth) => {
    const { issuer } = await startOwnProvider({
      client: { token_endpoint_auth_method: auth, client_secret: SECRET },
    });
    const host = await createHost({ OWN_SECRET: 'another-secret-of-32-bytes-or-more' });
    const { session } = await host.run({
      profile: buildProfile(issuer, { auth, secret: { env: 'OWN_SECRET' } }),
    });
    expect(session.outcome).toBe('failed');
    expect(diagnose(session)[0]).toMatchObject({ entryId: 'invalid-client', stepId: 'token' });
  });

  it('shows the assertion that its HMAC secret signed, and hides the secret', async () => {
    const { issuer } = await startOwnProvider({
      client: { token_endpoint_auth_method: 'client_secret_jwt', client_secret: SECRET },
    });
    const host = await createHost({ OWN_SECRET: SECRET });
    const { session, events } = await host.run({
      profile: buildProfile(issuer, { auth: 'client_secret_jwt', secret: { env: 'OWN_SECRET' } }),
    });
    const assertion = readArtifact(session, 'client-assertion') ?? '';
    const key = new TextEncoder().encode(SECRET);
    const { payload } = await jwtVerify(assertion, key, { issuer: OWN_CLIENT, audience: issuer });
    expect(payload).toMatchObject({ sub: OWN_CLIENT, jti: expect.any(String) });
    expect(readVerdicts(session, 'client-assertion-')).toEqual({
      alg: ['pass'],
      iss: ['pass'],
      sub: ['pass'],
      aud: ['pass'],
      exp: ['pass'],
      jti: ['pass'],
    });
    expect(readArtifact(session, 'client-jwks')).toBeUndefined();
    const report = buildReport(events, { format: 'json', now: Date.now(), appVersion: 'test' }).text;
    expect(report).not.toContain(assertion.split('.')[2]);
    expect(JSON.stringify(events)).not.toContain(SECRET);
  });
});

interface KeyCell {
  alg: string;
  form: 'PEM' | 'JWK' | 'PEM (PKCS #1)' | 'PEM (SEC 1)';
  /** Left out: the algorithm follows from the key. */
  isAlgTold?: boolean;
}

const KEYS: KeyCell[] = [
  ...[
    'RS256',
    'RS384',
    'RS512',
    'PS256',
    'PS384',
    'PS512',
    'ES256',
    'ES384',
    'ES512',
    'EdDSA',
    'Ed25519',
  ].flatMap((alg): KeyCell[] => [
    { alg, form: 'PEM', isAlgTold: true },
    { alg, form: 'JWK', isAlgTold: true },
  ]),
  { alg: 'RS256', form: 'PEM (PKCS #1)' },
  { alg: 'ES256', form: 'PEM (SEC 1)' },
  { alg: 'ES384', form: 'PEM' },
  { alg: 'EdDSA', form: 'PEM' },
  { alg: 'ES512', form: 'JWK' },
];

const AUDIENCES = ['issuer', 'token-endpoint'] as const;

describe('private_key_jwt', () => {
  it.each(
    KEYS.map(
      (cell, index) => [cell.form, cell.alg, cell.isAlgTold ? 'told' : 'guessed', cell, index] as const,
    ),
  )(
    'signs with a %s for %s (algorithm %s)',
    async (_form, alg, _told, { form, isAlgTold }, index) => {
      const key = createPrivateKeyFor(alg);
      const text =
        form === 'JWK'
          ? writeJwk(key)
          : writePem(key, form === 'PEM' ? 'pkcs8' : form === 'PEM (SEC 1)' ? 'sec1' : 'pkcs1');
      const { issuer } = await startOwnProvider({ client: registerKey(toPublicJwk(text)) });
      const audience = AUDIENCES[index % 2] ?? 'issuer';
      const host = await createHost();
      const { session, events } = await host.run({
        profile: buildProfile(issuer, {
          auth: 'private_key_jwt',
          key: {
            from: { file: await writeTestFile(text) },
            ...(isAlgTold ? { alg: alg as 'ES256' } : {}),
            kid: 'k1',
          },
          assertionAudience: audience,
        }),
      });
      expect(session.outcome).toBe('succeeded');
      const assertion = readArtifact(session, 'client-assertion') ?? '';
      expect(decodeJwt(assertion)).toMatchObject({
        header: { alg, kid: 'k1' },
        claims: { aud: audience === 'issuer' ? issuer : `${issuer}/token` },
      });
      const jwks = JSON.parse(readArtifact(session, 'client-jwks') ?? '');
      await jwtVerify(assertion, createLocalJWKSet(jwks));
      expect(Object.keys(jwks.keys[0])).not.toContain('d');
      expect(new Set(Object.values(readVerdicts(session, 'client-assertion-')).flat())).toEqual(
        new Set(['pass']),
      );
      expect(JSON.stringify(events)).not.toContain((key.export({ format: 'jwk' }) as { d: string }).d);
    },
    20_000,
  );

  it.each(['RS256', 'PS256', 'ES256', 'EdDSA'])(
    'is refused where the registered %s key is another one, and shows the key to register',
    async (alg) => {
      const registered = toPublicJwk(writePem(createPrivateKeyFor(alg)));
      const { issuer } = await startOwnProvider({ client: registerKey(registered) });
      const text = writePem(createPrivateKeyFor(alg));
      const host = await createHost();
      const { session } = await host.run({
        profile: buildProfile(issuer, {
          auth: 'private_key_jwt',
          key: { from: { file: await writeTestFile(text) }, alg: alg as 'ES256' },
        }),
      });
      const [finding] = diagnose(session);
      expect(finding).toMatchObject({ entryId: 'invalid-client', stepId: 'token', severity: 'error' });
      expect(finding?.fixes[0]).toContain('client-jwks');
      const {
        kid,
        use,
        alg: shownAlg,
        ...members
      } = JSON.parse(readArtifact(session, 'client-jwks') ?? '').keys[0];
      expect(members).toEqual(toPublicJwk(text));
    },
    20_000,
  );

  it.each(['ES256', 'PS256', 'EdDSA', undefined])(
    'makes a key on first use (%s), which works once the shown JWKS is registered',
    async (alg) => {
      const profileOf = (issuer: string) =>
        buildProfile(issuer, {
          auth: 'private_key_jwt',
          key: { from: { generated: true }, ...(alg === undefined ? {} : { alg: alg as 'ES256' }) },
        });
      const host = await createHost();
      const before = await startOwnProvider({
        client: registerKey({ kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43) }),
      });
      const refused = await host.run({ profile: profileOf(before.issuer) });
      expect(firstEntry(refused.session)).toBe('invalid-client');
      const jwks = JSON.parse(readArtifact(refused.session, 'client-jwks') ?? '');
      await before.close();
      const after = await startOwnProvider({
        client: { token_endpoint_auth_method: 'private_key_jwt', jwks },
        port: Number(new URL(before.issuer).port),
      });
      const accepted = await host.run({ profile: profileOf(after.issuer) });
      expect(accepted.session.outcome).toBe('succeeded');
      expect(decodeJwt(readArtifact(accepted.session, 'client-assertion') ?? '')?.header).toMatchObject({
        alg: alg ?? 'ES256',
        kid: jwks.keys[0].kid,
      });
    },
  );

  it('signs for the authorization code flow too', async () => {
    const host = await createTestHost();
    const stored = host.services.practice.profiles()[0]?.profile;
    if (!stored) throw new Error('There is no practice profile.');
    const { session } = await host.run({
      profile: { ...stored, client: buildProfileClient('private_key_jwt') },
      browser: 'practice',
    });
    expect(session.outcome).toBe('succeeded');
    const token = session.steps.find((step) => step.name === 'token');
    expect(token?.artifacts.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['client-assertion', 'client-jwks']),
    );
  });
});

describe('a key that cannot be used', () => {
  it.each([
    ['no key at all', 'hello', 'ES256'],
    ['a public key', JSON.stringify(toPublicJwk(writePem(createPrivateKeyFor('ES256')))), 'ES256'],
    ['a key of another kind', writePem(createPrivateKeyFor('ES256')), 'RS256'],
    ['a JWK without kty', '{"d":"very-private-value"}', 'ES256'],
  ])('%s fails before anything is sent, without quoting it', async (_kind, text, alg) => {
    const { issuer } = await startOwnProvider();
    const host = await createHost();
    const { session, events } = await host.run({
      profile: buildProfile(issuer, {
        auth: 'private_key_jwt',
        key: { from: { file: await writeTestFile(text) }, alg: alg as 'ES256' },
      }),
    });
    expect(session.outcome).toBe('failed');
    expect(session.steps.at(-1)?.error).toMatchObject({ code: 'key_unreadable', source: 'local' });
    expect(JSON.stringify(events)).not.toContain('very-private-value');
  });
});

function registerKey(jwk: ReturnType<typeof toPublicJwk>): Partial<ClientMetadata> {
  return {
    token_endpoint_auth_method: 'private_key_jwt',
    jwks: { keys: [{ ...jwk, kid: 'k1' }] } as unknown as NonNullable<ClientMetadata['jwks']>,
  };
}
