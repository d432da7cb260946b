import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { PRACTICE_PASSWORD } from '../../src/main/practice/accounts';
import { expect, test } from './app';
import { expectNoViolations } from './expect-no-violations';
import { readTrace } from './read-trace';
import { runPractice } from './run-practice';

async function download(page: Page, format: 'HTML' | 'Markdown' | 'JSON' | 'HAR' | 'Sequence diagram') {
  await page.getByRole('button', { name: 'Export report' }).click();
  const started = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: format }).click();
  const file = await started;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
}

/** Every value of this run that a report must not hold, read from the app's own unmasked trace. */
async function readSecrets(page: Page): Promise<string[]> {
  const artifacts = (await readTrace(page)).filter(({ type }) => type === 'artifact');
  const values = artifacts
    .filter(({ kind, name }) => kind === 'secret' || kind === 'jwt' || name === 'state' || name === 'nonce')
    .map(({ value }) => value ?? '');
  const callback = artifacts.find(({ name }) => name === 'callback-url')?.value ?? '';
  return [...values, new URL(callback).searchParams.get('code') ?? '', PRACTICE_PASSWORD].filter(Boolean);
}

test('a report of a failed run downloads in each format, says why, and leaks nothing', async ({
  app,
  page,
}) => {
  await app.open(page);
  await runPractice(page, 'missing-scope');
  const secrets = await readSecrets(page);
  expect(secrets.length).toBeGreaterThan(5);
  for (const [format, extension] of [
    ['HTML', 'html'],
    ['Markdown', 'md'],
    ['JSON', 'json'],
    ['HAR', 'har'],
    ['Sequence diagram', 'mmd'],
  ] as const) {
    const report = await download(page, format);
    expect(report.name).toMatch(
      new RegExp(`^grantscope-authorization-code-\\d{8}-\\d{6}-failed\\.${extension}$`),
    );
    expect(report.text).toContain(extension === 'mmd' ? '403' : 'insufficient_scope');
    for (const secret of secrets) expect(report.text).not.toContain(secret);
    expect(report.text).not.toContain('alice@example.com');
  }
});

test('an exported session opens again with the same diagnosis', async ({ app, page }) => {
  await app.open(page);
  await runPractice(page, 'wrong-secret');
  const report = await download(page, 'JSON');
  await page.getByLabel('Session file').setInputFiles({
    name: report.name,
    mimeType: 'application/json',
    buffer: Buffer.from(report.text),
  });
  const sessions = page.getByRole('region', { name: 'Sessions' });
  await expect(sessions.getByRole('listitem')).toHaveCount(2);
  await expect(page.getByRole('note')).toContainText('Invalid client');
});

test('a session that was deleted can be brought back, by the notice and by the key', async ({
  app,
  page,
}) => {
  await app.open(page);
  await runPractice(page);
  const sessions = page.getByRole('region', { name: 'Sessions' });
  await sessions.getByRole('button', { name: /^Delete/ }).click();
  await expect(sessions.getByRole('listitem')).toHaveCount(0);
  const notices = page.getByRole('status', { name: 'Notices' });
  await notices.getByRole('button', { name: 'Undo' }).click();
  await expect(sessions.getByRole('listitem')).toHaveCount(1);
  await expect(notices).toContainText('It is back.');
  await sessions.getByRole('listitem').getByRole('button').first().click();
  await expect(page.getByRole('listitem', { name: /Exchange the code for tokens/ })).toBeVisible();

  await sessions.getByRole('button', { name: /^Delete/ }).click();
  await expect(sessions.getByRole('listitem')).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(sessions.getByRole('listitem')).toHaveCount(1);
});

test('an exchange is copied as curl, as messages and as a comment, without its secrets', async ({
  app,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.open(page);
  await runPractice(page, 'wrong-secret');
  const secrets = await readSecrets(page);
  await page.getByRole('button', { name: /^Exchange the code for tokens/ }).click();
  await page.getByRole('tab', { name: 'Request' }).click();
  const readClipboard = () => page.evaluate(() => navigator.clipboard.readText());
  for (const [item, begin] of [
    ['As curl', /^# What was secret is to be set first/],
    ['As HTTP messages', /^POST \/token HTTP\/1\.1\n(?:.+\n)*host: /i],
    ['As a ticket comment', /^`POST .+\/token` answered `401/],
  ] as const) {
    await page.getByRole('tabpanel').getByRole('button', { name: 'Copy', exact: true }).click();
    await expectNoViolations(page, '[role=menu]');
    await page.getByRole('menuitem', { name: item }).click();
    await expect.poll(readClipboard).toMatch(begin);
    const text = await readClipboard();
    for (const secret of secrets) expect(text).not.toContain(secret);
  }
});
