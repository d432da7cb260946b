import type { Page } from 'playwright/test';
import { buildHar, buildHarEntry } from '../support/har-builder';
import { expect, test } from './app';
import { expectNoViolations } from './expect-no-violations';

const SECRET = 'kept-secret-8f2c71d0';
const ERROR_BODY = '{"error":"invalid_client","error_description":"The client is not known here."}';
const CHALLENGE = 'WWW-Authenticate: Bearer error="invalid_token", error_description="The token expired"';
const HAR = buildHar([
  buildHarEntry({
    method: 'POST',
    url: 'https://a.example/t',
    form: `grant_type=authorization_code&client_secret=${SECRET}`,
    status: 400,
    answer: { error: 'invalid_grant' },
  }),
]);

const findBox = (page: Page) => page.getByRole('dialog', { name: 'Paste anything' });
const findText = (page: Page) => findBox(page).getByRole('textbox');
const findSessions = (page: Page) => page.getByRole('region', { name: 'Sessions' }).getByRole('listitem');

async function openBox(page: Page): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: 'Paste anything' }).click();
  await expect(findText(page)).toBeFocused();
}

async function diagnose(page: Page, text: string): Promise<void> {
  await openBox(page);
  await findText(page).fill(text);
  await findBox(page).getByRole('button', { name: 'Diagnose' }).click();
}

/** The best finding of the session on screen. */
async function expectTop(page: Page, title: string | RegExp): Promise<void> {
  await expect(findBox(page)).toBeHidden();
  await expect(page.getByRole('tabpanel').getByRole('article').first()).toHaveAccessibleName(title);
}

test('a pasted error body opens as a session with its finding on top', async ({ app, page }) => {
  await app.open(page);
  await diagnose(page, ERROR_BODY);
  await expectTop(page, 'Invalid client');
  const session = page.getByRole('region', { name: 'Session', exact: true });
  await expect(session.getByRole('heading', { name: 'Imported OAuth error body' })).toBeVisible();
  await expect(session.getByText('Recognised as: OAuth error body.')).toBeVisible();
  await expect(findSessions(page)).toHaveCount(1);

  await openBox(page);
  await expect(findText(page)).toHaveValue('');
});

test('a pasted WWW-Authenticate header is diagnosed, also from the empty state', async ({ app, page }) => {
  await app.open(page);
  await page.getByRole('main').getByRole('button', { name: 'Paste anything' }).click();
  await findText(page).fill(CHALLENGE);
  await findText(page).press('Control+Enter');
  await expectTop(page, /token/i);
  await expect(page.getByRole('heading', { name: 'Imported WWW-Authenticate header' })).toBeVisible();
  await expect(page.getByRole('tabpanel').getByRole('article').first()).toContainText('invalid_token');
});

test('a HAR is chosen as a file', async ({ app, page }) => {
  await app.open(page);
  await openBox(page);
  const chooser = page.waitForEvent('filechooser');
  await findBox(page).getByRole('button', { name: 'Choose a file' }).click();
  await (await chooser).setFiles({
    name: 'sign-in.har',
    mimeType: 'application/json',
    buffer: Buffer.from(HAR),
  });
  await expectTop(page, 'Invalid grant');
  await expect(page.getByText('Recognised as: HTTP archive (HAR).').first()).toBeVisible();
  await expect(page.getByRole('listitem', { name: 'The token request, failed' })).toBeVisible();
});

test('a HAR is dropped, on the box or anywhere else', async ({ app, page }) => {
  await app.open(page);
  const dropOn = async (selector: string) => {
    const dataTransfer = await page.evaluateHandle((text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], 'sign-in.har'));
      return transfer;
    }, HAR);
    await page.dispatchEvent(selector, 'dragover', { dataTransfer });
    await page.dispatchEvent(selector, 'drop', { dataTransfer });
  };
  await openBox(page);
  await dropOn('[role="dialog"] textarea');
  await expectTop(page, 'Invalid grant');
  await dropOn('main');
  await expect(findSessions(page)).toHaveCount(2);
});

test('what is not recognised opens as a session that says what to capture next', async ({ app, page }) => {
  await app.open(page);
  await diagnose(page, 'It does not work since Tuesday.');
  await expectTop(page, 'Nothing here is a failure that the catalog knows');
  await expect(page.getByText('Nothing in this text was recognised').first()).toBeVisible();
  const finding = page.getByRole('tabpanel').getByRole('article').first();
  for (const advice of [/HAR/, /curl -v/, /callback URL/, /every cause/]) {
    await expect(finding.getByRole('listitem').filter({ hasText: advice }).first()).toBeVisible();
  }
});

