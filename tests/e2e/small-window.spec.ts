import { expect, test } from './app';
import { expectNoViolations } from './expect-no-violations';

// 1280 by 800 at a zoom of 200 %.
test.use({ viewport: { width: 640, height: 400 } });

test('a small window shows one pane at a time, and what was picked', async ({ app, page }) => {
  await app.open(page);
  await page.getByLabel('Sign-in').selectOption('practice');
  await page.getByLabel('Fault').selectOption('wrong-secret');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const annotation = page.getByRole('note');
  await expect(annotation).toBeInViewport();
  await expect(page.getByRole('heading', { name: 'Grantscope' })).toBeInViewport();
  await annotation.getByRole('button', { name: 'Diagnosis' }).click();
  await expect(page.getByRole('article').first()).toBeInViewport();
  await expect(annotation).toBeHidden();

  const panes = page.getByRole('navigation', { name: 'Panes' });
  await panes.getByRole('button', { name: 'Session', exact: true }).click();
  const health = page.getByRole('region', { name: 'Health' });
  const fix = health.getByText(/^To fix it: /);
  await expect(fix).toBeHidden();
  await health.getByRole('button', { name: 'Fix', expanded: false }).click();
  await expect(fix).toBeInViewport({ ratio: 1 });
  await expectNoViolations(page);
  for (const pane of ['Profiles and sessions', 'Session', 'Inspector']) {
    await panes.getByRole('button', { name: pane, exact: true }).click();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  }
  await page.getByRole('button', { name: 'Profiles and sessions' }).click();
  await page.getByRole('button', { name: 'New profile' }).click();
  await expect(page.getByRole('combobox', { name: /^Issuer/ })).toBeFocused();
});
