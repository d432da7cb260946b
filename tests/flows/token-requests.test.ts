import { diagnose } from '@shared/diagnosis/diagnose';
import type { Profile, ProfileInput } from '@shared/model/profile';
import { decodeJwt, decodeJwtHeader } from '@shared/model/read-jwt';
import type { SessionView } from '@shared/model/session';
import { buildReport } from '@shared/report/build-report';
import type { ClientMetadata } from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Practice } from '../../src/main/host/services';
import { createPractice } from '../../src/main/practice/practice';
import { createPrivateKeyFor, toPublicJwk, writeJwk, writePem } from '../support/client-keys';
import { OWN_CLIENT, startOwnProvider } from '../support/own-provider';
import { signInAtOwnProvider } from '../support/own-sign-in';
import { readArtifact, readStatuses, readVerdicts } from '../support/run-rows';
import { runTestFlow } from '../support/run-test-flow';
import { startScriptedProvider } from '../support/scripted-provider';
import { createTestHost } from '../support/test-host';

let practice: Practice;
beforeAll(async () => {
  practice = await createPractice();
});
afterAll(() => practice.close());

type Changes = Partial<ProfileInput> | ((profile: Profile) => Partial<ProfileInput>);

async function run(profileId: string, changes: Changes = {}, fault: string | null = null) {
  const stored = practice.profiles().find(({ id }) => id === profileId);
  if (!stored) throw new Error(`There is no profile ${profileId}.`);
  const more = typeof changes === 'function' ? changes(stored.profile) : changes;
  const host = await createTestHost({ practice });
  const profile = { ...stored.profile, ...more } as Profile;
  return host.run({ profile, fault, browser: 'practice' });
}

const firstEntry = (session: SessionView) => diagnose(session)[0]?.entryId;
const readStep = (session: SessionView, name: string) => session.steps.find((step) => step.name === name);

describe('resource indicators', () => {
  it('are repeated in the authorization request, and one of them aims the token', async () => {
    const { session } = await run('practice:resource-indicators');
    const url = new URL(readArtifact(session, 'authorization-url') ?? '');
    const [api, other] = [`${practice.issuer}/api`, `${practice.issuer}/other-api`];
    expect(url.searchParams.getAll('resource')).toEqual([api, other]);
    expect(decodeJwt(readArtifact(session, 'access-token') ?? '')?.claims['aud']).toBe(api);
    expect(readVerdicts(session, 'access-token-audience')).toEqual({ '': ['pass'] });
    expect(session.outcome).toBe('succeeded');
  });

  it('give a token for another API, which this one refuses', async () => {
    const { session } = await run('practice:resource-indicators', ({ parameters }) => ({
      parameters: { ...parameters, token: { resource: `${practice.issuer}/other-api` } },
    }));
    expect(readVerdicts(session, 'access-token-audience')).toEqual({ '': ['pass'] });
    expect(diagnose(session)[0]).toMatchObject({ entryId: 'bearer-invalid-token', stepId: 'resource' });
  });

  it('work in the client credentials flow', async () => {
    const { session } = await run('practice:client-credentials', {
      parameters: { token: { resource: `${practice.issuer}/api` } },
    });
    expect(session.outcome).toBe('succeeded');
    expect(readVerdicts(session, 'access-token-audience')).toEqual({ '': ['pass'] });
  });

  it('of an unknown API are refused at the token endpoint too', async () => {
    const { session } = await run('practice:client-credentials', {
      parameters: { token: { resource: 'https://unknown-api.example' } },
    });
    expect(diagnose(session)[0]).toMatchObject({ entryId: 'invalid-target', stepId: 'token' });
  });
});

describe('rich authorization requests', () => {
  it('are granted, which the token response and the JWT say', async () => {
    const { session } = await run('practice:rar');
    const wanted = [expect.objectContaining({ type: 'payment', amount: '12.50' })];
    expect(decodeJwt(readArtifact(session, 'access-token') ?? '')?.claims['authorization_details']).toEqual(
      wanted,
    );
    expect(readVerdicts(session, 'authorization-details')).toEqual({ '': ['pass'] });
  });

  it.each([
    ['an unknown type', '[{"type":"teleportation"}]'],
    ['a missing member', '[{"type":"payment"}]'],
    ['no JSON', 'payment'],
    ['no list', '{"type":"payment"}'],
  ])('with %s are refused', async (_kind, details) => {
    const { session } = await run('practice:rar', ({ parameters }) => ({
      parameters: { ...parameters, authorize: { ...parameters.authorize, authorization_details: details } },
    }));
    expect(diagnose(session)[0]).toMatchObject({
      entryId: 'rar-invalid-authorization-details',
      stepId: 'callback',
      severity: 'error',
    });
  });
});

