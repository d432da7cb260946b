import { expect, test } from './app';
import { runPractice } from './run-practice';

test('a secret is seen, and copied, only after it was asked for', async ({ app, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.open(page);
  await runPractice(page);
  await page.getByRole('button', { name: /^Exchange the code for tokens/ }).click();
  await page.getByRole('tab', { name: 'Response' }).click();
  const panel = page.getByRole('tabpanel');
  const token = /"refresh_token": "[\w-]{20}/;
  const readClipboard = () => page.evaluate(() => navigator.clipboard.readText());

  await panel.getByRole('button', { name: 'Copy body, secrets hidden' }).click();
  await expect.poll(readClipboard).toContain('"token_type"');
  expect(await readClipboard()).not.toMatch(token);

  await panel.getByRole('button', { name: 'Reveal refresh token' }).click();
  const copy = panel.getByRole('button', { name: 'Copy refresh token' });
  await copy.click();
  await expect.poll(readClipboard).toMatch(/^[\w-]{20,}$/);
  await expect(panel.getByRole('button', { name: 'Reveal access token' })).toBeVisible();

  await page.getByRole('button', { name: 'Reveal secrets' }).click();
  await expect(panel).toContainText(token);
  await panel.getByRole('button', { name: 'Copy body', exact: true }).click();
  await expect.poll(readClipboard).toMatch(token);

  await runPractice(page);
  await page.getByRole('button', { name: /^Exchange the code for tokens/ }).click();
  await page.getByRole('tab', { name: 'Response' }).click();
  await expect(page.getByRole('button', { name: 'Reveal secrets' })).toBeVisible();
  await expect(panel).not.toContainText(token);
});
