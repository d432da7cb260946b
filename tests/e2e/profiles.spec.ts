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
  await form.getByRole('textbox', { name: /^Issuer/ }).fill(`http://${issuer}`);
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
  const issuer = form.getByRole('textbox', { name: /^Issuer/ });
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
  await form.getByRole('textbox', { name: /^Issuer/ }).fill('https://id.acme.example');
  await form.getByRole('textbox', { name: /^Client ID/i }).fill('web');
  await form.getByLabel(/^Client authentication/).selectOption('client_secret_basic');
  await form.getByLabel(/^Client secret/).fill('kept-secret-8f2c71d0');
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Profiles' })).toContainText('Acme staging');

  await app.restart();
  await app.open(page);
  await page.getByRole('button', { name: /^Acme staging/ }).click();
  await expect(form.getByRole('textbox', { name: /^Client ID/i })).toHaveValue('web');
  await expect(page.locator('body')).not.toContainText('kept-secret-8f2c71d0');
});
