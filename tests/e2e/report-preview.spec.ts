import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright/test';
import { expect, test } from './app';
import { expectNoViolations } from './expect-no-violations';
import { readTrace } from './read-trace';
import { runPractice } from './run-practice';

async function openPreview(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Export report' }).click();
  await page.getByRole('menuitem', { name: 'Preview' }).click();
  const view = page.getByRole('region', { name: 'Preview of the report' });
  await expect(view.getByRole('list', { name: 'Redactions' }).getByRole('listitem').first()).toBeVisible();
  return view;
}

async function save(page: Page, view: Locator): Promise<string> {
  const started = page.waitForEvent('download');
  await view.getByRole('button', { name: 'Save' }).click();
  return readFile(await (await started).path(), 'utf8');
}

/** A value of the run by the name of its artifact, out of the app's own unmasked trace. */
async function readArtifact(page: Page, name: string): Promise<string> {
  const found = (await readTrace(page)).find((event) => event.type === 'artifact' && event.name === name);
  return found?.value ?? '';
}

const STATE = '[redacted:state-1]';
const VERIFIER = '[redacted:code_verifier-1]';

test('what is hidden is looked up, shown after one question or two, and named in the saved file', async ({
  app,
  page,
}) => {
  await app.open(page);
  await runPractice(page, 'missing-scope');
  const [state, verifier] = [await readArtifact(page, 'state'), await readArtifact(page, 'code-verifier')];
  const view = await openPreview(page);
  const text = view.getByRole('region', { name: 'Text of the report' });
  await view.getByRole('button', { name: new RegExp(`^${quote(STATE)}`) }).click();
  await expect(view.getByRole('list', { name: 'Places in the recording' })).toContainText('parameter state');
  await expect(text.getByRole('button', { name: STATE }).first()).toBeInViewport();

  await view.getByRole('button', { name: `Show ${STATE} in the report` }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Show it' }).click();
  await expect(view.getByRole('button', { name: `Hide ${STATE} again` })).toBeVisible();
  await expect(text.getByRole('button', { name: state }).first()).toBeInViewport();

  const question = page.getByRole('alertdialog');
  await view.getByRole('button', { name: `Show ${VERIFIER} in the report` }).click();
  await question.getByRole('button', { name: 'Go on' }).click();
  await expect(question).toContainText('PKCE code verifier');
  await expect(question).toContainText('redeems this sign-in');
  await expect(question.getByRole('button', { name: 'Keep it hidden' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(question).toBeHidden();
  expect(await save(page, view)).not.toContain(verifier);

  await view.getByRole('button', { name: `Show ${VERIFIER} in the report` }).click();
  await question.getByRole('button', { name: 'Go on' }).click();
  await question.getByRole('button', { name: 'Show the credential' }).click();
  await expect(view.getByRole('status').filter({ hasText: 'shown at your wish' })).toContainText('2 values');
  for (const format of ['HTML', 'Markdown', 'JSON', 'HAR', 'Sequence diagram']) {
    await view.getByLabel('Format').selectOption(format);
    await expect(view.getByRole('button', { name: 'Save' })).not.toHaveAttribute('aria-busy');
    const file = await save(page, view);
    expect(file).toContain('code_verifier-1');
    if (format === 'Sequence diagram') continue;
    expect(file).toContain(verifier);
    expect(file).toContain(state);
  }
  await view.getByRole('button', { name: `Hide ${VERIFIER} again` }).click();
  await expect(view.getByRole('button', { name: `Show ${VERIFIER} in the report` })).toBeVisible();
  const file = await save(page, view);
  expect(file).not.toContain(verifier);
});

test('a text that is selected or typed is hidden everywhere, and the file opens with the same diagnosis', async ({
  app,
  page,
}) => {
  await app.open(page);
  await runPractice(page, 'missing-scope');
  const view = await openPreview(page);
  await view.getByLabel('Format').selectOption('JSON');
  const text = view.getByRole('region', { name: 'Text of the report' });
  await expect(text).toContainText('grantscope-session');
  await view.getByLabel('Hide also').fill('alice-or-nobody');
  await view.getByRole('button', { name: 'Hide', exact: true }).click();
  await expect(view.getByLabel('Hide also')).toHaveValue('');
  await view.getByLabel('Hide also').fill('abc');
  await view.getByRole('button', { name: 'Hide', exact: true }).click();
  await expect(view.getByRole('alert')).toContainText('at least 4 characters');

  await view.getByLabel('Hide also').fill('');
  await text
    .getByText(/"profileName"/)
    .first()
    .evaluate((row) => {
      const node = document.createTreeWalker(row, NodeFilter.SHOW_TEXT).nextNode();
      const at = node?.nodeValue?.indexOf('Practice') ?? -1;
      if (!node || at < 0) throw new Error('The row does not have the text.');
      document.getSelection()?.setBaseAndExtent(node, at, node, at + 'Practice'.length);
    });
  await expect(view.getByLabel('Hide also')).toHaveValue('Practice');
  await view.getByRole('button', { name: 'Hide', exact: true }).click();
  const chosen = view.getByRole('button', { name: /^\[redacted:chosen-1\] hidden by you/ });
  await expect(chosen).toBeVisible();
  const file = await save(page, view);
  expect(file).not.toContain('Practice');
  expect(file).toContain('insufficient_scope');
  await view.getByRole('button', { name: 'Close the preview' }).click();
  await page.getByLabel('Session file').setInputFiles({
    name: 'export.json',
    mimeType: 'application/json',
    buffer: Buffer.from(file),
  });
  await expect(page.getByRole('region', { name: 'Sessions' }).getByRole('listitem')).toHaveCount(2);
  await expect(page.getByRole('note')).toContainText(/scope/i);
});

test('a failed save and a cancelled change lose nothing', async ({ app, page }) => {
  await app.open(page);
  await runPractice(page);
  const view = await openPreview(page);
  await view.getByRole('button', { name: `Show ${STATE} in the report` }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Show it' }).click();
  await expect(view.getByRole('button', { name: `Hide ${STATE} again` })).toBeVisible();
  const refuse = {
    ok: false,
    error: { code: 'report-leak', message: 'The report was not built: so says a test.' },
  };
  await page.route('**/api/buildReport', (route) => route.fulfill({ json: refuse }), { times: 1 });
  await view.getByRole('button', { name: 'Save' }).click();
  await expect(view.getByRole('alert')).toContainText('was not built');
  await expect(view.getByRole('button', { name: `Hide ${STATE} again` })).toBeVisible();

  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(
    '**/api/previewReport',
    async (route) => {
      await held;
      await route.continue();
    },
    { times: 1 },
  );
  await view.getByLabel('Format').selectOption('HAR');
  await view.getByRole('button', { name: 'Cancel' }).click();
  release();
  await expect(view.getByRole('button', { name: 'Cancel' })).toBeHidden();
  await expect(view.getByLabel('Format')).toHaveValue('html');
  expect(await save(page, view)).toContain(await readArtifact(page, 'state'));
});

test(`the preview needs no mouse and has no axe violations in both themes`, async ({ app, page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await app.open(page);
  await runPractice(page, 'wrong-secret');
  await page.keyboard.press('Control+Shift+E');
  const view = page.getByRole('region', { name: 'Preview of the report' });
  await expect(view.getByRole('button', { name: 'Save' })).toBeFocused();
  const rows = view.getByRole('list', { name: 'Redactions' });
  await expect(rows.getByRole('listitem').first()).toBeVisible();
  await view.getByLabel('Hide also').focus();
  // A button that can do nothing yet is passed over.
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(view.getByRole('list', { name: 'Places in the recording' })).toBeVisible();
  await expectNoViolations(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await expectNoViolations(page, '[role=alertdialog]');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alertdialog')).toBeHidden();
  await expect(view).toBeVisible();
  await page.setViewportSize({ width: 640, height: 400 });
  await expect(view.getByRole('button', { name: 'Save' })).toBeInViewport();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  const started = page.waitForEvent('download');
  await view.getByRole('button', { name: 'Save' }).press('Enter');
  expect((await started).suggestedFilename()).toMatch(/\.html$/);
  await page.keyboard.press('Escape');
  await expect(view).toBeHidden();
});

function quote(text: string): string {
  return text.replace(/[[\]]/g, '\\$&');
}
