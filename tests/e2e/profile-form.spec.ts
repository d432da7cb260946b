import type { Locator, Page } from 'playwright/test';
import { expect, test } from './app';
import { expectNoViolations } from './expect-no-violations';

async function startNewProfile(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'New profile' }).first().click();
  return page.getByRole('region', { name: 'Profile', exact: true });
}

async function fillBasics(form: Locator, name: string): Promise<void> {
  await form.getByRole('textbox', { name: 'Profile name' }).fill(name);
  await form.getByRole('combobox', { name: /^Issuer/ }).fill('https://id.acme.example');
  await form.getByRole('textbox', { name: /^Client ID/ }).fill('web');
}

test('the fields are those that the flow and the way to authenticate need', async ({ app, page }) => {
  await app.open(page);
  const form = await startNewProfile(page);
  const flow = form.getByRole('combobox', { name: 'Flow', exact: true });
  await expect(form.getByRole('textbox', { name: 'Redirect URI' })).toBeVisible();
  await flow.selectOption('client-credentials');
  await expect(form.getByRole('textbox', { name: 'Redirect URI' })).toHaveCount(0);
  await expect(form.getByLabel('Push the request first (PAR)')).toHaveCount(0);
  await expect(form.getByLabel('PKCE', { exact: true })).toHaveCount(0);

  const auth = form.getByLabel(/^Client authentication/);
  await auth.selectOption('client_secret_basic');
  await expect(form.getByLabel('Client secret', { exact: true })).toBeVisible();
  await expect(form.getByLabel('Encoding of ID and secret')).toBeVisible();
  await auth.selectOption('private_key_jwt');
  await expect(form.getByLabel('Client secret', { exact: true })).toHaveCount(0);
  await expect(form.getByLabel('Private key', { exact: true })).toBeVisible();
  await expect(form.getByLabel('Audience of the assertion')).toBeVisible();
  await auth.selectOption('tls_client_auth');
  await expect(form.getByLabel('Private key', { exact: true })).toHaveCount(0);
  await expect(form.getByRole('textbox', { name: 'Client certificate' })).toBeVisible();
});

test('what cannot work is said in the form, and opens the section that it is in', async ({ app, page }) => {
  await app.open(page);
  const form = await startNewProfile(page);
  await fillBasics(form, 'Wrong');
  await form.getByLabel(/^Client authentication/).selectOption('private_key_jwt');
  const network = form.getByRole('button', { name: /^Network/ });
  await network.click();
  await form.getByRole('textbox', { name: 'Proxy' }).fill('socks://proxy');
  await network.click();
  await expect(form.getByRole('textbox', { name: 'Proxy' })).toHaveCount(0);

  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(form.getByRole('textbox', { name: 'Private key' })).toHaveAccessibleDescription(
    /needs the private key/,
  );
  await expect(form.getByRole('textbox', { name: 'Proxy' })).toHaveAccessibleDescription(/absolute http/);

  await form.getByLabel(/^Client authentication/).selectOption('self_signed_tls_client_auth');
  await form.getByRole('combobox', { name: /^Issuer/ }).fill('http://127.0.0.1:1');
  await expect(form.getByLabel(/^Client authentication/)).toHaveAccessibleDescription(/plain http has none/);
  const certificate = form.getByRole('textbox', { name: 'Client certificate' });
  await expect(certificate).toHaveAccessibleDescription(/needs the client certificate/);
  await certificate.fill('client.pem');
  await expect(certificate).toHaveAccessibleDescription(/Give the whole path/);
});

