import type { Page } from 'playwright/test';
import { expect, test } from './app';
import { expectNoViolations } from './expect-no-violations';
import { runPractice } from './run-practice';

const TABS = ['Summary', 'Request', 'Response', 'Tokens', 'Checks', 'Diagnosis', 'Raw'];

async function openTokenRequest(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Exchange the code for tokens/ }).click();
  await page.getByRole('tab', { name: 'Request' }).click();
}

/** How much wider than its panel the content of the open tab is. */
function readOverflow(page: Page): Promise<number> {
  return page.getByRole('tabpanel').evaluate((panel) => panel.scrollWidth - panel.clientWidth);
}

test(`a parameter is explained under the pointer and under the focus`, async ({ app, page }) => {
  await app.open(page);
  await runPractice(page);
  await openTokenRequest(page);
  const note = (name: string) => page.getByRole('group', { name: `About ${name}` });
  const form = page.getByRole('table', { name: 'Form fields' });

  const verifier = form.getByRole('button', { name: 'code_verifier', exact: true });
  await verifier.hover();
  await expect(note('code_verifier')).toContainText('PKCE');
  const link = note('code_verifier').getByRole('link');
  await expect(link).toHaveAttribute('href', 'https://www.rfc-editor.org/rfc/rfc7636.html#section-4.5');
  await link.hover();
  await expect(link).toBeVisible();
  await expectNoViolations(page);
  await page.keyboard.press('Escape');
  await expect(note('code_verifier')).toBeHidden();
  await page.mouse.move(5, 5);

  const first = form.getByRole('button', { name: 'redirect_uri', exact: true });
  await first.focus();
  await expect(note('redirect_uri')).toBeVisible();
  await expect(first).toHaveAccessibleDescription(/registered address/);
  await page.keyboard.press('ArrowDown');
  await expect(note('redirect_uri')).toBeHidden();
  await expect(note('code')).toBeVisible();
  await page.keyboard.press('End');
  await expect(note('client_id')).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(note('client_id').getByRole('link')).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  const last = form.getByRole('button', { name: 'client_id', exact: true });
  await expect(last).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(note('client_id')).toBeHidden();
  await expect(form.getByRole('button', { name: 'Copy client_id' })).toBeFocused();
  await last.focus();
  await page.keyboard.press('Enter');
  await expect(note('client_id').getByRole('link')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(note('client_id')).toBeHidden();
  await expect(last).toBeFocused();
});

test('names are explained in headers, answers, tokens and key sets', async ({ app, page }) => {
  await app.open(page);
  await runPractice(page);
  await page.getByRole('button', { name: /^Validate the ID token/ }).click();
  const readNote = async (name: string) => {
    await page.getByRole('tabpanel').getByRole('button', { name, exact: true }).first().focus();
    return page.getByRole('group', { name: `About ${name}` }).textContent();
  };
  await page.getByRole('tab', { name: 'Response' }).click();
  expect(await readNote('Content-Type')).toContain('RFC 9110');
  expect(await readNote('kty')).toContain('RFC 7517');
  await page.getByRole('tab', { name: 'Tokens' }).click();
  expect(await readNote('kid')).toContain('RFC 7517');
  const claims = page.getByRole('table', { name: 'Claims of ID token' });
  await claims.getByRole('button', { name: 'exp', exact: true }).focus();
  await expect(page.getByRole('group', { name: 'About exp' })).toContainText('RFC 7519');
  await expect(claims.getByRole('row', { name: /^exp/ })).toContainText(
    /good for 1 hour after it was recorded.*\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/,
  );
});

test('what a copy button takes is in its name', async ({ app, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.open(page);
  await runPractice(page);
  await openTokenRequest(page);
  const readClipboard = () => page.evaluate(() => navigator.clipboard.readText());
  const panel = page.getByRole('tabpanel');

  await panel.getByRole('button', { name: 'Copy grant_type' }).click();
  await expect.poll(readClipboard).toBe('authorization_code');
  await panel.getByRole('button', { name: 'Copy accept', exact: true }).click();
  await expect.poll(readClipboard).toBe('application/json');
  await panel.getByRole('button', { name: 'Copy all form fields, secrets hidden' }).click();
  await expect.poll(readClipboard).toContain('grant_type=authorization_code');
  expect(await readClipboard()).toContain('code_verifier=•');
  await expect(panel.getByRole('button', { name: 'Copy code_verifier' })).toHaveCount(0);

  await page.getByRole('tab', { name: 'Response' }).click();
  const copyValue = (name: string) =>
    panel.getByRole('button', { name: `Copy value of ${name}`, exact: true });
  await copyValue('token_type').click();
  await expect.poll(readClipboard).toBe('Bearer');
  await expect(copyValue('access_token')).toHaveCount(0);
  await panel.getByRole('button', { name: 'token_type', exact: true }).focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowDown');
  await expect(panel.getByRole('button', { name: 'token_type', exact: true })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(copyValue('token_type')).toBeFocused();
  await expect(copyValue('token_type').locator('..')).toHaveCSS('opacity', '1');
  await expectNoViolations(page);
  await page.getByRole('tab', { name: 'Request' }).click();

  await page.getByRole('button', { name: 'Reveal secrets' }).click();
  await panel.getByRole('button', { name: 'Copy all form fields', exact: true }).click();
  await expect.poll(readClipboard).toMatch(/code_verifier=[\w-]{43}/);
  await page.getByRole('tab', { name: 'Checks' }).click();
  await panel
    .getByRole('button', { name: /^Copy check / })
    .first()
    .click();
  await expect.poll(readClipboard).toMatch(/: pass\nExpected: .*\nActual: /);
});

test('a step is searched in all its tabs, and only for what can be seen', async ({ app, page }) => {
  await app.open(page);
  await runPractice(page);
  await openTokenRequest(page);
  const tab = page.getByRole('tab', { name: 'Request' });
  await expect(tab).toBeFocused();
  await page.keyboard.press('ControlOrMeta+f');
  const search = page.getByRole('search', { name: 'Find in step' });
  const box = search.getByRole('textbox');
  const found = search.getByRole('status');
  await expect(box).toBeFocused();

  await page.keyboard.type('Grant_Type');
  // In the Raw tab it stands twice.
  await expect(found).toHaveText('1 of 3, in Request');
  await page.keyboard.press('Shift+Enter');
  await expect(found).toHaveText(/, in Raw$/);
  await expect(page.getByRole('tab', { name: 'Raw' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(found).toHaveText(/^1 of \d+, in Request$/);
  await expect(page.getByRole('table', { name: 'Form fields' })).toBeVisible();
  const readMarks = () =>
    page.evaluate(() => [...CSS.highlights].map(([name, ranges]) => [name, ranges.size > 0]));
  expect(await readMarks()).toEqual([
    ['found', true],
    ['found-current', true],
  ]);
  await expectNoViolations(page);

  await page.getByRole('button', { name: 'Reveal secrets' }).click();
  const value = /^[\w-]{43}/.exec(
    (await page
      .getByRole('row', { name: /^code_verifier/ })
      .getByRole('cell')
      .textContent()) ?? '',
  )?.[0];
  expect(value).toBeDefined();
  await page.getByRole('button', { name: 'Hide secrets' }).click();
  await box.fill(value ?? '');
  await expect(found).toHaveText('Nothing found');
  await page.getByRole('button', { name: 'Reveal secrets' }).click();
  await expect(found).toHaveText(/^1 of \d+, in Request$/);

  await page.keyboard.press('Escape');
  await expect(search).toBeHidden();
  await expect(tab).toBeFocused();
  expect(await readMarks()).toEqual([]);

  await page.getByRole('button', { name: /^Sign in and wait/ }).click();
  await page.getByRole('tab', { name: 'Response' }).click();
  await page.keyboard.press('ControlOrMeta+f');
  await page.keyboard.type('303');
  const shown = page.getByRole('combobox', { name: 'Request shown' });
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await expect(found).toHaveText(/^\d+ of \d+, in Response of 4\.\d$/);
  const places = new Set<string>();
  for (const key of ['Enter', 'Enter', 'Shift+Enter']) {
    const before = (await found.textContent()) ?? '';
    await box.press(key);
    await expect(found).not.toHaveText(before);
    const [, place = '', number = ''] = /in (\w+ of (4\.\d))$/.exec((await found.textContent()) ?? '') ?? [];
    await expect(inspector).toContainText(`Step ${number}`);
    places.add(`${place}: ${await shown.inputValue()}`);
    await expect(
      page.getByRole('tabpanel').getByText('303', { exact: true }).filter({ visible: true }),
    ).toHaveCount(1);
  }
  // How many depends on where a port or an id has these digits as well.
  expect(places.size).toBeGreaterThan(1);
});

test('a long answer is searched to its end while typing goes on', async ({ app, page }) => {
  await app.open(page);
  const body = JSON.stringify({
    entries: Array.from({ length: 9_000 }, (_, at) => `entry-${at}-of-many`),
    last: 'needle',
  });
  expect(body.length).toBeGreaterThan(150_000);
  await page.keyboard.press('ControlOrMeta+Shift+v');
  const dialog = page.getByRole('dialog', { name: 'Paste anything' });
  await dialog
    .getByRole('textbox')
    .fill(
      `> GET /list HTTP/2\n> Host: api.acme.example\n>\n< HTTP/2 404\n< content-type: application/json\n<\n${body}`,
    );
  await dialog.getByRole('button', { name: /^Diagnose/ }).click();
  await page.getByRole('tab', { name: 'Response' }).click();
  await expect(page.getByRole('button', { name: /^Show all/ })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+f');
  const startedAt = Date.now();
  await page.keyboard.type('needle');
  await expect(page.getByRole('search').getByRole('status')).toHaveText(/^1 of \d+, in Response$/);
  expect(Date.now() - startedAt).toBeLessThan(10_000);
});

test('the banner, the failing step and the report say the same words', async ({ app, page }) => {
  await app.open(page);
  await runPractice(page);
  const banner = page.getByRole('region', { name: 'Health' });
  await expect(banner).toBeHidden();
  await runPractice(page, 'wrong-secret');
  const note = page.getByRole('note');
  const headline = await note.getByRole('paragraph').first().textContent();
  const fix = await note.getByRole('paragraph').nth(1).textContent();
  await expect(banner).toContainText(headline ?? 'missing');
  await expect(banner).toContainText(`To fix it: ${fix}`);
  await expect(banner.getByRole('definition').first()).toContainText('invalid_client');
  await page.getByRole('button', { name: 'Export report' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'HTML' }).click();
  const report = await (await download).createReadStream();
  let html = '';
  for await (const chunk of report) html += chunk;
  expect(html).toContain(`<strong>${headline}</strong>`);
  await banner.getByRole('button', { name: 'Show step' }).click();
  await expect(page.getByRole('button', { name: /^Exchange the code for tokens/ })).toBeFocused();
});

test('no tab is cut off at the least width, nor at 200 %', async ({ app, page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await app.open(page);
  await runPractice(page, 'wrong-secret');
  const expectWhole = async () => {
    for (const name of TABS) {
      await page.getByRole('tab', { name }).click();
      expect(await readOverflow(page), name).toBeLessThanOrEqual(0);
      await expect(page.getByRole('tab', { name })).toBeInViewport({ ratio: 1 });
    }
  };
  await page.getByRole('separator', { name: 'Width of the inspector' }).press('End');
  const width = await page.getByRole('tabpanel').evaluate((panel) => panel.clientWidth);
  expect(width).toBeLessThanOrEqual(301);
  await expectWhole();
  await page.getByRole('button', { name: 'Find in step' }).click();
  await page.keyboard.type('invalid_client');
  await expect(page.getByRole('search').getByRole('status')).toHaveText(/^\d+ of \d+/);
  await expectWhole();
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 640, height: 400 });
  await page.getByRole('navigation', { name: 'Panes' }).getByRole('button', { name: 'Inspector' }).click();
  await expectWhole();
});
