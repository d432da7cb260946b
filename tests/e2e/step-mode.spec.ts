import type { Page } from 'playwright/test';
import { expect, test } from './app';
import { expectNoViolations } from './expect-no-violations';
import { runPractice } from './run-practice';

async function startStepping(page: Page): Promise<void> {
  await page.getByLabel('Sign-in').selectOption('practice');
  await page.getByRole('button', { name: 'Step', exact: true }).click();
}

const panel = (page: Page) => page.getByRole('region', { name: 'The run is paused' });

test('a run is stepped through with the keyboard alone, up to its end', async ({ app, page }) => {
  await app.open(page);
  await startStepping(page);
  for (const name of [
    'Discover',
    'Compare',
    'Build',
    'Sign in',
    'Exchange',
    'Validate',
    'Ask UserInfo',
    'Call',
  ]) {
    const row = page.getByRole('listitem', { name: new RegExp(`^${name}.*running`) });
    await expect(row.getByRole('region', { name: 'The run is paused' })).toBeVisible();
    await expect(panel(page).getByRole('button', { name: 'Next request' })).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(panel(page).getByRole('button', { name: 'Next step' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(row).toHaveCount(0);
  }
  await expect(page.getByRole('heading', { name: /public client/ }).locator('..')).toContainText('succeeded');
});

test('a request is changed before it is sent, and the change is shown beside it', async ({ app, page }) => {
  await app.open(page);
  await page.getByRole('button', { name: 'Breakpoints' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Exchange the code for tokens' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Breakpoints, 1 set' })).toBeVisible();
  await page.getByLabel('Sign-in').selectOption('practice');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await panel(page).getByRole('button', { name: 'Next request' }).click();
  await expect(panel(page)).toContainText('Paused before the token request.');

  const verifier = panel(page).getByLabel('Form field code_verifier value');
  await expect(verifier).toHaveAttribute('type', 'password');
  await panel(page).getByLabel('Form field redirect_uri value').fill('https://elsewhere.example/');
  await page.setViewportSize({ width: 640, height: 400 });
  await expect(panel(page).getByLabel('Form field redirect_uri value')).toHaveValue(
    'https://elsewhere.example/',
  );
  await page.setViewportSize({ width: 1280, height: 800 });
  await panel(page).getByLabel('URL without its parameters').fill('no url');
  await expect(panel(page).getByRole('alert')).toContainText('url: Not an absolute http or https URL.');
  await expect(panel(page).getByRole('button', { name: 'Continue' })).toBeDisabled();
  await panel(page).getByLabel('URL without its parameters').fill('');
  await panel(page)
    .getByLabel('URL without its parameters')
    .fill(
      `http://${await page
        .getByText(/^127\.0\.0\.1:\d+$/)
        .first()
        .textContent()}/token`,
    );
  await panel(page).getByRole('button', { name: 'Continue' }).click();

  const row = page.getByRole('button', { name: /^Token request/ });
  await expect(row).toContainText('edited');
  await row.click();
  await page.getByRole('tab', { name: 'Request' }).click();
  const changes = page.getByRole('table', { name: 'Changed by hand' });
  await expect(changes.getByRole('row', { name: /form field redirect_uri/ })).toContainText(
    'https://elsewhere.example/',
  );
  await expect(changes.getByRole('row')).toHaveCount(2);
  await page.getByRole('radio', { name: 'Waterfall' }).click();
  const waterfall = page.getByRole('list', { name: 'Waterfall' });
  await expect(
    waterfall.getByRole('button', { name: /^5 Paused before the token request, .* m?s, edited$/ }),
  ).toBeVisible();
});

test('as one text a request is shown only where secrets are, and comes back as rows', async ({
  app,
  page,
}) => {
  await app.open(page);
  await startStepping(page);
  await panel(page).getByRole('button', { name: 'Next request' }).click();
  await panel(page).getByRole('button', { name: 'As one text' }).click();
  await expect(panel(page)).toContainText('The text holds secrets');
  await panel(page).getByRole('button', { name: 'Reveal secrets' }).click();
  const text = panel(page).getByLabel('Request as one text');
  await expect(text).toHaveValue(/^GET http/);
  await text.fill('GET');
  await expect(panel(page).getByRole('alert')).toContainText('The first line');
  await text.fill(
    `GET http://${await page
      .getByText(/^127\.0\.0\.1:\d+$/)
      .first()
      .textContent()}/nowhere\nX-Mine: 1`,
  );
  await panel(page).getByRole('button', { name: 'As one text' }).click();
  await expect(panel(page).getByLabel('Header X-Mine value')).toHaveValue('1');
  await panel(page).getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('button', { name: /^Discovery request/ }).first()).toContainText('/nowhere');
});

test('a step is skipped, and what is missing then is said', async ({ app, page }) => {
  await app.open(page);
  await startStepping(page);
  await panel(page).getByRole('combobox', { name: 'Run to a step' }).selectOption('token');
  await expect(page.getByRole('listitem', { name: /^Exchange.*running/ })).toBeVisible();
  await panel(page).getByRole('button', { name: 'Skip the step' }).click();
  await expect(page.getByRole('listitem', { name: /^Exchange.*skipped/ })).toBeVisible();
  await panel(page).getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('note')).toContainText('A step that was skipped by hand is needed');
});

test('a recorded request is sent again, changed, beside the flow', async ({ app, page }) => {
  await app.open(page);
  await runPractice(page);
  await page.getByRole('button', { name: /^User info request/ }).click();
  await page.getByRole('tab', { name: 'Request' }).click();
  await page.getByRole('button', { name: 'Send again' }).click();
  const dialog = page.getByRole('dialog', { name: 'Send the user info request again' });
  await dialog.getByLabel('Header authorization value').fill('Bearer wrong');
  await dialog.getByRole('button', { name: 'Send edited' }).click();
  await expect(dialog).toBeHidden();
  const branch = page.getByRole('listitem', { name: /^Send the userinfo request again, failed/ });
  await expect(branch).toContainText('beside the flow');
  await expect(branch).toContainText('401');
  await expect(page.getByRole('heading', { name: /public client/ }).locator('..')).toContainText('succeeded');

  await page
    .getByRole('button', { name: /^Authorization request/ })
    .first()
    .click();
  await page.getByRole('tab', { name: 'Request' }).click();
  await expect(page.getByRole('button', { name: 'Send again' })).toHaveAttribute(
    'title',
    /browser sent this/,
  );
});

test(`a paused run is free of axe violations in both themes`, async ({ app, page }) => {
  await app.open(page);
  await startStepping(page);
  await panel(page).getByRole('button', { name: 'Next request' }).click();
  await expect(panel(page)).toContainText('Paused before the discovery request.');
  await page.setViewportSize({ width: 1280, height: 800 });
  await expectNoViolations(page);
});
