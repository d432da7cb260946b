import { diagnose } from '@shared/diagnosis/diagnose';
import type { Profile } from '@shared/model/profile';
import { buildReport } from '@shared/report/build-report';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Practice } from '../../src/main/host/services';
import { buildProfileClient, SPECIAL_SECRET_CLIENT } from '../../src/main/practice/clients';
import { ABSENT_PRACTICE, createPractice } from '../../src/main/practice/practice';
import { createCliRunner } from '../support/cli-runner';
import { OWN_CLIENT, startOwnProvider } from '../support/own-provider';
import { readVerdicts } from '../support/run-rows';
import { createTestHost } from '../support/test-host';

let practice: Practice;
beforeAll(async () => {
  practice = await createPractice();
});
afterAll(() => practice.close());

async function probe(changes: Partial<Profile> = {}, fault: string | null = null) {
  const stored = practice.profiles().find(({ id }) => id === 'practice:client-credentials');
  if (!stored) throw new Error('There is no such profile.');
  const host = await createTestHost({ practice });
  return host.run({ profile: { ...stored.profile, ...changes }, fault, task: 'probe-client-auth' });
}

const special = () => buildProfileClient({ id: SPECIAL_SECRET_CLIENT });

describe('a probe of client authentication', () => {
  it('finds that a server which decodes takes the encoded form and the body, and not raw', async () => {
    const { session } = await probe({ client: special() });
    expect(session.outcome).toBe('succeeded');
    expect(session.flow).toBe('client-auth-probe');
    expect(session.steps.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
      'discovery succeeded',
      'probe-basic-form succeeded',
      'probe-basic-raw succeeded',
      'probe-post succeeded',
      'probe-conclusion succeeded',
    ]);
    expect(readVerdicts(session, 'client-auth-')).toEqual({
      probe: ['pass', 'info', 'pass'],
      conclusion: ['pass'],
    });
  });

  it('finds that a server which does not decode takes raw, and says that the profile does not', async () => {
    const { session } = await probe({ client: special() }, 'basic-not-decoded');
    expect(session.outcome).toBe('succeeded');
    expect(readVerdicts(session, 'client-auth-')).toEqual({
      probe: ['info', 'pass', 'pass'],
      conclusion: ['warn'],
    });
    const conclusion = session.steps.at(-1)?.checks.find(({ id }) => id === 'client-auth-conclusion');
    expect(conclusion).toMatchObject({
      expected: 'client_secret_basic, form-encoded',
      actual: 'accepted: client_secret_basic, raw, client_secret_post',
    });
    expect(diagnose(session)[0]).toMatchObject({ entryId: 'invalid-client', severity: 'warning' });
  });

  it('goes by what the profile says: raw at a server that decodes is the wrong way', async () => {
    const host = await createTestHost({ practice });
    const stored = practice.profiles().find(({ id }) => id === 'practice:client-credentials')
      ?.profile as Profile;
    const server = { fault: 'basic-not-decoded' } as const;
    const encoded = await host.run({ profile: { ...stored, client: special() }, ...server });
    expect(diagnose(encoded.session)[0]?.entryId).toBe('client-basic-encoding');
    const raw = await host.run({
      profile: { ...stored, client: { ...special(), basicEncoding: 'raw' } },
      fault: null,
      task: 'probe-client-auth',
    });
    expect(readVerdicts(raw.session, 'client-auth-conclusion')).toEqual({ '': ['warn'] });
  });

  it('skips raw where nothing needs encoding', async () => {
    const { session } = await probe();
    expect(session.steps.map(({ outcome }) => outcome)).toEqual([
      'succeeded',
      'succeeded',
      'skipped',
      'succeeded',
      'succeeded',
    ]);
  });

  it('fails where no way leads in, with the wrong secret', async () => {
    const { issuer } = await startOwnProvider({
      client: { token_endpoint_auth_method: 'client_secret_basic', client_secret: 'the right secret' },
    });
    const host = await createTestHost({ practice: ABSENT_PRACTICE });
    const { session } = await host.run({
      profile: {
        name: 'Own',
        issuer,
        client: { id: OWN_CLIENT, auth: 'client_secret_basic', secret: 'a wrong one' },
      },
      task: 'probe-client-auth',
    });
    expect(session.outcome).toBe('failed');
    expect(diagnose(session)[0]).toMatchObject({ entryId: 'invalid-client', stepId: 'probe-conclusion' });
  });

  it('issues no token, and a report of it holds no secret', async () => {
    const { session, events } = await probe({ client: special() });
    const answers = session.steps
      .flatMap(({ exchanges }) => exchanges)
      .filter(({ purpose }) => purpose === 'token');
    expect(answers.map(({ response }) => response?.status)).not.toContain(200);
    const run = await practice.prepareRun(
      { ...(practice.profiles()[0]?.profile as Profile), client: special() },
      null,
    );
    const secret = run?.secrets['client.secret'] ?? '';
    await run?.release();
    for (const format of ['json', 'md', 'html'] as const) {
      const { text } = buildReport(events, { format, now: Date.now(), appVersion: 'test' });
      expect(text).not.toContain(secret);
      expect(text).not.toContain(encodeURIComponent(secret));
    }
  });

  it('runs from the command line', async () => {
    const cli = createCliRunner();
    const { exitCode, stdout } = await cli.run([
      'run',
      'practice:client-credentials',
      '--probe-auth',
      '--json',
    ]);
    expect(exitCode).toBe(0);
    const result = JSON.parse(stdout);
    expect(result.session).toMatchObject({ flow: 'client-auth-probe', outcome: 'succeeded' });
    expect(result.steps.map(({ name }: { name: string }) => name)).toContain('probe-post');
  });
});
