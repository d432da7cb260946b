import { expect, type Locator, type Page } from 'playwright/test';
import { PRACTICE_PASSWORD } from '../../src/main/practice/accounts';

/** Opens the provider's page from the waiting step, as a user does. */
export async function openSignIn(
  page: Page,
  waiting: Locator,
  link = 'Open the sign-in page',
): Promise<Page> {
  const opened = page.waitForEvent('popup');
  await waiting.getByRole('link', { name: link }).click();
  return opened;
}

/** The practice provider's own pages: user name, password, consent, callback. */
export async function signInAs(page: Page, waiting: Locator, username = 'alice'): Promise<void> {
  const popup = await openSignIn(page, waiting);
  await popup.getByLabel('User name').fill(username);
  await popup.getByLabel('Password').fill(PRACTICE_PASSWORD);
  await popup.getByRole('button', { name: 'Sign in' }).click();
  await popup.getByRole('button', { name: 'Allow' }).click();
  await expect(popup.getByRole('heading', { name: 'Callback received' })).toBeVisible();
  await popup.close();
}
