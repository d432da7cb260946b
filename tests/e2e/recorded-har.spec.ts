import { readFile } from 'node:fs/promises';
import { diagnose } from '@shared/diagnosis/diagnose';
import type { SessionView } from '@shared/model/session';
import { foldTrace } from '@shared/trace/fold-trace';
import { test as base, expect, type Page } from 'playwright/test';
import { openLoopbackListener } from '../../src/main/front-channel/loopback-listener';
import type { Practice } from '../../src/main/host/services';
import { importText } from '../../src/main/import/import-text';
import { PRACTICE_PASSWORD } from '../../src/main/practice/accounts';
import { createPractice } from '../../src/main/practice/practice';

interface Recording {
  page: Page;
  issuer: string;
  redirectUri: string;
  /** Nothing answers at the redirect URI any more. */
  stopListening(): Promise<void>;
  /** What an import makes of all that the browser recorded. */
  read(): Promise<SessionView>;
}

/** A browser that keeps an archive of what it does, between the real provider and the real listener. */
const test = base.extend<{ practice: Practice; recording: Recording }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to know what a fixture needs
  practice: async ({}, use) => {
    const practice = await createPractice();
    await use(practice);
    await practice.close();
  },
  recording: async ({ browser, practice }, use, testInfo) => {
    const path = testInfo.outputPath('recorded.har');
    const context = await browser.newContext({ recordHar: { path, content: 'embed' } });
    const listener = await openLoopbackListener({
      redirectUri: 'http://127.0.0.1:0/callback',
      onHit: () => {},
    });
    listener.expect('state-1');
    const { issuer, redirectUri } = { issuer: practice.issuer ?? '', redirectUri: listener.redirectUri };
    let isOpen = true;
    const stopListening = async () => {
      if (isOpen) await listener.close();
      isOpen = false;
    };
    const read = async () => {
      await context.close();
      const text = await readFile(path, 'utf8');
      const imported = importText(text, { sessionId: 'recorded', now: Date.now });
      expect(imported.kind).toBe('har');
      return foldTrace('events' in imported ? imported.events : []);
    };
    await use({ page: await context.newPage(), issuer, redirectUri, stopListening, read });
    await context.close();
    await stopListening();
  },
});

function buildUrl({ issuer, redirectUri }: Recording, parameters: Record<string, string> = {}): string {
  const url = new URL(`${issuer}/auth`);
  url.search = new URLSearchParams({
    client_id: 'practice-basic',
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid',
    state: 'state-1',
    ...parameters,
  }).toString();
  return url.href;
}

async function signIn(page: Page): Promise<void> {
  await page.getByLabel('User name').fill('alice');
  await page.getByLabel('Password').fill(PRACTICE_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

function readVerdicts({ steps }: SessionView): Record<string, string> {
  return Object.fromEntries(steps.flatMap(({ checks }) => checks.map(({ id, verdict }) => [id, verdict])));
}

for (const mode of ['query', 'fragment', 'form_post']) {
  test(`a recorded sign-in that is answered by ${mode} is found, with its callback`, async ({
    recording,
  }) => {
    const { page } = recording;
    // What a browser does besides.
    const metadata = await page.goto(`${recording.issuer}/.well-known/openid-configuration`);
    // The next page takes away what was not read of the one before.
    await metadata?.body();
    await page.goto(recording.redirectUri);
    await page.goto(buildUrl(recording, { response_mode: mode }));
    await signIn(page);
    await page.getByRole('button', { name: 'Allow' }).click();
    await expect(page.getByRole('heading', { name: 'Callback received' })).toBeVisible();
    const session = await recording.read();
    expect(session.steps.map(({ name }) => name)).toEqual(['discovery', 'callback']);
    expect(readVerdicts(session)).toMatchObject({
      state: 'pass',
      iss: 'pass',
      'callback-code': 'pass',
      'callback-response-mode': 'pass',
    });
    expect(session.outcome).toBe('succeeded');
    expect(diagnose(session).filter(({ severity }) => severity === 'error')).toEqual([]);
  });
}

test('a recorded sign-in that the user ends is diagnosed', async ({ recording }) => {
  await recording.page.goto(buildUrl(recording));
  await recording.page.getByRole('button', { name: 'Cancel' }).click();
  await expect(recording.page.getByRole('heading', { name: 'Callback received' })).toBeVisible();
  const session = await recording.read();
  expect(session.outcome).toBe('failed');
  expect(diagnose(session)[0]).toMatchObject({ code: 'access_denied', severity: 'error' });
});

for (const [what, parameters, entryId] of [
  [
    'a redirect URI that is not registered',
    { redirect_uri: 'http://127.0.0.1/elsewhere' },
    'authz-redirect-uri-or-client-invalid',
  ],
  ['a scope that is not allowed', { scope: 'openid api:admin' }, 'authz-invalid-scope'],
] as const) {
  test(`a recorded request with ${what} is diagnosed`, async ({ recording }) => {
    await recording.page.goto(buildUrl(recording, parameters));
    const session = await recording.read();
    expect(session.outcome).toBe('failed');
    expect(diagnose(session)[0]).toMatchObject({ entryId, severity: 'error' });
  });
}

test('a recorded sign-in that comes back to a closed port is diagnosed', async ({ recording }) => {
  const { page } = recording;
  await page.goto(buildUrl(recording));
  await signIn(page);
  await recording.stopListening();
  const failed = page.waitForEvent('requestfailed');
  await page.getByRole('button', { name: 'Allow' }).click();
  await failed;
  const session = await recording.read();
  expect(session.outcome).toBe('failed');
  expect(diagnose(session)[0]).toMatchObject({ severity: 'error' });
  expect(JSON.stringify(diagnose(session)[0])).toMatch(/ERR_CONNECTION_REFUSED|nothing listens|refused/i);
});