test('a saved profile keeps every member, shown or not, and a typed key only as a reference', async ({
  app,
  page,
}) => {
  await app.open(page);
  const form = await startNewProfile(page);
  await fillBasics(form, 'Everything');
  await form.getByLabel(/^Client authentication/).selectOption('private_key_jwt');
  await form
    .getByRole('textbox', { name: 'Private key' })
    .fill('-----BEGIN PRIVATE KEY-----\nkept-key-8f2c71d0');
  await form.getByLabel('Signature algorithm').selectOption('PS256');
  await form.getByRole('textbox', { name: 'Key ID (kid)' }).fill(' key-1 ');
  await form.getByLabel('Push the request first (PAR)').check();
  await form.getByLabel('Signed request object').check();
  await form.getByLabel('Encrypted too').check();
  await form.getByLabel('Content encryption').selectOption('A128CBC-HS256');
  await form.getByRole('button', { name: /^Token protection/ }).click();
  await form.getByLabel('DPoP', { exact: true }).selectOption('PS256');
  await form.getByRole('button', { name: /^With the tokens/ }).click();
  await form.getByRole('button', { name: 'Revoke' }).click();
  await form.getByRole('button', { name: 'Refresh' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('unsaved', { exact: true })).toHaveCount(0);

  await app.restart();
  await app.open(page);
  await page.getByRole('button', { name: /^Everything/ }).click();
  await expect(form.getByRole('textbox', { name: 'Key ID (kid)' })).toHaveValue('key-1');
  await expect(form.getByLabel('Signature algorithm')).toHaveValue('PS256');
  await expect(form.getByLabel('Push the request first (PAR)')).toBeChecked();
  await expect(form.getByLabel('Content encryption')).toHaveValue('A128CBC-HS256');
  await expect(form.getByLabel('DPoP', { exact: true })).toHaveValue('PS256');
  await expect(form.getByRole('button', { name: '1. Revoke' })).toHaveAttribute('aria-pressed', 'true');
  await expect(form.getByRole('button', { name: '2. Refresh' })).toHaveAttribute('aria-pressed', 'true');
  await expect(form.getByLabel('Where the private key comes from')).toHaveValue('vault');
  await expect(page.locator('body')).not.toContainText('kept-key');

  await form.getByRole('textbox', { name: 'Profile name' }).fill('Everything else');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: /^Practice: public/ }).click();
  await page.getByRole('button', { name: /^Everything else/ }).click();
  await expect(form.getByLabel('Content encryption')).toHaveValue('A128CBC-HS256');
});

test('sections open and close with the keyboard, and the open form is free of axe violations', async ({
  app,
  page,
}) => {
  await app.open(page);
  const form = await startNewProfile(page);
  await form.getByLabel(/^Client authentication/).selectOption('private_key_jwt');
  await form.getByLabel('Signed request object').press('Space');
  for (const name of [/^Extra parameters/, /^Token protection/, /^With the tokens/, /^Network/]) {
    const section = form.getByRole('button', { name });
    await expect(section).toHaveAttribute('aria-expanded', 'false');
    await section.press('Enter');
    await expect(section).toHaveAttribute('aria-expanded', 'true');
  }
  await page.getByRole('button', { name: 'Save', exact: true }).press('Enter');
  await expect(form.getByRole('combobox', { name: /^Issuer/ })).toBeFocused();
  await expectNoViolations(page);
});

test('the profiles are grouped by flow, and a long list is searched', async ({ app, page }) => {
  await app.open(page);
  const profiles = page.getByRole('region', { name: 'Profiles' });
  const group = profiles.getByRole('list', { name: 'Client credentials' });
  await expect(group.getByRole('button', { name: /^Practice: client credentials/ })).toBeVisible();
  for (let count = 0; count < 4; count += 1) {
    await profiles.getByRole('button', { name: 'New profile' }).first().click();
  }
  const search = profiles.getByRole('searchbox', { name: 'Search profiles' });
  await search.fill('CREDENTIALS practice');
  await expect(profiles.getByRole('list')).toHaveCount(1);
  await search.fill('no such profile');
  await expect(profiles.getByRole('status')).toHaveText('No profile has these words.');
});

/** A field that only this flow has; what it needs beyond the client and the request. */
const OWN_FIELDS: Record<string, string> = {
  'authorization-code': 'Redirect URI',
  hybrid: 'Response type',
  implicit: 'Response type',
  'client-credentials': 'Of the token request',
  'refresh-token': 'Where the refresh token comes from',
  'device-code': 'Of the device authorization request',
  ciba: 'Login hint',
  'token-exchange': 'Where the subject token comes from',
  'jwt-bearer': 'Lifetime in seconds',
  password: 'User name',
  registration: 'Client metadata',
};

test('every flow that can be run has its own fields', async ({ app, page }) => {
  await app.open(page);
  const form = await startNewProfile(page);
  await form.getByRole('button', { name: /^Extra parameters/ }).click();
  const flow = form.getByRole('combobox', { name: 'Flow', exact: true });
  const runnable = await flow
    .locator('option:enabled')
    .evaluateAll((options) => options.map((option) => option.getAttribute('value') ?? ''));
  expect(runnable).toEqual(expect.arrayContaining(['authorization-code', 'client-credentials']));
  for (const id of runnable) {
    await flow.selectOption(id);
    await expect(form.getByLabel(OWN_FIELDS[id] ?? id, { exact: true })).toBeVisible();
  }
});

test('the server is asked which way of sending the secret it takes', async ({ app, page }) => {
  await app.open(page);
  await page.getByRole('button', { name: 'Practice: client_secret_basic' }).click();
  await page.getByRole('button', { name: 'Try each way of sending it' }).click();
  const header = page.getByRole('heading', { name: 'Practice: client_secret_basic' }).locator('../..');
  await expect(header).toContainText('succeeded');
  await expect(header).toContainText('Client authentication probe');
  await expect(page.getByRole('list', { name: 'Timeline' })).toContainText('client_secret_post');
});
