import { writeFileSync } from 'node:fs';
import type { Page, TestInfo } from 'playwright/test';
import { buildTrace } from '../support/session-builder';
import { expect, test } from './app';
import { expectNoViolations } from './expect-no-violations';

/** A session whose API answered with a list of people: each of them is to be found and hidden. */
function writeLargeSession(info: TestInfo): string {
  const body = Array.from({ length: 40_000 }, (_, index) => `<li>person-${index}@acme.example</li>`).join(
    '\n',
  );
  const events = buildTrace({ answers: { resource: { body } } });
  const path = info.outputPath('large-session.json');
  writeFileSync(path, JSON.stringify({ format: 'grantscope-session', version: 1, events }));
  return path;
}

const findBar = (page: Page) => page.getByRole('status', { name: 'Notices' }).getByRole('progressbar');

async function beginExport(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Export report' }).click();
  await page.getByRole('menuitem', { name }).click();
  await expect(findBar(page)).toHaveAccessibleName('Making the report');
}

const findCancel = (page: Page) =>
  page.getByRole('status', { name: 'Notices' }).getByRole('button', { name: 'Cancel' });

/** Keeps the calls for a report back, until they are let through. */
async function holdReports(page: Page): Promise<() => Promise<void>> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route('**/api/buildReport', async (route) => {
    await promise;
    await route.continue().catch(() => {});
  });
  return async () => {
    resolve();
    await page.unroute('**/api/buildReport');
  };
}

test('a long export shows a bar that everybody can read, and is cancelled by the keyboard', async ({
  app,
  page,
}, info) => {
  const downloads: string[] = [];
  page.on('download', (download) => downloads.push(download.suggestedFilename()));
  await app.open(page);
  await page.getByLabel('Session file').setInputFiles(writeLargeSession(info));
  await expect(page.getByRole('button', { name: 'Export report' })).toBeEnabled();
  const letThrough = await holdReports(page);
  await beginExport(page, 'HTML');
  await expectNoViolations(page);
  await findCancel(page).focus();
  await page.keyboard.press('Enter');
  await letThrough();
  await expect(findBar(page)).toBeHidden();
  await expect(page.getByRole('status').filter({ hasText: 'The export was cancelled.' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Export report' })).not.toHaveAttribute('aria-busy');
  expect(downloads).toEqual([]);
});

test('a large report is made beside the host, which goes on answering, and is saved', async ({
  app,
  page,
}, info) => {
  await app.open(page);
  await page.getByLabel('Session file').setInputFiles(writeLargeSession(info));
  await expect(page.getByRole('button', { name: 'Export report' })).toBeEnabled();
  let isMade = false;
  const started = page.waitForEvent('download').then((download) => {
    isMade = true;
    return download;
  });
  await beginExport(page, 'Markdown');
  const answer = page.waitForResponse('**/api/listSessions');
  await page.getByRole('region', { name: 'Sessions' }).getByRole('searchbox').fill('nobody');
  await answer;
  expect(isMade).toBe(false);
  await expect(findBar(page)).not.toHaveAttribute('aria-valuenow', '0');
  expect((await started).suggestedFilename()).toMatch(/\.md$/);
  await expect(findBar(page)).toBeHidden();
});
