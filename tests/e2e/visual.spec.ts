import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { expect, test } from './app';

/**
 * The main states at fixed data: one recording, one time of day, one size. Letters are drawn by the fonts of the
 * machine, so pictures are compared only where those are the ones that the pictures were taken with.
 */

const FOLDER = join(import.meta.dirname, 'pictures');
const FONTS = join(FOLDER, 'fonts.txt');
const RECORDING = join(import.meta.dirname, '../fixtures/visual/failed-sign-in.json');

test.use({ viewport: { width: 1280, height: 800 }, timezoneId: 'UTC', locale: 'en-GB' });

/** Widths of the same words in the fonts of the app, and what draws them. */
async function describeFonts(page: Page): Promise<string> {
  const widths = await page.evaluate(() => {
    const context = document.createElement('canvas').getContext('2d');
    const { fontFamily } = getComputedStyle(document.body);
    return [fontFamily, 'ui-monospace, monospace'].map((family) => {
      if (context) context.font = `13px ${family}`;
      return context?.measureText('Exchange the code for tokens, 401 invalid_client').width;
    });
  });
  return JSON.stringify({ browser: page.context().browser()?.version(), widths });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the main states look as they did, in ${colorScheme}`, async ({ app, page }, { config }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.clock.setFixedTime(new Date('2026-11-26T12:00:00Z'));
    await app.open(page);
    const fonts = await describeFonts(page);
    if (config.updateSnapshots === 'all') writeFileSync(FONTS, `${fonts}\n`);
    test.skip(
      !existsSync(FONTS) || readFileSync(FONTS, 'utf8').trim() !== fonts,
      'This machine draws with other fonts, or another browser, than the pictures were taken with.',
    );
    const look = async (name: string) =>
      expect(page).toHaveScreenshot(`${name}-${colorScheme}.png`, {
        animations: 'disabled',
        // The port of this run's practice provider.
        mask: [page.getByText(/^127\.0\.0\.1:\d+$/).first()],
        maxDiffPixelRatio: 0.002,
      });

    await page.getByRole('button', { name: 'Understood' }).click();
    await look('start');

    await page.getByLabel('Session file').setInputFiles(RECORDING);
    await expect(page.getByRole('note')).toContainText('Invalid client');
    // It would go by itself, at no fixed time.
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await look('failure');

    for (const view of ['Sequence', 'Waterfall']) {
      await page.getByRole('radio', { name: view }).click();
      await look(view.toLowerCase());
    }
    await page.getByRole('radio', { name: 'Steps' }).click();
    await page
      .getByRole('button', { name: /^Exchange the code for tokens/ })
      .first()
      .click();
    for (const tab of ['Request', 'Response', 'Checks']) {
      await page.getByRole('tab', { name: tab }).click();
      await look(tab.toLowerCase());
    }
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('invalid_grant');
    await expect(page.getByRole('option').first()).toHaveText(/^Invalid grant/);
    await look('palette');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Invalid grant' })).toBeVisible();
    await look('catalog');
  });
}
