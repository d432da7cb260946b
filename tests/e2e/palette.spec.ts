import type { Page } from 'playwright/test';
import { expect, test } from './app';
import { expectNoViolations } from './expect-no-violations';

const openPalette = async (page: Page) => {
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('combobox', { name: 'Commands' })).toBeFocused();
};

test('a run is started, and its profile opened, with a few letters', async ({ app, page }) => {
  await app.open(page);
  await openPalette(page);
  await page.keyboard.type('run sel');
  await page.keyboard.press('Enter');
  const waiting = page.getByRole('region', { name: 'Waiting for the callback' });
  await expect(waiting).toBeVisible();

  await openPalette(page);
  await page.keyboard.type('cancel');
  await page.keyboard.press('Enter');
  await expect(waiting).toBeHidden();

  await openPalette(page);
  await page.keyboard.type('device code');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /device code/i, level: 2 })).toBeVisible();
});

test('a code leads to its entry in the catalog, the general one first', async ({ app, page }) => {
  await app.open(page);
  await openPalette(page);
  await page.keyboard.type('invalid_grant');
  await expect(page.getByRole('option').first()).toHaveText(/^Invalid grant/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Invalid grant' })).toBeVisible();
});

test('what was picked as a theme holds after a restart, and the system no longer decides', async ({
  app,
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await app.open(page);
  const readScheme = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  const readCanvas = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await readCanvas();
  await openPalette(page);
  await page.keyboard.type('theme dark');
  await page.keyboard.press('Enter');
  await expect.poll(readScheme).toBe('dark');
  expect(await readCanvas()).not.toBe(light);

  await app.restart();
  await app.open(page);
  await expect.poll(readScheme).toBe('dark');
});

test('words that fit nothing say so, and Escape gives the focus back', async ({ app, page }) => {
  await app.open(page);
  const button = page.getByRole('button', { name: 'Commands' });
  await button.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('zzzzqqq');
  await expect(page.getByText('Nothing fits these words.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(button).toBeFocused();
});

test(`it is accessible in both themes`, async ({ app, page }) => {
  await app.open(page);
  await openPalette(page);
  await page.keyboard.type('invalid');
  await expect(page.getByRole('option').first()).toBeVisible();
  await expectNoViolations(page);
});
