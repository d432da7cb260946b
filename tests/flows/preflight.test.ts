import { diagnose } from '@shared/diagnosis/diagnose';
import type { ProfileInput } from '@shared/model/profile';
import { buildReport } from '@shared/report/build-report';
import { expect, onTestFinished, test } from 'vitest';
import { runTestFlow } from '../support/run-test-flow';
import { type Script, startScriptedProvider } from '../support/scripted-provider';

async function run(script: Script, profile: Partial<ProfileInput> = {}) {
  const provider = await startScriptedProvider(script);
  onTestFinished(provider.close);
  return runTestFlow({ issuer: provider.issuer, profile });
}

const SILENT_ABOUT_PLAIN: Script = { metadata: { code_challenge_methods_supported: ['S256'] } };

test('a run says what the metadata has against the profile, before the user is sent anywhere', async () => {
  const { session, step, events } = await run(SILENT_ABOUT_PLAIN, { pkce: 'plain' });
  expect(step('preflight')).toMatchObject({ outcome: 'succeeded', error: null });
  expect(step('preflight').checks.filter(({ verdict }) => verdict === 'warn')).toMatchObject([
    { id: 'preflight-pkce', expected: 'S256', actual: 'plain' },
  ]);
  expect(session.steps.map(({ name }) => name).indexOf('preflight')).toBe(1);
  const wait = events.findIndex(({ type }) => type === 'callback-awaited');
  const row = events.findIndex((event) => event.type === 'check' && event.check.id === 'preflight-pkce');
  expect(row).toBeLessThan(wait);
});

test('a run that succeeds all the same has a warning and no error', async () => {
  const { session, events } = await run(SILENT_ABOUT_PLAIN, { pkce: 'plain' });
  expect(session.outcome).toBe('succeeded');
  const findings = diagnose(session);
  expect(findings.map(({ severity }) => severity)).not.toContain('error');
  const [finding] = findings.filter(({ entryId }) => entryId === 'profile-contradicts-metadata');
  expect(finding).toMatchObject({ severity: 'warning', stepId: 'preflight' });
  expect(finding?.evidence).toMatchObject([{ expected: 'S256', actual: 'plain' }]);
  const report = buildReport(events, { format: 'md', now: 0, appVersion: '1' }).text;
  expect(report).toContain('Compare the profile with the metadata');
  expect(report).toMatch(
    /code_challenge_methods_supported lists the PKCE method \| warn \| `S256` \| `plain`/,
  );
});

test('what servers often leave out of their metadata makes no finding', async () => {
  const { session, step } = await run(
    {
      metadata: {
        scopes_supported: ['openid'],
        token_endpoint_auth_methods_supported: ['client_secret_basic'],
      },
    },
    { scope: 'openid orders:read' },
  );
  expect(
    step('preflight')
      .checks.filter(({ verdict }) => verdict === 'info')
      .map(({ id }) => id),
  ).toEqual(['preflight-auth-method', 'preflight-scope']);
  expect(session.outcome).toBe('succeeded');
  expect(diagnose(session)).toEqual([]);
});

test('metadata given by hand is compared too', async () => {
  const provider = await startScriptedProvider();
  onTestFinished(provider.close);
  const { issuer } = provider;
  const server = {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    userinfo_endpoint: `${issuer}/userinfo`,
    response_types_supported: ['code token'],
  };
  const { step, session } = await runTestFlow({ issuer, profile: { server } });
  expect(step('preflight').checks.filter(({ verdict }) => verdict === 'warn')).toMatchObject([
    { id: 'preflight-response-type', expected: 'code token', actual: 'code' },
  ]);
  expect(session.outcome).toBe('succeeded');
});

test('where the server refuses what its metadata does not list, the finding cites the row', async () => {
  const provider = await startScriptedProvider({ metadata: { response_types_supported: ['token'] } });
  onTestFinished(provider.close);
  const { session } = await runTestFlow({
    issuer: provider.issuer,
    callback(url) {
      const state = url.searchParams.get('state') ?? '';
      url.search = new URLSearchParams({ error: 'unsupported_response_type', state }).toString();
      return url;
    },
  });
  const [finding, advice] = diagnose(session);
  expect(finding).toMatchObject({ entryId: 'unsupported-response-type', severity: 'error' });
  expect(finding?.evidence.map(({ statement }) => statement)).toContainEqual(
    expect.stringContaining('Already before the request'),
  );
  expect(advice).toMatchObject({ entryId: 'profile-contradicts-metadata', severity: 'warning' });
});
