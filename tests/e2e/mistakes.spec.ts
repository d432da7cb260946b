import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { expect, test } from './app';
import { expectNoViolations } from './expect-no-violations';

async function open(page: Page, profile: string) {
  await page.getByRole('button', { name: profile }).click();
  await page.getByRole('button', { name: 'Test the provider' }).click();
  const view = page.getByRole('region', { name: /^Deliberate mistakes/ });
  await expect(view.getByRole('button', { name: /^Run \d+ of \d+/ })).toBeFocused();
  return view;
}

test('chosen mistakes are made one after the other, judged, exported, and lead to their sessions', async ({
  app,
  page,
}) => {
  await app.open(page);
  const view = await open(page, 'Practice: client_secret_basic');
  await view.getByRole('button', { name: 'Choose none' }).click();
  await expect(view.getByRole('button', { name: /^Run 0 of/ })).toBeDisabled();
  await view.getByRole('checkbox', { name: 'Wrong client secret' }).check();
  await view.getByRole('checkbox', { name: 'Wrong code_verifier' }).check();
  await view.getByRole('button', { name: /^Run 2 of/ }).click();
  await expect(view.getByRole('status')).toHaveText('2 of 2 done: 2 passed, 0 failed');
  const download = page.waitForEvent('download');
  await view.getByRole('button', { name: 'Export table' }).click();
  await page.getByRole('menuitem', { name: 'CSV' }).click();
  expect(await readFile(await (await download).path(), 'utf8')).toContain('wrong-secret');
  await view.getByRole('button', { name: 'Show the session: Wrong client secret' }).click();
  await expect(view).toBeHidden();
  await expect(page.getByRole('listitem', { name: /^Exchange the code.*failed/ })).toBeVisible();
});

test(`a careless provider is caught, and the table is free of axe violations in both themes`, async ({
  app,
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await app.open(page);
  const view = await open(page, 'Practice: a careless provider');
  await view.getByRole('button', { name: 'Choose none' }).click();
  await view.getByRole('checkbox', { name: 'Wrong code_verifier' }).check();
  await view.getByRole('button', { name: /^Run 1 of/ }).click();
  await expect(view.getByRole('status')).toHaveText('1 of 1 done: 0 passed, 1 failed');
  await expectNoViolations(page);
  await page.keyboard.press('Escape');
  await expect(view).toBeHidden();
  await expect(page.getByRole('button', { name: 'Test the provider' })).toBeFocused();
});