describe('the claims parameter and acr_values', () => {
  it('bring the claims one by one, each where it was asked for', async () => {
    const { session } = await run('practice:signed-userinfo');
    expect(readVerdicts(session, 'requested-claims')).toEqual({ '': ['pass', 'pass'] });
    expect(readVerdicts(session, 'id-token-acr')).toEqual({ '': ['pass'] });
    expect(decodeJwt(readArtifact(session, 'id-token') ?? '')?.claims).toMatchObject({
      email: 'alice@example.com',
      acr: 'urn:practice:second-factor',
    });
  });

  it('warn where a claim was left out, and where the level is another', async () => {
    const claims = JSON.stringify({ id_token: { department: { essential: true } } });
    const { session } = await run('practice:signed-userinfo', {
      parameters: { authorize: { claims, acr_values: 'urn:unknown:level' } },
    });
    expect(session.outcome).toBe('succeeded');
    expect(readVerdicts(session, 'requested-claims')).toEqual({ '': ['warn'] });
    expect(readVerdicts(session, 'id-token-acr')).toEqual({ '': ['warn'] });
  });

  it('with max_age: auth_time is checked', async () => {
    const { session } = await run('practice:authorization-code', {
      parameters: { authorize: { max_age: '60' } },
    });
    expect(session.outcome).toBe('succeeded');
    expect(readVerdicts(session, 'id-token-auth-time')).toEqual({ '': ['pass'] });
  });
});

describe('step-up authentication', () => {
  it('follows the challenge with a new sign-in and calls again', async () => {
    const { session } = await run('practice:step-up');
    expect(session.steps.map(({ name, outcome }) => `${name} ${outcome}`).slice(-6)).toEqual([
      'resource succeeded',
      'step-up-request succeeded',
      'step-up-callback succeeded',
      'step-up-token succeeded',
      'step-up-id-token succeeded',
      'step-up-resource succeeded',
    ]);
    expect(readStatuses(session, 'resource')).toEqual([401]);
    expect(readStatuses(session, 'step-up-resource')).toEqual([200]);
    const again = readStep(session, 'step-up-request')?.artifacts.find(
      ({ name }) => name === 'authorization-url',
    );
    expect(new URL(again?.value ?? '').searchParams.get('acr_values')).toBe('urn:practice:second-factor');
    expect(readVerdicts(session, 'step-up')).toEqual({ '': ['info'] });
  });

  it('works with tokens bound to a key', async () => {
    const { session } = await run('practice:step-up', { dpop: {} } as Partial<ProfileInput>);
    expect(session.outcome).toBe('succeeded');
    expect(readStatuses(session, 'step-up-resource')).toEqual([200]);
  });

  it('has nothing to do where the API is content', async () => {
    const { session } = await run('practice:authorization-code', { stepUp: true });
    expect(session.outcome).toBe('succeeded');
    expect(readStep(session, 'step-up-request')?.outcome).toBe('skipped');
  });

  it.each([
    ['step-up-not-followed', 'step-up-required', 'resource'],
    ['step-up-refused', 'oidc-unmet-authentication-requirements', 'step-up-callback'],
  ])('%s fails as %s', async (fault, entryId, stepId) => {
    const { session } = await run('practice:authorization-code', {}, fault);
    expect(diagnose(session)[0]).toMatchObject({ entryId, stepId, severity: 'error' });
  });
});

const ENCRYPTIONS = [
  ['ECDH-ES', 'A256GCM', 'ES256'],
  ['ECDH-ES+A256KW', 'A128CBC-HS256', 'ES256'],
  ['RSA-OAEP-256', 'A256GCM', 'RS256'],
  ['RSA-OAEP', 'A128GCM', 'RS256'],
] as const;

