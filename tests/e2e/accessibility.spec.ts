import { expect, test } from './app';
import { expectNoViolations } from './expect-no-violations';

test(`every main view is free of axe violations in both themes`, async ({ app, page }) => {
  await app.open(page);
  await expectNoViolations(page);

  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const waiting = page.getByRole('region', { name: 'Waiting for the callback' });
  await expect(waiting).toBeVisible();
  await expectNoViolations(page);
  await waiting.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('listitem', { name: /, cancelled$/ })).toBeVisible();

  await page.getByLabel('Sign-in').selectOption('practice');
  await page.getByLabel('Fault').selectOption('wrong-secret');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('note').getByRole('button', { name: 'Diagnosis' }).click();
  for (const tab of ['Summary', 'Request', 'Response', 'Token', 'Checks', 'Diagnosis', 'Raw']) {
    await page.getByRole('tab', { name: tab }).click();
    await expectNoViolations(page);
  }
  await page.getByRole('button', { name: 'New profile' }).click();
  await expectNoViolations(page);
});
