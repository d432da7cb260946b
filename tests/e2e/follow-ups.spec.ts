import { expect, test } from './app';
import { runPractice } from './run-practice';
import { openSignIn, signInAs } from './sign-in';

test('the tokens of a session are used from its header, in the same timeline', async ({ app, page }) => {
  await app.open(page);
  await page.getByRole('button', { name: 'Practice: client_secret_basic' }).click();
  await runPractice(page);
  const actions = page.getByRole('group', { name: 'With the tokens of this session' });
  const steps = (name: string) => page.getByRole('listitem', { name, exact: true });

  // By the keyboard alone.
  const introspect = actions.getByRole('button', { name: 'Introspect' });
  await introspect.focus();
  await page.keyboard.press('Enter');
  await expect(steps('Introspect the access token, succeeded')).toHaveCount(1);

  await actions.getByRole('button', { name: 'Refresh' }).click();
  await expect(steps('Refresh the tokens, succeeded')).toHaveCount(1);
  await actions.getByRole('button', { name: 'Refresh' }).dblclick();
  await expect(steps('Refresh the tokens, succeeded')).toHaveCount(2);

  await actions.getByRole('button', { name: 'Revoke' }).click();
  await expect(steps('Revoke the tokens, succeeded')).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
  await actions.getByRole('button', { name: 'Call resource' }).click();
  await expect(steps('Call the protected resource, failed')).toHaveCount(1);
  const newest = page.getByRole('region', { name: 'Sessions' }).getByRole('listitem').first();
  await expect(newest.getByRole('button', { name: /failed/ })).toHaveAttribute('aria-current', 'true');
});

test('a logout opens the page of the provider and comes back by itself', async ({ app, page }) => {
  await app.open(page);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await signInAs(page, page.getByRole('region', { name: 'Waiting for the callback' }));
  const actions = page.getByRole('group', { name: 'With the tokens of this session' });
  await expect(actions.getByRole('button', { name: 'Log out' })).toBeEnabled();
  await actions.getByRole('button', { name: 'Log out' }).click();
  const waiting = page.getByRole('region', { name: 'Waiting for the callback' });
  const popup = await openSignIn(page, waiting, 'Open the sign-out page');
  await popup.getByRole('button', { name: 'Sign out' }).click();
  await expect(popup.getByRole('heading', { name: 'Callback received' })).toBeVisible();
  await popup.close();
  const step = page
    .getByRole('list', { name: 'Timeline' })
    .getByRole('button', { name: /Log out.*succeeded/ });
  await expect(step).toHaveCount(1);
});

test('what a session does not allow says why, and does nothing', async ({ app, page }) => {
  await app.open(page);
  await runPractice(page, 'resource-maintenance');
  const actions = page.getByRole('group', { name: 'With the tokens of this session' });
  const refresh = actions.getByRole('button', { name: 'Refresh' });
  await expect(refresh).toHaveAttribute('aria-disabled', 'true');
  await expect(refresh).toHaveAccessibleDescription('The practice provider of this session is gone.');
  const rows = page.getByRole('listitem', { name: /, (succeeded|failed)$/ });
  const before = await rows.count();
  await refresh.click({ force: true });
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
  await expect(rows).toHaveCount(before);
});
