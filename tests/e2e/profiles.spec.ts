import type { Page } from 'playwright/test';
import { expect, test } from './app';

async function startNewProfile(page: Page) {
  await page.getByRole('button', { name: 'New profile' }).first().click();
  return page.getByRole('region', { name: 'Profile', exact: true });
}

test('a profile is filled in issuer first: discovery says what the server supports', async ({
  app,
  page,
}) => {
  await app.open(page);
  const issuer =
    (await page
      .getByText(/^127\.0\.0\.1:\d+$/)
      .first()
      .textContent()) ?? '';
  const form = await startNewProfile(page);
  await form.getByRole('combobox', { name: /^Issuer/ }).fill(`http://${issuer}`);
  await form.getByRole('button', { name: 'Discover' }).click();
  const provider = page.getByRole('region', { name: 'Provider' });
  await expect(provider).toContainText('client_secret_basic');
  await expect(provider).toContainText('S256');
  await expect(form).toContainText('http://127.0.0.1/callback');
  await expect(form.getByRole('button', { name: /Copy.*redirect URI/i })).toBeVisible();
});

test('a wrong issuer is explained beside the field and nothing typed is lost', async ({ app, page }) => {
  await app.open(page);
  const form = await startNewProfile(page);
  const issuer = form.getByRole('combobox', { name: /^Issuer/ });
  await issuer.fill('http://id.acme.example');
  await expect(form).toContainText('plain http');
  await issuer.fill('http://127.0.0.1:9');
  await form.getByRole('button', { name: 'Discover' }).click();
  await expect(form).toContainText(/refused|nothing listens|not listen/i);
  await expect(issuer).toHaveValue('http://127.0.0.1:9');
});

test('a saved profile is there after a restart, its secret only as a reference', async ({ app, page }) => {
  await app.open(page);
  const form = await startNewProfile(page);
  await form.getByRole('textbox', { name: 'Profile name' }).fill('Acme staging');
  await form.getByRole('combobox', { name: /^Issuer/ }).fill('https://id.acme.example');
  await form.getByRole('textbox', { name: /^Client ID/i }).fill('web');
  await form.getByLabel(/^Client authentication/).selectOption('client_secret_basic');
  await form.getByLabel(/^Client secret/).fill('kept-secret-8f2c71d0');
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Profiles' })).toContainText('Acme staging');
  await expect(page.getByText('unsaved', { exact: true })).toHaveCount(0);

  await app.restart();
  await app.open(page);
  await page.getByRole('button', { name: /^Acme staging/ }).click();
  await expect(form.getByRole('textbox', { name: /^Client ID/i })).toHaveValue('web');
  await expect(page.locator('body')).not.toContainText('kept-secret-8f2c71d0');
});

test('a click still arrives where leaving a field makes an error appear', async ({ app, page }) => {
  await app.open(page);
  const form = await startNewProfile(page);
  await form.getByRole('textbox', { name: 'Redirect URI' }).fill('ftp://x#y');
  await form.getByRole('button', { name: /^Extra parameters/ }).click();
  await form.getByRole('button', { name: 'Add' }).first().click();
  await expect(form.getByRole('combobox', { name: 'Parameter 1 name' })).toBeVisible();
  await expect(form.getByRole('textbox', { name: 'Redirect URI' })).toHaveAccessibleDescription(
    /not an absolute/,
  );
});

test('what cannot be used here is not to be picked, and the network settings are kept', async ({
  app,
  page,
}) => {
  await app.open(page);
  const form = await startNewProfile(page);
  await expect(form.getByRole('option', { name: /^Capture window \(not here\)/ })).toBeDisabled();
  const runnable = form.getByRole('combobox', { name: 'Flow', exact: true }).getByRole('option');
  for (const option of await runnable.all()) {
    const isRefused = ((await option.textContent()) ?? '').endsWith('(cannot be run yet)');
    await expect(option).toBeEnabled({ enabled: !isRefused });
  }
  await form.getByRole('textbox', { name: 'Profile name' }).fill('Behind a proxy');
  await form.getByRole('combobox', { name: /^Issuer/ }).fill('https://id.acme.example');
  await form.getByRole('textbox', { name: /^Client ID/ }).fill('web');
  await form.getByRole('button', { name: /^Network/ }).click();
  await form.getByRole('textbox', { name: 'Certificate authorities' }).fill('/etc/acme-ca.pem');
  await form.getByRole('textbox', { name: 'Proxy' }).fill('http://127.0.0.1:3128');
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: /^Practice: public/ }).click();
  await page.getByRole('button', { name: /^Behind a proxy/ }).click();
  await expect(form.getByRole('textbox', { name: 'Proxy' })).toHaveValue('http://127.0.0.1:3128');
  await expect(form.getByRole('textbox', { name: 'Certificate authorities' })).toHaveValue(
    '/etc/acme-ca.pem',
  );
});

test('a copy of a practice profile can be run with a fault and an automatic sign-in', async ({
  app,
  page,
}) => {
  await app.open(page);
  await page.getByRole('button', { name: /^Practice: client_secret_basic/ }).click();
  await page.getByRole('button', { name: 'Duplicate' }).click();
  await page.getByLabel('Fault').selectOption('missing-scope');
  await page.getByLabel('Sign-in').selectOption('practice');
  await page.getByRole('button', { name: 'Save and run' }).click();
  await expect(page.getByRole('note')).toContainText(/scope/i);
});
