import type { Locator, Page } from 'playwright/test';
import { expect, type RunningApp, test } from './app';
import { expectNoViolations } from './expect-no-violations';
import { signInAs } from './sign-in';

interface Waiting {
  panel: Locator;
  /** Where the callback is awaited, with its port. */
  redirectUri: string;
}

async function readPanel(page: Page): Promise<Waiting> {
  const panel = page.getByRole('region', { name: 'Waiting for the callback' });
  await expect(panel).toBeVisible();
  const redirectUri = /https?:\/\/\S+?\/\S*?callback/.exec((await panel.textContent()) ?? '')?.[0] ?? '';
  return { panel, redirectUri };
}

async function startPractice(app: RunningApp, page: Page): Promise<Waiting> {
  await app.open(page);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  return readPanel(page);
}

/** A profile for the public practice client that differs in what the form is told. */
async function startOwn(
  app: RunningApp,
  page: Page,
  fill: (form: Locator) => Promise<void>,
): Promise<Waiting> {
  await app.open(page);
  const issuer = await page
    .getByText(/^127\.0\.0\.1:\d+$/)
    .first()
    .textContent();
  await page.getByRole('button', { name: 'New profile' }).first().click();
  const form = page.getByRole('region', { name: 'Profile', exact: true });
  await form.getByRole('textbox', { name: 'Profile name' }).fill('By hand');
  await form.getByRole('combobox', { name: /^Issuer/ }).fill(`http://${issuer}`);
  await form.getByRole('textbox', { name: /^Client ID/ }).fill('practice-public');
  await fill(form);
  await page.getByRole('button', { name: 'Save and run' }).click();
  return readPanel(page);
}

test('the wait says where it listens, and each thing that arrives what it means', async ({ app, page }) => {
  const { panel, redirectUri } = await startPractice(app, page);
  const { port } = new URL(redirectUri);
  await expect(panel).toContainText(`Listening on 127.0.0.1, port ${port}, path /callback, over http.`);
  await expect(panel).toContainText('Nothing yet.');

  await fetch(new URL('/favicon.ico', redirectUri));
  await fetch(new URL('/cb?code=kept-secret&state=kept-secret', redirectUri));
  await fetch(`${redirectUri}?code=kept-secret&state=other`);
  await fetch(redirectUri, { method: 'PUT' });
  await fetch(`${redirectUri}?code=${'x'.repeat(70_000)}`);
  const arrived = panel.getByRole('list', { name: 'Arrived so far' }).getByRole('listitem');
  await expect(arrived).toHaveCount(5);
  await expect(arrived.nth(0)).toContainText('The browser asked for an icon');
  await expect(arrived.nth(1)).toContainText(`Register ${redirectUri}`);
  await expect(arrived.nth(2)).toContainText('Close older sign-in tabs');
  await expect(arrived.nth(3)).toContainText('PUT brings no answer');
  await expect(arrived.nth(4)).toContainText('More than 64 KiB');
  await expect(panel).not.toContainText('kept-secret');

  await signInAs(page, panel);
  await expect(
    page.getByRole('listitem', { name: 'Sign in and wait for the callback, succeeded' }),
  ).toBeVisible();
});

test('a flood is counted and does not fill the panel', async ({ app, page }) => {
  const { panel, redirectUri } = await startPractice(app, page);
  for (let sent = 0; sent < 60; sent += 1) await fetch(new URL('/flood', redirectUri));
  await expect(panel).toContainText('10 more requests arrived and are counted only');
  await expect(panel.getByRole('list', { name: 'Arrived so far' }).getByRole('listitem')).toHaveCount(50);
  await panel.getByRole('button', { name: 'Cancel' }).click();
});

test('the QR code comes and goes by the keyboard, with what a phone will show', async ({ app, page }) => {
  const { panel } = await startPractice(app, page);
  const button = panel.getByRole('button', { name: 'QR code' });
  await expect(button).toHaveAttribute('aria-expanded', 'false');
  await button.press('Enter');
  await expect(button).toHaveAttribute('aria-expanded', 'true');
  await expect(panel.getByRole('img', { name: 'QR code of the authorization URL' })).toBeVisible();
  await expect(panel).toContainText(
    'The last page will not load there, because 127.0.0.1 is the phone itself.',
  );
  await button.press('Enter');
  await expect(panel.getByRole('img')).toHaveCount(0);
});

