import type { Page } from 'playwright/test';
import { expect, test } from './app';
import { expectNoViolations } from './expect-no-violations';

/** Presses Tab until the button, switch or field of this name has the focus; never a click. */
async function tabTo(page: Page, name: string | RegExp, role: 'button' | 'switch' = 'button'): Promise<void> {
  const target = page.getByRole(role, { name, exact: true });
  for (let count = 0; count < 60; count += 1) {
    if (await target.evaluateAll((found) => found.includes(document.activeElement as HTMLElement))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${name} was not reached with 60 Tabs.`);
}

const describeProfile = (page: Page) => page.getByRole('region', { name: 'Profile', exact: true });

test('the first minute with the keyboard alone: run, break, connect', async ({ app, page }) => {
  await app.open(page);
  const steps = page.getByRole('list', { name: 'First steps' });
  await expect(steps.locator('[aria-current="step"]').getByRole('heading')).toHaveText('Run a sign-in');
  await tabTo(page, 'Run a sign-in now');
  await page.keyboard.press('Enter');

  const next = page.getByRole('complementary', { name: 'Next step' });
  await expect(next).toContainText('That is a sign-in that works');
  await expect(page.getByRole('note')).toHaveCount(0);
  // The focus is where the run has ended, and the next step lies behind it.
  await expect(page.getByRole('button', { name: /^Call the protected resource/ })).toBeFocused();
  await tabTo(page, 'Wrong redirect URI');
  await page.keyboard.press('Enter');

  await expect(next).toContainText('The provider showed an error page');
  await expect(page.getByRole('note')).toContainText('The provider does not redirect back');
  await expect(page.getByRole('button', { name: /^Sign in and wait/ })).toBeFocused();
  await tabTo(page, 'Connect your provider');
  await page.keyboard.press('Enter');

  const form = describeProfile(page);
  const issuer = form.getByRole('combobox', { name: /^Issuer/ });
  await expect(issuer).toBeFocused();
  await page.keyboard.type('keyc');
  const list = form.getByRole('listbox', { name: 'Known providers' });
  await expect(list.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await expect(list.getByRole('option', { name: /^Keycloak/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(list).toHaveCount(0);
  await expect(form.getByRole('textbox', { name: 'Host' })).toBeFocused();
  await page.keyboard.type('127.0.0.1:1');
  await page.keyboard.press('Tab');
  await page.keyboard.type('staff');
  await expect(issuer).toHaveValue('https://127.0.0.1:1/realms/staff');
  await expect(form.getByRole('textbox', { name: 'Profile name' })).toHaveValue('Keycloak');

  const advice = page.getByRole('region', { name: 'What to register at Keycloak' });
  await expect(advice).toContainText('http://127.0.0.1/callback');
  await expect(advice.getByRole('button', { name: 'Copy redirect URI to register' })).toBeVisible();
  await form.getByRole('textbox', { name: /^Client ID/ }).fill('app');
  await page.getByRole('button', { name: 'Save', exact: true }).press('Enter');
  await expect(page.getByRole('button', { name: /^Keycloak/ })).toBeVisible();

  await tabTo(page, 'Getting started');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'See an OAuth flow from the inside' })).toBeFocused();
  for (const name of [/^Run a sign-in ?, done$/, /^Break it ?, done$/, /^Connect your provider ?, done$/]) {
    await expect(steps.getByRole('heading', { name })).toBeVisible();
  }
});

test('the first steps can be hidden, and are found again', async ({ app, page }) => {
  await app.open(page);
  await page.getByRole('button', { name: 'Hide the first steps' }).click();
  await expect(page.getByRole('heading', { name: 'No session is open' })).toBeVisible();
  await page.getByRole('button', { name: 'Getting started' }).click();
  await page.getByRole('button', { name: 'Sign in myself' }).click();
  await expect(page.getByRole('link', { name: 'Open the sign-in page' })).toBeVisible();
  const next = page.getByRole('complementary', { name: 'Next step' });
  await expect(next).toContainText('Each row is a step of the sign-in');
  await page
    .getByRole('region', { name: 'Waiting for the callback' })
    .getByRole('button', { name: 'Cancel' })
    .click();
  await next.getByRole('button', { name: 'Hide the first steps' }).click();
  await expect(next).toHaveCount(0);
});

test('learn mode explains each step, also while it waits, and takes no room while it is off', async ({
  app,
  page,
}) => {
  await app.open(page);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const row = page.getByRole('listitem', { name: /^Sign in and wait for the callback/ });
  await expect(page.getByRole('region', { name: 'Waiting for the callback' })).toBeVisible();
  const lessons = page.getByLabel(/^About this step/);
  await expect(lessons).toHaveCount(0);
  const before = await row.boundingBox();
  await tabTo(page, 'Learn mode', 'switch');
  await page.keyboard.press('Space');
  await expect(row.getByLabel(/^About this step/)).toContainText('your password goes to the provider alone');
  await expect(row.getByRole('link', { name: 'RFC 6749 section 4.1.2' })).toBeVisible();
  await page.keyboard.press('Space');
  await expect(lessons).toHaveCount(0);
  expect((await row.boundingBox())?.height).toBe(before?.height);
});

test('a provider without discovery comes with its endpoints, and another takes their place', async ({
  app,
  page,
}) => {
  await app.open(page);
  await page.getByRole('button', { name: 'Connect your provider' }).click();
  const form = describeProfile(page);
  const issuer = form.getByRole('combobox', { name: /^Issuer/ });
  await issuer.fill('github');
  await form.getByRole('option', { name: /^GitHub/ }).click();
  await expect(issuer).toHaveValue('https://github.com');
  await expect(form.getByRole('table', { name: 'Endpoints by hand' })).toContainText(
    '/login/oauth/access_token',
  );
  await expect(form.getByRole('button', { name: 'Discover' })).toBeDisabled();
  const advice = page.getByRole('region', { name: 'What to register at GitHub' });
  await expect(advice).toContainText('read:user user:email');
  await advice.getByRole('button', { name: /failures of GitHub in the catalog$/ }).click();
  await expect(page.getByRole('heading', { name: 'Catalog' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Provider' })).toHaveValue('GitHub');
  await page.keyboard.press('Escape');

  await issuer.fill('slack');
  await issuer.press('ArrowDown');
  await issuer.press('Escape');
  await expect(form.getByRole('listbox')).toHaveCount(0);
  await expect(issuer).toHaveValue('slack');
  await issuer.press('ArrowDown');
  await issuer.press('Enter');
  await expect(form.getByRole('table', { name: 'Endpoints by hand' })).toHaveCount(0);
  const redirectUri = form.getByRole('textbox', { name: 'Redirect URI' });
  await expect(redirectUri).toHaveValue('https://localhost:8443/callback');
  await redirectUri.fill('http://127.0.0.1:0/callback');
  const slack = page.getByRole('region', { name: 'What to register at Slack' });
  await expect(slack).toContainText('Slack will not take this one');
  await slack.getByRole('button', { name: /^Use https/ }).click();
  await expect(redirectUri).toHaveValue('https://localhost:8443/callback');
});

test(`the first minute is free of axe violations in both themes`, async ({ app, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await app.open(page);
  await expectNoViolations(page);
  await page.getByRole('switch', { name: 'Learn mode' }).click();
  await page.getByRole('button', { name: 'Expired code' }).click();
  await expect(page.getByRole('complementary', { name: 'Next step' })).toContainText(
    'The code came too late',
  );
  await expectNoViolations(page);
  await page.getByRole('button', { name: 'Connect your provider' }).click();
  const issuer = page.getByRole('combobox', { name: /^Issuer/ });
  await issuer.fill('micro');
  await issuer.press('ArrowDown');
  await expectNoViolations(page);
  await issuer.press('Enter');
  await expect(page.getByRole('region', { name: /^What to register at/ })).toBeVisible();
  await expectNoViolations(page);
});
