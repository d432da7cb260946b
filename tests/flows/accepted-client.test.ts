import { diagnose } from '@shared/diagnosis/diagnose';
import { ACCEPTED_CLIENT_ARTIFACT } from '@shared/model/accepted-client';
import { type ProfileInput, profileSchema } from '@shared/model/profile';
import type { SessionView } from '@shared/model/session';
import { buildReport } from '@shared/report/build-report';
import { expect, onTestFinished, test } from 'vitest';
import { createClientSecrets } from '../../src/main/practice/clients';
import { loadPracticeKeys } from '../../src/main/practice/keys';
import { ABSENT_PRACTICE } from '../../src/main/practice/practice';
import { createPracticeProvider } from '../../src/main/practice/practice-provider';
import { signInAtPractice } from '../../src/main/practice/practice-sign-in';
import type { ProviderChange } from '../../src/main/practice/provider-change';
import { createTestHost } from '../support/test-host';

const CLIENT = 'practice-basic';

/**
 * The practice provider as if it were anybody's: the host does not know that it owns it, so a run has
 * the secret of its profile, and whoever opens the browser signs in.
 */
async function openScene(change: ProviderChange = {}) {
  const keys = await loadPracticeKeys();
  let secrets = createClientSecrets();
  let provider = await createPracticeProvider({ keys, clientSecrets: secrets, change });
  onTestFinished(() => provider.close());
  const { issuer } = provider;
  const host = await createTestHost({
    practice: ABSENT_PRACTICE,
    async openBrowser(url) {
      const redirectUri = new URL(url).searchParams.get('redirect_uri') ?? '';
      const signal = AbortSignal.timeout(10_000);
      void signInAtPractice({ authorizationUrl: url, redirectUri, fetch, signal });
    },
  });
  return {
    host,
    secret: () => secrets[CLIENT] ?? '',
    /** The same server at the same address, with new client secrets. */
    async rotate() {
      await provider.close();
      secrets = createClientSecrets();
      const port = Number(new URL(issuer).port);
      provider = await createPracticeProvider({ keys, clientSecrets: secrets, port });
    },
    /** The same clients with the same secrets, at another server. */
    async startOther() {
      const other = await createPracticeProvider({ keys, clientSecrets: secrets });
      onTestFinished(() => other.close());
      return other.issuer;
    },
    run(secret: string, client: Partial<ProfileInput['client']> = {}, server = issuer) {
      const profile = profileSchema.parse({
        name: 'Acme',
        issuer: server,
        client: { id: CLIENT, auth: 'client_secret_basic', secret, ...client },
        scope: 'openid',
      });
      return host.run({ profile });
    },
  };
}

function readProof(session: SessionView): string {
  const [finding] = diagnose(session);
  expect(finding).toMatchObject({ entryId: 'invalid-client', severity: 'error' });
  return finding?.evidence.map(({ statement }) => statement).join('\n') ?? '';
}

function findArtifact(session: SessionView) {
  return session.steps
    .flatMap(({ artifacts }) => artifacts)
    .find(({ name }) => name === ACCEPTED_CLIENT_ARTIFACT);
}

test('after a run that succeeded, a wrong secret is told from one that the provider changed', async () => {
  const { run, secret, rotate } = await openScene();
  const good = await run(secret());
  expect(good.session.outcome).toBe('succeeded');
  expect(findArtifact(good.session)).toBeUndefined();

  const mistyped = await run('mistyped-secret-value');
  expect(mistyped.session.outcome).toBe('failed');
  expect(readProof(mistyped.session)).toContain(
    `is another one than worked at ${new Date(good.session.startedAt).toISOString().slice(0, 13)}`,
  );

  const worked = secret();
  await rotate();
  const rotated = await run(worked);
  expect(readProof(rotated.session)).toMatch(/The secret that worked at .* is refused now: it was rotated/);
  expect(JSON.parse(findArtifact(rotated.session)?.value ?? '')).toMatchObject({
    run: good.sessionId,
    comparison: 'same',
  });

  for (const { events } of [mistyped, rotated]) {
    const facts = events.find(
      (event) => event.type === 'artifact' && event.name === ACCEPTED_CLIENT_ARTIFACT,
    );
    for (const value of [worked, 'mistyped-secret-value']) {
      expect(JSON.stringify(facts)).not.toContain(value);
      expect(JSON.stringify(diagnose(rotated.session))).not.toContain(value);
    }
    expect(buildReport(events, { format: 'json', now: 0, appVersion: '1' }).text).toContain(good.sessionId);
  }

  const renewed = await run(secret());
  expect(renewed.session.outcome).toBe('succeeded');
});

test('another way to authenticate than the one that worked is told', async () => {
  const { run, secret } = await openScene({
    // Most servers take the secret only where the registration of the client says; this one takes it anywhere.
    middleware: () => async (ctx, next) => {
      if (ctx.path !== '/token' || ctx.get('authorization') !== '') return void (await next());
      ctx.status = 401;
      ctx.body = { error: 'invalid_client' };
    },
  });
  await run(secret());
  const { session } = await run(secret(), { auth: 'client_secret_post' });
  expect(readProof(session)).toContain('another authentication method, with the same secret');
});

test('what a failed run, another client or another server took is not compared', async () => {
  const { run, secret, startOther } = await openScene();
  await run('never-worked');
  const again = await run('never-worked');
  expect(readProof(again.session)).not.toContain('worked at');
  expect(findArtifact(again.session)).toBeUndefined();

  expect((await run(secret())).session.outcome).toBe('succeeded');
  const otherClient = await run('never-worked', { id: 'practice-post', auth: 'client_secret_post' });
  const otherServer = await run('never-worked', {}, await startOther());
  for (const { session } of [otherClient, otherServer]) {
    expect(session.outcome).toBe('failed');
    expect(findArtifact(session)).toBeUndefined();
  }
});

test('an opened export tells nothing of the secret that worked, so the search goes on behind it', async () => {
  const { run, secret, host } = await openScene();
  const good = await run(secret());
  const exported = buildReport(good.events, { format: 'json', now: 0, appVersion: '1' }).text;
  await host.expectOk('importSession', { text: exported });
  const { session } = await run('mistyped-secret-value');
  expect(JSON.parse(findArtifact(session)?.value ?? '')).toMatchObject({
    run: good.sessionId,
    comparison: 'other',
  });
});