test('an empty box and a refused text say why, and the text stays', async ({ app, page }) => {
  await app.open(page);
  await openBox(page);
  await findBox(page).getByRole('button', { name: 'Diagnose' }).click();
  await expect(findText(page)).toBeFocused();
  await expect(findText(page)).toHaveAccessibleDescription(/nothing to diagnose yet/);

  const cutOff = '{"unfinished": ';
  await findText(page).fill(cutOff);
  await expect(findText(page)).not.toHaveAccessibleDescription(/nothing to diagnose/);
  await findText(page).press('Control+Enter');
  await expect(findText(page)).toHaveAccessibleDescription(/not valid JSON.*copy it whole/);
  await expect(findText(page)).toHaveValue(cutOff);

  await findBox(page)
    .getByLabel('Captured file')
    .setInputFiles({
      name: 'picture.png',
      mimeType: 'image/png',
      buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47]),
    });
  await expect(findText(page)).toHaveAccessibleDescription(/picture\.png: It is not UTF-8 text/);
  await expect(findText(page)).toHaveValue(cutOff);
  await page.keyboard.press('Escape');
  await expect(findBox(page)).toBeHidden();
  await openBox(page);
  await expect(findText(page)).toHaveValue(cutOff);
  await expect(findSessions(page)).toHaveCount(0);
});

test('with the keyboard alone, and the focus never gets lost', async ({ app, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.open(page);
  const opener = page.getByRole('banner').getByRole('button', { name: 'Paste anything' });
  await expect(opener).toHaveAttribute('title', /Ctrl\+Shift\+V/);
  await opener.focus();
  await page.keyboard.press('Control+Shift+V');
  await expect(findText(page)).toBeFocused();
  for (const name of ['Choose a file', 'Diagnose', 'Close']) {
    await page.keyboard.press('Tab');
    await expect(findBox(page).getByRole('button', { name })).toBeFocused();
  }
  await page.keyboard.press('Tab');
  await expect(findText(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(opener).toBeFocused();

  // What the clipboard holds goes straight in from outside of a field.
  await page.evaluate((text) => navigator.clipboard.writeText(text), ERROR_BODY);
  await page.keyboard.press('Control+V');
  await expect(findText(page)).toHaveValue(ERROR_BODY);
  await page.keyboard.press('Control+Enter');
  await expectTop(page, 'Invalid client');
  const failedRow = page.getByRole('listitem', { name: /, failed$/ }).getByRole('button', {
    name: /^The token response/,
  });
  await expect(failedRow).toBeFocused();
});

test('in a text field the keys keep their own meaning', async ({ app, page }) => {
  await app.open(page);
  await page.getByRole('button', { name: 'New profile' }).first().click();
  await expect(page.getByRole('combobox', { name: /^Issuer/ })).toBeFocused();
  await page.keyboard.press('Control+Shift+V');
  await expect(findBox(page)).toBeHidden();
});

test('nothing that was pasted gets into the address, the title, the console or the browser’s storage', async ({
  app,
  page,
}) => {
  const said: string[] = [];
  const asked: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('request', (request) => asked.push(request.url()));
  await app.open(page);
  await openBox(page);
  await findText(page).fill('{"unfinished": ');
  await findText(page).press('Control+Enter');
  await expect(findText(page)).toHaveAccessibleDescription(/not valid JSON/);
  await findText(page).fill(HAR);
  await findText(page).press('Control+Enter');
  await expectTop(page, 'Invalid grant');

  const kept = await page.evaluate(async () =>
    JSON.stringify([
      location.href,
      document.title,
      history.state,
      { ...localStorage },
      { ...sessionStorage },
      await indexedDB.databases(),
      await caches.keys().catch(() => []),
    ]),
  );
  for (const text of [kept, ...said, ...asked]) expect(text).not.toMatch(/kept-secret|a\.example/);
  expect(await page.locator('body').innerText()).not.toContain(SECRET);
});

test(`the box and what it leads to are free of axe violations in both themes`, async ({ app, page }) => {
  await app.open(page);
  await openBox(page);
  await findText(page).press('Control+Enter');
  await expect(findText(page)).toHaveAccessibleDescription(/nothing to diagnose yet/);
  await expectNoViolations(page);
  await findText(page).fill('hello');
  await findText(page).press('Control+Enter');
  await expectTop(page, 'Nothing here is a failure that the catalog knows');
  await expectNoViolations(page);
});

test('a small window has room for the whole box', async ({ app, page }) => {
  await page.setViewportSize({ width: 640, height: 400 });
  await app.open(page);
  await page.getByRole('main').getByRole('button', { name: 'Paste anything' }).click();
  await findBox(page).getByRole('button', { name: 'Diagnose' }).click();
  await expect(findText(page)).toHaveAccessibleDescription(/nothing to diagnose yet/);
  for (const name of ['Close', 'Choose a file', 'Diagnose']) {
    await expect(findBox(page).getByRole('button', { name })).toBeInViewport({ ratio: 1 });
  }
  await expectNoViolations(page);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await findText(page).fill(ERROR_BODY);
  await findText(page).press('Control+Enter');
  await expect(page.getByRole('note')).toContainText('Invalid client');
});
