import type { Page } from 'playwright/test';
import { expect, test } from './app';

/** Presses Tab until the focus is where it should be; a page where it never gets there fails. */
async function tabTo(page: Page, name: RegExp, limit = 20): Promise<void> {
  const readName = () =>
    page.evaluate(() => {
      const active = document.activeElement;
      return `${active?.getAttribute('aria-label') ?? ''} ${active?.textContent ?? ''}`.trim();
    });
  for (let count = 0; count < limit; count += 1) {
    await page.keyboard.press('Tab');
    if (name.test(await readName())) return;
  }
  throw new Error(`${name} was not reached with ${limit} Tabs; the focus is at "${await readName()}".`);
}

test('from the start to the diagnosis and the report with the keyboard alone', async ({ app, page }) => {
  await app.open(page);
  await tabTo(page, /No fault/);
  await page.keyboard.type('Wrong client sec');
  await tabTo(page, /I sign in/);
  await page.keyboard.type('Auto');
  // Past the fault, the breakpoints and the button that steps.
  for (let count = 0; count < 4; count += 1) await page.keyboard.press('Shift+Tab');
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');

  const failedRow = page.getByRole('listitem', { name: /, failed$/ }).getByRole('button', {
    name: /^Exchange the code for tokens/,
  });
  await expect(failedRow).toBeFocused();
  await expect(page.getByRole('status', { name: 'Progress of the run' })).toHaveText(
    'The run failed. Exchange the code for tokens: failed.',
  );

  await tabTo(page, /^Diagnosis$/);
  await page.keyboard.press('Enter');
  await tabTo(page, /^Reveal secrets/);
  await tabTo(page, /^Diagnosis/);
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('table', { name: 'Checks' })).toBeVisible();

  const menu = page.getByRole('button', { name: 'Export report' });
  await menu.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(menu).toBeFocused();
  await page.keyboard.press('Enter');
  const download = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  expect((await download).suggestedFilename()).toMatch(/-failed\.html$/);
});

test('each list is one stop of the Tab key, and arrows walk its rows', async ({ app, page }) => {
  await app.open(page);
  const profiles = page.getByRole('region', { name: 'Profiles' });
  await tabTo(page, /New profile/);
  await tabTo(page, /^Practice: public client/);
  await page.keyboard.press('ArrowDown');
  await expect(profiles.getByRole('button', { name: /^Practice: client_secret_basic/ })).toBeFocused();
  await page.keyboard.press('End');
  await expect(profiles.getByRole('list').last().getByRole('button').last()).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Import' })).toBeFocused();
});

test('the focus goes to the way on while a run waits, and never gets lost', async ({ app, page }) => {
  await app.open(page);
  await page.getByRole('button', { name: 'Run', exact: true }).focus();
  await page.keyboard.press('Enter');
  const waiting = page.getByRole('region', { name: 'Waiting for the callback' });
  await expect(waiting.getByRole('link', { name: 'Open the sign-in page' })).toBeFocused();
  await waiting.getByRole('button', { name: 'Cancel' }).press('Enter');
  await expect(page.getByRole('button', { name: /^Sign in and wait/ })).toBeFocused();

  const sessions = page.getByRole('region', { name: 'Sessions' });
  await page.getByRole('button', { name: 'Run', exact: true }).press('Enter');
  await waiting.getByRole('button', { name: 'Cancel' }).press('Enter');
  await expect(sessions.getByRole('listitem')).toHaveCount(2);
  await sessions
    .getByRole('button', { name: /^Delete/ })
    .first()
    .press('Enter');
  await expect(sessions.getByRole('listitem')).toHaveCount(1);
  await expect(sessions.getByRole('button', { name: /cancelled/ })).toBeFocused();
});

test('saving with errors shows each beside its field and goes to the first', async ({ app, page }) => {
  await app.open(page);
  await page.getByRole('button', { name: 'New profile' }).first().press('Enter');
  const form = page.getByRole('region', { name: 'Profile', exact: true });
  const issuer = form.getByRole('combobox', { name: /^Issuer/ });
  await expect(issuer).toBeFocused();
  await page.keyboard.type('nonsense');
  await page.getByRole('button', { name: 'Save and run' }).press('Enter');
  await expect(issuer).toBeFocused();
  await expect(issuer).toHaveAccessibleDescription(/not an absolute http/);
  await expect(form.getByRole('textbox', { name: 'Profile name' })).toHaveAccessibleDescription(/Give the/);
  await expect(form.getByRole('textbox', { name: /^Client ID/ })).toHaveAccessibleDescription(/client ID/);
  await expect(issuer).toHaveValue('nonsense');
});
