import type { Page } from 'playwright/test';
import { startServer } from '../support/test-server';
import { expect, test } from './app';
import { runPractice } from './run-practice';

/** Holds a call of the page until it is let go. */
async function holdCall(page: Page, method: string): Promise<() => Promise<void>> {
  const gate = Promise.withResolvers<void>();
  const path = `**/api/${method}`;
  await page.route(path, async (route) => {
    await gate.promise;
    await route.continue().catch(() => {});
  });
  return async () => {
    gate.resolve();
    await page.unroute(path);
  };
}

test('a provider that does not answer is given up with the keyboard', async ({ app, page }) => {
  const provider = await startServer(() => {});
  await app.open(page);
  await page.getByRole('button', { name: 'New profile' }).click();
  const form = page.getByRole('region', { name: 'Profile', exact: true });
  const issuer = form.getByRole('combobox', { name: /^Issuer/ });
  await issuer.fill(provider.origin);
  await form.getByRole('button', { name: 'Discover' }).press('Enter');
  await expect(form.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(form.getByRole('button', { name: 'Discover' })).toBeFocused();
  await expect.poll(() => countConnections(provider.server)).toBe(0);

  await page.keyboard.press('Enter');
  await expect(form.getByRole('button', { name: 'Cancel' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(form.getByRole('button', { name: 'Discover' })).toBeVisible();
  await expect(form.getByRole('alert')).toHaveCount(0);
  await provider.close();
});

test('what is slow to be read, compared, deleted or brought back says so, and all but a deletion has a way out', async ({
  app,
  page,
}) => {
  await app.open(page);
  await runPractice(page);
  await runPractice(page, 'wrong-secret');
  const sessions = page.getByRole('region', { name: 'Sessions' });
  const first = sessions.getByRole('button', { name: /succeeded/ });

  const letRead = await holdCall(page, 'readSession');
  await first.click();
  const middle = page.getByRole('region', { name: 'Session', exact: true });
  await expect(middle.getByRole('status').filter({ hasText: 'Reading the session…' })).toBeVisible();
  await middle.getByRole('button', { name: 'Cancel' }).press('Escape');
  await expect(page.getByRole('heading', { name: 'See an OAuth flow from the inside' })).toBeVisible();
  await letRead();
  await first.click();
  const letCompare = await holdCall(page, 'readSession');
  await page.getByRole('button', { name: 'Compare with…' }).click();
  await page.getByRole('list', { name: 'Sessions to compare with' }).getByRole('button').click();
  await expect(page.getByText('Reading both sessions…')).toBeVisible();
  await page
    .getByRole('region', { name: 'Compare sessions' })
    .getByRole('button', { name: 'Cancel' })
    .click();
  await letCompare();
  await expect(page.getByText('Reading both sessions…')).toBeHidden();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');

  const letPin = await holdCall(page, 'updateSession');
  await page.getByRole('button', { name: 'Pin this session' }).click();
  await expect(page.getByRole('status', { name: 'Notices' })).toContainText('Saving…');
  await letPin();
  await expect(page.getByRole('status', { name: 'Notices' })).not.toContainText('Saving…');

  await sessions.getByRole('button', { name: 'Mark sessions' }).click();
  await sessions.getByRole('checkbox').first().check();
  const letDelete = await holdCall(page, 'deleteSessions');
  await sessions.getByRole('button', { name: 'Delete marked sessions' }).click();
  await page.getByRole('button', { name: /^Delete 1 session/ }).click();
  await expect(sessions.getByText('Deleting 1 session…')).toBeVisible();
  await letDelete();
  const letUndo = await holdCall(page, 'undoDelete');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Bringing it back…')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await letUndo();
  await expect(page.getByText('It is back.')).toBeVisible();
});

function countConnections(server: {
  getConnections(callback: (error: Error | null, count: number) => void): void;
}) {
  return new Promise<number>((resolve) => server.getConnections((_error, count) => resolve(count)));
}
