import { expect, test } from './app';
import { runPractice } from './run-practice';

test('a part that cannot be drawn leaves the rest alone, and offers a report without secrets', async ({
  app,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  // Dates are drawn in many places; the page is broken on purpose from outside, as a bug would.
  await page.addInitScript(() => {
    const { getFullYear } = Date.prototype;
    Date.prototype.getFullYear = function () {
      const reason = sessionStorage.getItem('broken');
      if (reason !== null) throw new Error(`broken by ${reason}`);
      return getFullYear.call(this);
    };
  });
  await app.open(page);
  await runPractice(page, 'wrong-secret');
  await expect(page.getByRole('listitem', { name: /Exchange the code for tokens/ })).toBeVisible();
  await page.evaluate(() => sessionStorage.setItem('broken', 'Bearer abcdefghijklmnop.qrstuvwxyz0123456789'));
  await page.getByRole('button', { name: /^Exchange the code for tokens/ }).click();
  await page.getByRole('tab', { name: 'Request' }).click();
  const alert = page.getByRole('alert').filter({ hasText: 'could not be drawn' }).first();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(alert).toBeVisible();
  await alert.getByRole('button', { name: 'Copy the crash report' }).click();
  const report = await page.evaluate(() => navigator.clipboard.readText());
  expect(report).toContain('Error: Error: broken by');
  expect(report).not.toContain('qrstuvwxyz0123456789');

  await page.evaluate(() => sessionStorage.removeItem('broken'));
  const again = page.getByRole('button', { name: 'Try again' });
  while ((await again.count()) > 0) await again.first().click();
  await expect(page.getByRole('region', { name: 'Sessions' }).getByRole('listitem').first()).toBeVisible();
});
