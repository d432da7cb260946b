import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { expect, test } from './app';
import { expectNoViolations } from './expect-no-violations';
import { runPractice } from './run-practice';

const findCatalog = (page: Page) => page.getByRole('region', { name: 'Catalog', exact: true });

test('the catalog is searched and filtered, and closing it leaves the session as it was', async ({
  app,
  page,
}) => {
  await app.open(page);
  await runPractice(page, 'wrong-secret');
  await page.getByRole('tab', { name: 'Response' }).click();
  const opener = page.getByRole('button', { name: 'Catalog', exact: true });
  await opener.press('Enter');

  const catalog = findCatalog(page);
  const search = catalog.getByRole('searchbox', { name: 'Search the catalog' });
  await expect(search).toBeFocused();
  const rows = catalog.getByRole('list', { name: 'Entries' }).getByRole('listitem');
  const all = await rows.count();
  await page.keyboard.type('invalid_grant');
  await expect(catalog.getByRole('article', { name: 'Invalid grant' })).toBeVisible();
  await expect(catalog.getByRole('status').first()).toHaveText(new RegExp(` of ${all} entries$`));

  await search.fill('redirect');
  await catalog.getByLabel('Provider').selectOption('Microsoft Entra ID');
  await catalog.getByLabel('Where it shows').selectOption('authorization page');
  await catalog.getByLabel('Who must act').selectOption('app developer');
  await expect(catalog.getByRole('article')).toContainText('Microsoft Entra ID');
  await expect(catalog.getByRole('article').getByRole('link')).toHaveAttribute('href', /^https:/);
  await search.fill('zebra');
  await expect(rows).toHaveCount(0);
  await catalog.getByRole('button', { name: 'Show every entry' }).click();
  await expect(rows).toHaveCount(all);

  await search.press('Escape');
  await expect(catalog).toBeHidden();
  await expect(opener).toBeFocused();
  await expect(page.getByRole('tab', { name: 'Response' })).toHaveAttribute('aria-selected', 'true');
});

test('the keyboard walks the whole list', async ({ app, page }) => {
  await app.open(page);
  await page.getByRole('button', { name: 'Catalog', exact: true }).click();
  const list = findCatalog(page).getByRole('list', { name: 'Entries' });
  await page.keyboard.press('ArrowDown');
  await expect(list.getByRole('button').first()).toBeFocused();
  await page.keyboard.press('End');
  const last = list.getByRole('button').last();
  await expect(last).toBeFocused();
  await expect(last).toBeInViewport();
  await page.keyboard.press('Enter');
  const title = (await last.locator('span').first().textContent()) ?? '';
  await expect(findCatalog(page).getByRole('article')).toHaveAccessibleName(title);
  await page.keyboard.press('Tab');
  await expect(findCatalog(page).getByRole('region', { name: 'Entry' })).toBeFocused();
});

test('a finding leads to its entry, and a run leads back to the session', async ({ app, page }) => {
  await app.open(page);
  await runPractice(page, 'wrong-secret');
  await page.getByRole('note').getByRole('button', { name: 'Diagnosis' }).click();
  const link = page.getByRole('button', { name: 'Open in catalog: Invalid client' });
  await link.click();
  const catalog = findCatalog(page);
  await expect(catalog.getByRole('article', { name: 'Invalid client', exact: true })).toBeVisible();
  await expect(catalog.locator('[aria-current]')).toBeInViewport();
  await catalog.getByRole('button', { name: 'Close the catalog' }).click();
  await expect(link).toBeFocused();

  await page.getByRole('button', { name: 'Catalog', exact: true }).click();
  await runPractice(page);
  await expect(catalog).toBeHidden();
});

test('two spellings of one value are marked where they differ', async ({ app, page }) => {
  await app.open(page);
  await runPractice(page, 'redirect-uri-differs');
  await page.getByRole('note').getByRole('button', { name: 'Diagnosis' }).click();
  const marks = page.getByRole('tabpanel').getByRole('article').first().locator('mark');
  await expect(marks.first()).toHaveText(/differs: .*\/.*\)/);
  await expectNoViolations(page);
});

test('the ids to quote to support and the provider are shown', async ({ app, page }) => {
  await app.open(page);
  await runPractice(page, 'wrong-secret');
  await page.getByRole('button', { name: 'Export report' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'JSON' }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  const id = '0c9b7e55-52d1-4f0e-8c3f-5f1f6a3e9d21';
  const answered = text.replaceAll(/"headers":\s*\[/g, (start) => `${start}["x-okta-request-id", "${id}"],`);
  await page.getByLabel('Session file').setInputFiles({
    name: 'run.json',
    mimeType: 'application/json',
    buffer: Buffer.from(answered),
  });
  await expect(page.getByRole('region', { name: 'Sessions' }).getByRole('listitem')).toHaveCount(2);
  await page.getByRole('note').getByRole('button', { name: 'Diagnosis' }).click();
  const finding = page.getByRole('tabpanel').getByRole('article').first();
  await expect(finding).toContainText('Provider: Okta');
  const ids = finding.getByRole('table', { name: "To quote to the provider's support" });
  await expect(ids).toContainText(id);
  await expect(ids.getByRole('button', { name: 'Copy x-okta-request-id' })).toBeVisible();
});

test('the server pane warns before a run', async ({ app, page }) => {
  await app.open(page);
  const issuer =
    (await page
      .getByText(/^127\.0\.0\.1:\d+$/)
      .first()
      .textContent()) ?? '';
  await page.getByRole('button', { name: 'New profile' }).first().click();
  const form = page.getByRole('region', { name: 'Profile', exact: true });
  await form.getByRole('combobox', { name: /^Issuer/ }).fill(`http://${issuer}`);
  await form.getByRole('button', { name: 'Discover' }).click();
  const warnings = page.getByRole('list', { name: 'Before the run' });
  await expect(page.getByRole('region', { name: 'Provider' })).toContainText('S256');
  await expect(warnings).toBeHidden();
  await form.getByLabel(/^PKCE/).selectOption('plain');
  await expect(warnings).toContainText('code_challenge_methods_supported does not list plain');
  await expectNoViolations(page);
  await warnings.getByRole('button', { name: /^Open in catalog/ }).click();
  await expect(findCatalog(page).getByRole('article')).toContainText('Use code_challenge_method=S256');
});

test(`the catalog is free of axe violations in both themes`, async ({ app, page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await app.open(page);
  await page.getByRole('button', { name: 'Catalog', exact: true }).click();
  await expectNoViolations(page);
  await page.setViewportSize({ width: 640, height: 400 });
  await expectNoViolations(page);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});
