import { listCoreFailures, nameCoreTest } from '../support/core-failures';
import { expect, test } from './app';

/** What the answer itself says must be shown, not only its code. */
const SHOWN_FACTS: Record<string, RegExp> = {
  'http-503': /Retry-After/i,
  'http-405': /Allow/i,
  'bearer-invalid-token': /WWW-Authenticate/i,
  'bearer-insufficient-scope': /api:read/,
};

for (const { entry, fault } of listCoreFailures()) {
  test(nameCoreTest(entry.id), async ({ app, page }) => {
    if (!fault) throw new Error(`No fault reproduces ${entry.id}.`);
    await app.open(page);
    await page.getByLabel('Sign-in').selectOption('practice');
    await page.getByLabel('Fault').selectOption(fault.id);
    await page.getByRole('button', { name: 'Run', exact: true }).click();

    const failedStep = page.getByRole('listitem', { name: /, failed$/ });
    await expect(failedStep).toHaveCount(1);
    const annotation = failedStep.getByRole('note');
    await expect(annotation).toContainText(entry.title);
    await annotation.getByRole('button', { name: 'Diagnosis' }).click();

    const finding = page
      .getByRole('tabpanel', { name: /Diagnosis/ })
      .getByRole('article')
      .first();
    await expect(finding).toContainText(entry.title);
    await expect(finding).toContainText(entry.meaning.slice(0, 40));
    await expect(finding.getByRole('heading', { name: 'What to do' })).toBeVisible();
    await expect(finding.getByRole('link').first()).toHaveAttribute('href', entry.reference.url);
    const facts = SHOWN_FACTS[entry.id];
    if (facts) await expect(finding).toContainText(facts);
  });
}
