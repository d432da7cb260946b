import type { Page } from 'playwright/test';
import { expect, test } from './app';
import { expectNoViolations } from './expect-no-violations';
import { writeLargeHar } from './large-har';

const findBox = (page: Page) => page.getByRole('dialog', { name: 'Paste anything' });
const findBar = (page: Page) => findBox(page).getByRole('progressbar', { name: 'large.har' });

/** Lets a chunk through each time it is called. */
async function holdChunks(page: Page): Promise<() => void> {
  let release = () => {};
  await page.route('**/api/appendImport', async (route) => {
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    await route.continue().catch(() => {});
  });
  return () => release();
}

test('a large HAR is read with a bar, and only what belongs to a sign-in is kept', async ({
  app,
  page,
}, info) => {
  await app.open(page);
  await page.getByLabel('Session file').setInputFiles(writeLargeHar(info, 22));
  await expect(findBar(page)).toBeVisible();
  await expect(page.getByRole('tabpanel').getByRole('article').first()).toHaveAccessibleName(
    'Invalid grant',
    {
      timeout: 60_000,
    },
  );
  await expect(findBox(page)).toBeHidden();
  await expect(page.getByText('23 entries read, 1 kept')).toBeVisible();
  await expect(page.getByText('The archive was read entry by entry: 23 entries.')).toBeVisible();
});

test('the bar says how far it is, can be read by everybody, and is cancelled by the keyboard', async ({
  app,
  page,
}, info) => {
  await app.open(page);
  const letOneThrough = await holdChunks(page);
  await page.getByLabel('Session file').setInputFiles(writeLargeHar(info, 30));
  await expect(findBar(page)).toHaveAttribute('aria-valuenow', '0');
  await expectNoViolations(page);
  letOneThrough();
  await expect(findBar(page)).toHaveAttribute('aria-valuenow', '3');
  await expect(findBox(page).getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Enter');
  letOneThrough();
  await expect(findBox(page).getByText('The import was cancelled. Nothing was stored.')).toBeVisible();
  await expect(findBox(page).getByRole('textbox')).toBeFocused();
  await expect(page.getByRole('region', { name: 'Sessions' }).getByRole('listitem')).toHaveCount(0);
});