describe('encrypted tokens', () => {
  it('are decrypted, checked inside, and shown in both forms; nothing of it is in a report', async () => {
    const { session, events } = await run('practice:encrypted-id-token');
    expect(session.outcome).toBe('succeeded');
    const outer = readArtifact(session, 'id-token') ?? '';
    const inner = readArtifact(session, 'id-token-decrypted') ?? '';
    expect(decodeJwtHeader(outer)).toMatchObject({ alg: 'ECDH-ES', enc: 'A256GCM' });
    expect(decodeJwt(inner)?.claims).toMatchObject({ sub: 'alice', iss: practice.issuer });
    expect(readVerdicts(session, 'id-token-decryption')).toEqual({ '': ['pass'] });
    expect(readVerdicts(session, 'id-token-signature')).toEqual({ '': ['pass'] });
    expect(readVerdicts(session, 'userinfo-')).toEqual({
      decryption: ['pass'],
      status: ['pass'],
      format: ['pass'],
      sub: ['pass'],
    });
    const report = buildReport(events, { format: 'json', now: Date.now(), appVersion: 'test' }).text;
    expect(report).not.toContain(inner.split('.')[1]);
    expect(report).not.toContain('alice@example.com');
  });

  it.each(ENCRYPTIONS)('with %s and %s open with a key of their kind', async (alg, enc, kind) => {
    const key = createPrivateKeyFor(kind);
    const { issuer } = await startOwnProvider({ client: encryptTo(toPublicJwk(writePem(key)), alg, enc) });
    const session = await signInAtOwnProvider(issuer, {
      client: {
        id: OWN_CLIENT,
        decryptionKey: {
          from: writeJwk(key),
          kid: 'enc-1',
          ...(alg === 'RSA-OAEP' ? { alg } : {}),
        },
      },
    });
    expect(session.outcome).toBe('succeeded');
    expect(readVerdicts(session, 'id-token-decryption')).toEqual({ '': ['pass'] });
  });

  it('fail where the key goes by another kid than the token names, and the row says so', async () => {
    const key = createPrivateKeyFor('ES256');
    const { issuer } = await startOwnProvider({
      client: encryptTo(toPublicJwk(writePem(key)), 'ECDH-ES', 'A256GCM'),
    });
    const session = await signInAtOwnProvider(issuer, {
      client: { id: OWN_CLIENT, decryptionKey: { from: writePem(key) } },
    });
    expect(diagnose(session)[0]).toMatchObject({ entryId: 'lib-decryption-failed', stepId: 'id-token' });
    const row = session.steps.at(-1)?.checks.find(({ id }) => id === 'id-token-decryption');
    expect(row).toMatchObject({ verdict: 'fail', actual: expect.stringContaining('kid enc-1') });
  });

  it('fail where the profile names no key', async () => {
    const key = createPrivateKeyFor('ES256');
    const { issuer } = await startOwnProvider({
      client: encryptTo(toPublicJwk(writePem(key)), 'ECDH-ES', 'A256GCM'),
    });
    const session = await signInAtOwnProvider(issuer, { client: { id: OWN_CLIENT } });
    expect(diagnose(session)[0]).toMatchObject({ stepId: 'id-token', severity: 'error' });
    expect(firstEntry(session)).toBe('lib-jwe-not-configured');
    expect(readVerdicts(session, 'id-token-decryption')).toEqual({ '': ['fail'] });
  });
});

function encryptTo(jwk: ReturnType<typeof toPublicJwk>, alg: string, enc: string): Partial<ClientMetadata> {
  return {
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code'],
    id_token_encrypted_response_alg: alg,
    id_token_encrypted_response_enc: enc,
    jwks: { keys: [{ ...jwk, use: 'enc', kid: 'enc-1' }] },
  } as Partial<ClientMetadata>;
}

describe('the templated issuer of Microsoft Entra ID', () => {
  const TEMPLATE = 'https://login.microsoftonline.com/{tenantid}/v2.0';
  const TENANT = '9188040d-6c67-4c5b-b112-36a304b66dad';

  async function runAtEntra(tid: string) {
    const provider = await startScriptedProvider({
      claims: (claims) => ({ ...claims, tid, iss: `https://login.microsoftonline.com/${TENANT}/v2.0` }),
    });
    const own = provider.issuer;
    const server = {
      issuer: TEMPLATE,
      authorization_endpoint: `${own}/authorize`,
      token_endpoint: `${own}/token`,
      jwks_uri: `${own}/jwks`,
      id_token_signing_alg_values_supported: ['RS256'],
    };
    const result = await runTestFlow({ issuer: TEMPLATE, profile: { issuer: undefined, server } });
    await provider.close();
    return result;
  }

  it('takes a token of any tenant, with metadata by hand as well', async () => {
    const { session, failedChecks } = await runAtEntra(TENANT);
    expect(failedChecks()).toEqual([]);
    expect(session.outcome).toBe('succeeded');
  });

  it('takes no token whose issuer is another tenant than it names', async () => {
    const { session } = await runAtEntra('another-tenant');
    expect(session.outcome).toBe('failed');
    expect(firstEntry(session)).toBe('lib-id-token-iss');
  });
});
