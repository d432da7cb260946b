import { test as base, expect, type Page } from 'playwright/test';
import { type LoopbackListener, openLoopbackListener } from '../../src/main/front-channel/loopback-listener';
import type { Practice } from '../../src/main/host/services';
import { PRACTICE_PASSWORD } from '../../src/main/practice/accounts';
import { createPractice } from '../../src/main/practice/practice';

/** The real provider and the real listener, with a real browser between them. */
const test = base.extend<{ practice: Practice; listener: LoopbackListener; problems: string[] }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to know what a fixture needs
  practice: async ({}, use) => {
    const practice = await createPractice();
    await use(practice);
    await practice.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to know what a fixture needs
  listener: async ({}, use) => {
    const redirectUri = 'http://127.0.0.1:0/callback';
    const listener = await openLoopbackListener({ redirectUri, onHit: () => {} });
    listener.expect('state-1');
    await use(listener);
    await listener.close();
  },
  problems: async ({ page }, use) => {
    const problems: string[] = [];
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(error.message));
    await use(problems);
  },
});

for (const [mode, place] of [
  ['query', 'search'],
  ['fragment', 'hash'],
  ['form_post', 'search'],
] as const) {
  test(`an answer by ${mode} gets from the provider to the listener`, async ({
    practice,
    listener,
    page,
    problems,
  }) => {
    await signIn(page, practice.issuer ?? '', listener.redirectUri, mode);
    await expect(page.getByRole('heading', { name: 'Callback received' })).toBeVisible();
    const answer = new URLSearchParams((await listener.accepted)[place].slice(1));
    expect(answer.get('state')).toBe('state-1');
    expect(answer.get('code')).toMatch(/^[\w-]{20,}$/);
    if (mode !== 'query') expect(page.url()).toBe(listener.redirectUri);
    expect(problems.filter((text) => !text.includes('favicon'))).toEqual([]);
  });
}

test('a fragment of another attempt is not taken, and leaves the address bar', async ({ listener, page }) => {
  await page.goto(`${listener.redirectUri}#code=kept-secret&state=other`);
  await expect(page.getByRole('heading', { name: 'Not taken' })).toBeVisible();
  expect(page.url()).toBe(listener.redirectUri);
  await expect(page.locator('body')).not.toContainText('kept-secret');
});

test('a page without an answer says so', async ({ listener, page }) => {
  await page.goto(listener.redirectUri);
  await expect(page.getByRole('heading', { name: 'Nothing here' })).toBeVisible();
});

test.describe('over https', () => {
  test.use({ ignoreHTTPSErrors: true });

  for (const [mode, query, hash] of [
    ['query', '?code=c&state=state-1', ''],
    ['fragment', '', '#code=c&state=state-1'],
  ] as const) {
    test(`an answer by ${mode} gets to the listener`, async ({ page, problems }) => {
      const listener = await openSecurely();
      await page.goto(`${listener.redirectUri}${query}${hash}`);
      await expect(page.getByRole('heading', { name: 'Callback received' })).toBeVisible();
      expect((await listener.accepted).href).toBe(`${listener.redirectUri}${query}${hash}`);
      expect(problems.filter((text) => !text.includes('favicon') && !text.includes('410'))).toEqual([]);
      await listener.close();
    });
  }

  test('an answer by form_post gets from a page of another origin to the listener', async ({
    page,
    practice,
  }) => {
    const listener = await openSecurely();
    await page.goto(practice.issuer ?? '');
    await page.setContent(
      `<form method="post" action="${listener.redirectUri}"><input name="code" value="c"><input name="state" value="state-1"><button>Go on</button></form>`,
    );
    await page.getByRole('button', { name: 'Go on' }).click();
    await expect(page.getByRole('heading', { name: 'Callback received' })).toBeVisible();
    expect((await listener.accepted).search).toBe('?code=c&state=state-1');
    await listener.close();
  });
});

async function openSecurely(): Promise<LoopbackListener> {
  const listener = await openLoopbackListener({
    redirectUri: 'https://127.0.0.1:0/callback',
    onHit: () => {},
  });
  listener.expect('state-1');
  return listener;
}

async function signIn(page: Page, issuer: string, redirectUri: string, mode: string): Promise<void> {
  const url = new URL(`${issuer}/auth`);
  url.search = new URLSearchParams({
    client_id: 'practice-basic',
    response_type: 'code',
    response_mode: mode,
    redirect_uri: redirectUri,
    scope: 'openid',
    state: 'state-1',
  }).toString();
  await page.goto(url.href);
  await page.getByLabel('User name').fill('alice');
  await page.getByLabel('Password').fill(PRACTICE_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Allow' }).click();
}
