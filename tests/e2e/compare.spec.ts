import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { expect, test } from './app';
import { expectNoViolations } from './expect-no-violations';
import { runPractice } from './run-practice';

const findView = (page: Page) => page.getByRole('region', { name: 'Compare sessions' });

/** Two runs of the public client, the second with a fault, and the box to pick the other one. */
async function openPicker(page: Page, faultId: string) {
  await runPractice(page);
  await runPractice(page, faultId);
  await page.getByRole('button', { name: 'Compare with…' }).press('Enter');
  const view = findView(page);
  await expect(view.getByRole('searchbox', { name: 'Which session to compare with' })).toBeFocused();
  return view;
}

test('a failing session is compared by keyboard, and the first difference leads to its step in either session', async ({
  app,
  page,
}) => {
  await app.open(page);
  const view = await openPicker(page, 'redirect-uri-differs');
  await page.keyboard.type('succeeded');
  await expect(view.getByRole('list', { name: 'Sessions to compare with' }).getByRole('button')).toHaveCount(
    1,
  );
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');

  await expect(view.getByRole('button', { name: 'Pick another session' })).toBeFocused();
  await expect(view.getByRole('region', { name: 'Left' })).toContainText('succeeded');
  await expect(view.getByRole('region', { name: 'Right' })).toContainText(
    /failed.*First failure: Exchange the code/,
  );
  const first = view.getByRole('list', { name: 'Ranked differences' }).getByRole('listitem').first();
  await expect(first).toContainText('redirect_uri');
  await expect(first.locator('mark')).toHaveCount(1);
  await expect(view.getByRole('table', { name: 'Steps side by side' })).toContainText('no such step');

  await view.getByRole('button', { name: 'Swap sides' }).click();
  await expect(view.getByRole('region', { name: 'Left' })).toContainText('failed');
  await expect(first).toContainText('redirect_uri');

  await first.getByRole('button', { name: /^Show redirect_uri in the right session/ }).click();
  await expect(view).toBeHidden();
  const rows = page.getByRole('region', { name: 'Sessions' }).getByRole('button', { name: /succeeded/ });
  await expect(rows.first()).toHaveAttribute('aria-current', 'true');
  await expect(page.getByRole('listitem', { name: /^Exchange the code.*succeeded/ })).toBeVisible();
});

test('secrets are hidden until they are revealed, and what was folded away opens', async ({ app, page }) => {
  await app.open(page);
  await page.getByRole('button', { name: 'Practice: client_secret_basic' }).click();
  const view = await openPicker(page, 'wrong-secret');
  await view.getByRole('list', { name: 'Sessions to compare with' }).getByRole('button').first().click();
  const first = view.getByRole('list', { name: 'Ranked differences' }).getByRole('listitem').first();
  await expect(first).toContainText('client_secret');
  await expect(first).toContainText('••••');
  await first.getByRole('button', { name: 'Reveal client_secret, left' }).click();
  await expect(first.getByRole('button', { name: 'Hide client_secret, left' })).toBeVisible();

  const more = view.getByRole('button', { name: 'Show them' });
  await expect(more).toHaveAttribute('aria-expanded', 'false');
  await more.click();
  await expect(view.getByRole('list', { name: 'Folded differences' })).toContainText('state');
  await page.keyboard.press('Escape');
  await expect(view).toBeHidden();
  await expect(page.getByRole('button', { name: 'Compare with…' })).toBeFocused();
});

test(`every page of the comparison is free of axe violations in both themes`, async ({ app, page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await app.open(page);
  await expect(page.getByRole('button', { name: 'Compare with…' })).toBeHidden();
  const view = await openPicker(page, 'redirect-uri-differs');
  await expectNoViolations(page);
  await view.getByRole('list', { name: 'Sessions to compare with' }).getByRole('button').first().click();
  await view.getByRole('button', { name: 'Show them' }).click();
  await expectNoViolations(page);
});

test('the shortcut opens the comparison, which is exported and copied without the secrets of either session', async ({
  app,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.open(page);
  await page.getByRole('button', { name: 'Practice: client_secret_basic' }).click();
  await runPractice(page);
  await runPractice(page, 'wrong-secret');
  await expect(page.getByRole('button', { name: 'Compare with…' })).toHaveAttribute(
    'aria-keyshortcuts',
    'Control+Shift+D',
  );
  await page.keyboard.press('Control+Shift+D');
  const view = findView(page);
  await view.getByRole('list', { name: 'Sessions to compare with' }).getByRole('button').first().click();
  const first = view.getByRole('list', { name: 'Ranked differences' }).getByRole('listitem').first();
  await first.getByRole('button', { name: 'Reveal client_secret, left' }).click();
  const secret = (await first.locator('dd').first().innerText()).trim();
  expect(secret.length).toBeGreaterThan(8);

  const texts: string[] = [];
  const menu = view.getByRole('button', { name: 'Export comparison' });
  for (const [format, extension] of [
    ['HTML', 'html'],
    ['Markdown', 'md'],
    ['JSON', 'json'],
  ] as const) {
    await menu.click();
    await expectNoViolations(page, '[role=menu]');
    const started = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: new RegExp(`^${format}`) }).click();
    const file = await started;
    expect(file.suggestedFilename()).toMatch(
      new RegExp(`^grantscope-comparison-\\d{8}-\\d{6}\\.${extension}$`),
    );
    texts.push(await readFile(await file.path(), 'utf8'));
  }
  await menu.press('Enter');
  await page.getByRole('menuitem', { name: /^Copy/ }).press('Enter');
  await expect(page.getByRole('status', { name: 'Notices' }).filter({ hasText: 'Copied.' })).toBeVisible();
  texts.push(await page.evaluate(() => navigator.clipboard.readText()));
  for (const text of texts) {
    expect(text).toContain('[redacted:client_secret-2]');
    expect(text).not.toContain(secret.slice(0, 8));
  }
  expect(texts[3]).toMatch(/^# Grantscope comparison: /);
  expect(await page.getByRole('button', { name: 'Hide client_secret, left' }).count()).toBe(1);
});

test('two runs alike say so', async ({ app, page }) => {
  await app.open(page);
  const view = await openPicker(page, '');
  await view.getByRole('list', { name: 'Sessions to compare with' }).getByRole('button').first().click();
  await expect(view).toContainText('These sessions are the same, but for what differs between any two runs.');
});