test('a manual profile shows the code at once, and is done by pasting the callback', async ({
  app,
  page,
}) => {
  const { panel, redirectUri } = await startOwn(app, page, async (form) => {
    await form
      .getByLabel('Browser', { exact: true })
      .selectOption({ label: 'Manual: I open the URL myself' });
  });
  await expect(panel.getByRole('img', { name: 'QR code of the authorization URL' })).toBeVisible();
  await expect(panel).toContainText('Open the URL in any browser, here or on another device');
  const link = panel.getByRole('link', { name: 'Open the sign-in page' });
  const asked = new URL((await link.getAttribute('href')) ?? '').searchParams;

  const field = panel.getByRole('textbox', { name: /^Callback URL/ });
  await field.fill('https://elsewhere.example/callback?code=c');
  await field.press('Enter');
  await expect(panel).toContainText('its scheme, host or port differs');
  await expect(panel.getByRole('list', { name: 'Arrived so far' })).toContainText(
    'Paste the address that begins with',
  );
  await field.fill(`${redirectUri}?error=access_denied&state=${asked.get('state')}`);
  await field.press('Enter');
  await expect(page.getByRole('note')).toContainText(/refused|denied/i);
});

test('an https redirect URI shows the fingerprint, and a browser that does not trust it is seen', async ({
  app,
  page,
  context,
}) => {
  const { panel, redirectUri } = await startOwn(app, page, async (form) => {
    const field = form.getByRole('textbox', { name: 'Redirect URI' });
    await field.fill('https://127.0.0.1:0/callback');
    await field.blur();
    await expect(form).toContainText('No browser trusts the certificate of this listener');
  });
  const note = panel.getByRole('note', { name: 'Certificate' });
  await expect(note).toContainText(/([0-9A-F]{2}:){31}[0-9A-F]{2}/);
  await expect(panel).toContainText('over https.');
  const other = await context.newPage();
  await expect(other.goto(redirectUri)).rejects.toThrow(/ERR_CERT/);
  await expect(panel.getByRole('list', { name: 'Arrived so far' })).toContainText(
    'the browser does not trust the certificate yet',
  );
  await panel.getByRole('button', { name: 'Cancel' }).click();
});

test('nothing in the panel can be pressed twice', async ({ app, page }) => {
  const { panel, redirectUri } = await startPractice(app, page);
  const calls: string[] = [];
  const gate = Promise.withResolvers<void>();
  await page.route('**/api/**', async (route) => {
    const name = route.request().url().split('/').at(-1) ?? '';
    if (name !== 'submitCallback' && name !== 'cancelRun') return route.continue();
    calls.push(name);
    await gate.promise;
    await route.continue();
  });
  await panel.getByRole('textbox', { name: /^Callback URL/ }).fill(`${redirectUri}?code=c&state=other`);
  const use = panel.getByRole('button', { name: 'Use it' });
  await use.dblclick();
  await expect(use).toHaveAttribute('aria-busy', 'true');
  await use.press('Enter');
  const cancel = panel.getByRole('button', { name: 'Cancel' });
  await cancel.dblclick();
  await expect(cancel).toHaveAttribute('aria-busy', 'true');
  const other = page.getByRole('group', { name: 'Run' }).getByRole('button', { name: 'Cancel' });
  await expect(other).toHaveAttribute('aria-busy', 'true');
  await other.click({ force: true });
  gate.resolve();
  await expect(page.getByRole('listitem', { name: /^Sign in and wait.*, cancelled/ })).toBeVisible();
  expect(calls).toEqual(['submitCallback', 'cancelRun']);
});

test(`the wait is free of axe violations in both themes`, async ({ app, page }, _testInfo) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const { panel, redirectUri } = await startOwn(app, page, async (form) => {
    await form.getByRole('textbox', { name: 'Redirect URI' }).fill('https://localhost:0/callback');
  });
  await panel.getByRole('button', { name: 'QR code' }).click();
  await fetch(redirectUri.replace('https:', 'http:')).catch(() => {});
  await panel.getByRole('textbox', { name: /^Callback URL/ }).fill('https://id.acme.example/login?x=1');
  await panel.getByRole('button', { name: 'Use it' }).click();
  await expect(panel.getByRole('list', { name: 'Arrived so far' })).toBeVisible();
  await panel.getByRole('textbox', { name: /^Callback URL/ }).scrollIntoViewIfNeeded();
  await expectNoViolations(page);
  await panel.getByRole('button', { name: 'Cancel' }).click();
});
