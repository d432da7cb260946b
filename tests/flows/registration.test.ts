import { diagnose } from '@shared/diagnosis/diagnose';
import { parseProfile } from '@shared/model/parse-profile';
import type { Profile, ProfileInput } from '@shared/model/profile';
import { createRedactor } from '@shared/redact/redactor';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { registrationFlow } from '../../src/main/flows/registration';
import type { Practice } from '../../src/main/host/services';
import { createClientSecrets } from '../../src/main/practice/clients';
import { loadPracticeKeys } from '../../src/main/practice/keys';
import { createPractice } from '../../src/main/practice/practice';
import { createPracticeProvider } from '../../src/main/practice/practice-provider';
import { runTestFlow } from '../support/run-test-flow';
import { createTestHost } from '../support/test-host';
import { startServer } from '../support/test-server';

let practice: Practice;
beforeAll(async () => {
  practice = await createPractice();
});
afterAll(() => practice.close());

const METADATA = {
  client_name: 'Acme',
  redirect_uris: ['http://127.0.0.1/callback'],
  application_type: 'native',
  token_endpoint_auth_method: 'client_secret_post',
};

async function register(
  issuer: string,
  registration: Partial<ProfileInput['registration']> = {},
  token?: string,
) {
  return runTestFlow({
    issuer,
    flow: registrationFlow,
    profile: {
      flow: 'registration',
      client: {},
      registration: { metadata: METADATA, ...registration },
    },
    secrets: token === undefined ? {} : { 'registration.initialAccessToken': token },
  });
}

async function startProvider(initialAccessToken: string) {
  const provider = await createPracticeProvider({
    keys: await loadPracticeKeys(),
    clientSecrets: createClientSecrets(),
    change: { initialAccessToken },
  });
  onTestFinished(provider.close);
  return provider;
}

describe('a registration', () => {
  it('needs no client in the profile, is read, updated and deleted again', async () => {
    const { session, step } = await register(practice.issuer ?? '');
    expect(session.steps.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['discovery', 'succeeded'],
      ['preflight', 'succeeded'],
      ['register', 'succeeded'],
      ['read-registration', 'succeeded'],
      ['update-registration', 'succeeded'],
      ['delete-registration', 'succeeded'],
    ]);
    const rows = session.steps.flatMap(({ checks }) => checks);
    const rowOf = (id: string) => rows.findLast((row) => row.id === id);
    expect(rowOf('registration-asked-redirect_uris')).toMatchObject({ verdict: 'pass' });
    expect(rowOf('registration-secret-expiry')).toMatchObject({ verdict: 'pass' });
    expect(rowOf('registration-updated')).toMatchObject({ verdict: 'pass', actual: 'Acme (updated)' });
    expect(rowOf('registration-token-rotation')).toMatchObject({ actual: 'a new one came' });
    expect(rowOf('registration-deleted')).toMatchObject({ verdict: 'pass', actual: '204' });
    expect(rows.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
    // The library begins with a discovery of its own, which must not go out twice.
    expect(step('register').exchanges.map(({ request }) => request.method)).toEqual(['POST']);
  });

  it('leaves the client in place where it is not to be managed', async () => {
    const { session, step } = await register(practice.issuer ?? '', { manage: false });
    expect(session.steps.map(({ name }) => name)).toEqual(['discovery', 'preflight', 'register']);
    const client = JSON.parse(
      step('register').artifacts.find(({ name }) => name === 'client-information')?.value ?? '{}',
    );
    const answer = await fetch(client.registration_client_uri, {
      headers: { authorization: `Bearer ${client.registration_access_token}` },
    });
    expect(answer.status).toBe(200);
  });

  it('shows its initial access token to a provider that demands one', async () => {
    const provider = await startProvider('token-for-registration-1');
    const right = await register(provider.issuer, {}, 'token-for-registration-1');
    expect(right.session.outcome).toBe('succeeded');
    const wrong = await register(provider.issuer, {}, 'another-token-1');
    expect(diagnose(wrong.session)[0]?.entryId).toBe('dcr-management-401');
  });

  it('can be shared without the credentials that it brought', async () => {
    const { events, step } = await register(practice.issuer ?? '');
    const client = JSON.parse(step('register').artifacts.at(-1)?.value ?? '{}');
    const text = JSON.stringify(createRedactor(events).redactEvents());
    expect(client.client_secret.length).toBeGreaterThan(20);
    for (const secret of [client.client_secret, client.registration_access_token]) {
      expect(text).not.toContain(secret);
    }
    expect(text).toContain(client.client_id);
  });
});

