import type { Page } from 'playwright/test';
import { expect, test } from './app';
import { openSignIn, signInAs } from './sign-in';

// As a user starts it.
test.use({ isOwnProcess: true });

const STEPS = [
  'Discover the authorization server',
  'Build the authorization request',
  'Sign in and wait for the callback',
  'Exchange the code for tokens',
  'Validate the ID token',
  'Ask UserInfo',
  'Call the protected resource',
];

async function startRun(page: Page) {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const waiting = page.getByRole('region', { name: 'Waiting for the callback' });
  await expect(waiting).toBeVisible();
  return waiting;
}

test('one click on Run and a sign-in as alice fill the timeline', async ({ app, page }) => {
  await app.open(page);
  const waiting = await startRun(page);
  await expect(waiting).toContainText(/http:\/\/127\.0\.0\.1:\d+\/callback/);
  await expect(waiting).toContainText('elapsed');
  await signInAs(page, waiting);

  for (const title of STEPS)
    await expect(page.getByRole('listitem', { name: `${title}, succeeded` })).toBeVisible();
  await expect(page.getByRole('note')).toHaveCount(0);

  await page.getByRole('button', { name: /^Exchange the code for tokens/ }).click();
  await page.getByRole('tab', { name: 'Token' }).click();
  const inspector = page.getByTestId('inspector');
  await expect(inspector).toContainText('alice');
  await page.getByRole('tab', { name: 'Raw' }).click();
  const isLeaking = async () =>
    /"access_token\\?": ?\\?"[\w-]{10}/.test((await inspector.textContent()) ?? '');
  expect(await isLeaking()).toBe(false);
});

test('a sign-in that the user cancels is explained as access denied', async ({ app, page }) => {
  await app.open(page);
  const waiting = await startRun(page);
  const popup = await openSignIn(page, waiting);
  await popup.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('note')).toContainText('Access denied');
});

test('a callback can be pasted, and a wrong one is refused in place', async ({ app, page }) => {
  await app.open(page);
  const waiting = await startRun(page);
  const callback = (await waiting.textContent())?.match(/http:\/\/127\.0\.0\.1:\d+\/callback/)?.[0] ?? '';
  const field = waiting.getByRole('textbox', { name: /Callback URL/ });
  await field.fill(`${callback}?code=c&state=other`);
  await waiting.getByRole('button', { name: 'Use it' }).click();
  await expect(waiting).toContainText('another attempt');
  await field.fill(`${callback}?error=access_denied`);
  await waiting.getByRole('button', { name: 'Use it' }).click();
  await expect(page.getByRole('note')).toBeVisible();
});

test('a run can be cancelled, and the session is there after a restart', async ({ app, page }) => {
  await app.open(page);
  const waiting = await startRun(page);
  await waiting.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('listitem', { name: /, cancelled$/ })).toBeVisible();

  await app.restart();
  await app.open(page);
  const sessions = page.getByRole('region', { name: 'Sessions' });
  await sessions
    .getByRole('button', { name: /cancelled/ })
    .first()
    .click();
  await expect(
    page.getByRole('listitem', { name: 'Sign in and wait for the callback, cancelled' }),
  ).toBeVisible();
});
