import type { Page } from 'playwright/test';
import { PRACTICE_PASSWORD } from '../../src/main/practice/accounts';
import { expect, test } from './app';
import { expectNoViolations } from './expect-no-violations';

/** Selects a built-in profile and runs it; answers the panel in which the run waits for the user. */
async function runProfile(page: Page, name: string) {
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const waiting = page.getByRole('region', { name: 'Waiting for the decision' });
  await expect(waiting).toBeVisible();
  return waiting;
}

test('a device code is shown, approved in another page, and the run goes on by itself', async ({
  app,
  page,
}) => {
  await app.open(page);
  const waiting = await runProfile(page, 'Practice: device code');
  await expect(waiting.getByRole('img', { name: 'QR code of the verification page' })).toBeVisible();
  await expect(waiting).toContainText(/\d+:\d\d left/);
  await expect(waiting).toContainText(/[1-9]\d* polls? so far, one every 1 s/);
  const userCode = /User code: ([A-Z]{4}-[A-Z]{4})/.exec((await waiting.textContent()) ?? '')?.[1] ?? '';
  expect(userCode).not.toBe('');

  const opened = page.waitForEvent('popup');
  await waiting.getByRole('link', { name: 'Open the verification page' }).click();
  const device = await opened;
  await expect(device.getByLabel('Code')).toHaveValue(userCode);
  await expectNoViolations(device);
  await device.getByRole('button', { name: 'Continue' }).click();
  await expect(device.getByText(userCode)).toBeVisible();
  await expectNoViolations(device);
  await device.getByRole('button', { name: 'Continue' }).click();
  await device.getByLabel('User name').fill('alice');
  await device.getByLabel('Password').fill(PRACTICE_PASSWORD);
  await device.getByRole('button', { name: 'Sign in' }).click();
  await device.getByRole('button', { name: 'Allow' }).click();
  await expect(device.getByRole('heading', { name: 'Device connected' })).toBeVisible();
  await expectNoViolations(device);

  for (const title of ['Ask for a device code', 'Wait for the approval', 'Call the protected resource']) {
    await expect(page.getByRole('listitem', { name: `${title}, succeeded` })).toBeVisible();
  }
  await page.getByRole('button', { name: /^Wait for the approval/ }).click();
  await page.getByRole('tab', { name: 'Summary' }).click();
  await expect(page.getByRole('table', { name: 'Decision of the user' })).toContainText('Interval');
  await expect(page.getByTestId('inspector')).not.toContainText(userCode);
});

test('a refusal at the verification page is explained', async ({ app, page }) => {
  await app.open(page);
  const waiting = await runProfile(page, 'Practice: device code');
  const opened = page.waitForEvent('popup');
  await waiting.getByRole('link', { name: 'Open the verification page' }).click();
  const device = await opened;
  await device.getByRole('button', { name: 'Continue' }).click();
  await device.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('note')).toContainText('The user refused on the other device');
});

test(`the wait is free of axe violations in both themes`, async ({ app, page }, _testInfo) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await app.open(page);
  const waiting = await runProfile(page, 'Practice: device code');
  await expectNoViolations(page);
  await waiting.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('listitem', { name: 'Wait for the approval, cancelled' })).toBeVisible();
});

test('a decision on a phone needs nothing but time', async ({ app, page }) => {
  await app.open(page);
  await page.getByRole('button', { name: /^Practice: CIBA, ping/ }).click();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const decided = page.getByRole('listitem', { name: 'Wait for the decision, succeeded' });
  await expect(decided).toContainText('received, accepted', { timeout: 20_000 });
  await decided.getByRole('button', { name: /^Wait for the decision/ }).click();
  await page.getByRole('tab', { name: 'Summary' }).click();
  await expect(page.getByRole('table', { name: 'Decision of the user' })).toContainText('G7-42');
});