describe('a server that registers something else', () => {
  const answer = async (body: Record<string, unknown>, status = 201) => {
    const server = await startServer((request, response) => {
      const issuer = `http://${request.headers.host}`;
      const isDiscovery = request.url?.includes('.well-known') ?? false;
      response.writeHead(isDiscovery ? 200 : status, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify(isDiscovery ? { issuer, registration_endpoint: `${issuer}/register` } : body),
      );
    });
    onTestFinished(server.close);
    return register(server.origin);
  };

  it('is shown member by member, and what it cannot do is skipped', async () => {
    const { session, step } = await answer({
      ...METADATA,
      client_id: 'client-7',
      client_name: 'Acme Ltd',
      redirect_uris: undefined,
      client_secret: 'secret-of-client-7',
      client_secret_expires_at: 1_900_000_000,
      subject_type: 'pairwise',
    });
    const rowOf = (id: string) => step('register').checks.find((row) => row.id === id);
    expect(rowOf('registration-asked-client_name')).toMatchObject({ verdict: 'warn', actual: 'Acme Ltd' });
    expect(rowOf('registration-asked-redirect_uris')).toMatchObject({ verdict: 'warn', actual: '(absent)' });
    expect(rowOf('registration-asked-application_type')).toMatchObject({ verdict: 'pass' });
    expect(rowOf('registration-added')).toMatchObject({ actual: 'subject_type' });
    expect(rowOf('registration-secret-expiry')?.actual).toContain('2030-03-17');
    expect(rowOf('registration-management')).toMatchObject({ verdict: 'info' });
    expect(session.steps.slice(3).map(({ outcome }) => outcome)).toEqual(['skipped', 'skipped', 'skipped']);
    expect(session.outcome).toBe('succeeded');
  });

  it.each([
    ['no client_id', { ...METADATA }, 201, 'lib-invalid-response'],
    ['another status', { ...METADATA, client_id: 'client-7' }, 200, 'http-unexpected-success-status'],
    ['an error', { error: 'unapproved_software_statement' }, 400, 'dcr-unapproved-software-statement'],
    ['a refused statement', { error: 'invalid_software_statement' }, 400, 'dcr-invalid-software-statement'],
  ])('fails on %s', async (_case, body, status, entryId) => {
    const { session } = await answer(body, status);
    expect(session.steps.at(-1)).toMatchObject({ name: 'register', outcome: 'failed' });
    expect(diagnose(session)[0]?.entryId).toBe(entryId);
  });
});

describe('a provider without registration', () => {
  it('is told apart before anything is sent', async () => {
    const server = await startServer((request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ issuer: `http://${request.headers.host}` }));
    });
    onTestFinished(server.close);
    const { session, step } = await register(server.origin);
    expect(step('register').exchanges).toEqual([]);
    expect(diagnose(session)[0]?.entryId).toBe('lib-missing-server-metadata');
  });
});

describe('a profile', () => {
  const problemsOf = (change: Record<string, unknown>) =>
    parseProfile({ name: 'P', issuer: 'https://id.acme.example', ...change }).problems.map(
      ({ path }) => path,
    );

  it('may leave the client out for a registration, and for nothing else', () => {
    expect(problemsOf({ flow: 'registration', registration: { metadata: {} } })).toEqual([]);
    expect(problemsOf({})).toEqual(['client.id']);
    expect(problemsOf({ flow: 'registration' })).toEqual(['registration']);
  });

  it('has no follow-ups for a registration', () => {
    const registration = { metadata: {} };
    expect(problemsOf({ flow: 'registration', registration, followUps: ['refresh'] })).toEqual(['followUps']);
  });

  it('of the practice provider has faults of its own, and takes no others', async () => {
    const host = await createTestHost({ practice });
    const known = practice.faults().filter(({ flows }) => flows.includes('registration'));
    expect(known.length).toBeGreaterThanOrEqual(5);
    const profile = practice.profiles().find(({ id }) => id === 'practice:registration')?.profile as Profile;
    const refused = await host.call('startRun', { profile, fault: 'wrong-secret' });
    expect(refused).toMatchObject({ ok: false, error: { code: 'not-supported' } });
  });
});
