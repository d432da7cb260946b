import type { Page } from 'playwright/test';
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

/** Where WCAG 1.4.10 looks: 1280 by 800 at 200 %, and 1280 wide at 400 %. */
const SMALL = [
  { width: 640, height: 400 },
  { width: 320, height: 640 },
];

/** Controls that stick out of the window, or of what clips them, where no scrolling by one direction reaches them. */
async function listClipped(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const clipped: string[] = [];
    for (const control of document.querySelectorAll<HTMLElement>('button, a, input, select, textarea')) {
      const { left, right, width } = control.getBoundingClientRect();
      // What is for screen readers alone has no room of its own.
      if (width <= 1 || control.closest('[inert], [aria-label="Sequence"]')) continue;
      if (!control.checkVisibility({ visibilityProperty: true })) continue;
      let from = 0;
      let to = window.innerWidth;
      for (let box = control.parentElement; box; box = box.parentElement) {
        if (getComputedStyle(box).overflowX === 'visible') continue;
        const edges = box.getBoundingClientRect();
        from = Math.max(from, edges.left);
        to = Math.min(to, edges.right);
      }
      if (left < from - 1 || right > to + 1) clipped.push(`${control.ariaLabel ?? control.textContent}`);
    }
    const overflow = document.documentElement.scrollWidth - window.innerWidth;
    return overflow > 0 ? [...clipped, `the page itself, by ${overflow} px`] : clipped;
  });
}

test('every view can be used at 200 % and at 320 px without scrolling sideways', async ({ app, page }) => {
  const look = async (view: string) => {
    for (const size of SMALL) {
      await page.setViewportSize(size);
      // What is drawn to measure follows a frame later.
      await expect.poll(() => listClipped(page), `${view} at ${size.width} px`).toEqual([]);
    }
  };
  const showPane = (name: string) =>
    page.getByRole('navigation', { name: 'Panes' }).getByRole('button', { name, exact: true }).click();
  await app.open(page);
  await look('the first steps');
  await page.getByRole('button', { name: 'Understood' }).click();
  await page.keyboard.press('Control+Shift+V');
  await look('the box for anything');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Run a sign-in now' }).click();
  await expect(page.getByRole('listitem', { name: /^Call the protected resource, succeeded/ })).toBeVisible();
  await page.getByRole('button', { name: 'Expired code' }).click();
  await expect(page.getByRole('region', { name: 'Health' })).toBeVisible();
  await look('a failed session');
  await page.getByRole('radio', { name: 'Waterfall' }).click();
  await look('the waterfall');
  await page.getByRole('button', { name: 'Show step' }).click();
  for (const tab of ['Summary', 'Request', 'Response', 'Tokens', 'Checks', 'Diagnosis', 'Raw']) {
    await page.getByRole('tab', { name: tab }).click();
    await look(`the tab ${tab}`);
  }
  await showPane('Session');
  await page.getByRole('button', { name: 'Compare with…' }).click();
  await look('the choice of a session to compare with');
  await page.getByRole('list', { name: 'Sessions to compare with' }).getByRole('button').click();
  await expect(page.getByRole('heading', { name: /^What differs/ })).toBeVisible();
  await look('a comparison');
  await page.getByRole('button', { name: 'Close the comparison' }).click();
  await page.keyboard.press('ControlOrMeta+Shift+E');
  await expect(page.getByText(/\[redacted:/).first()).toBeVisible();
  await look('the preview of a report');
  await page.getByRole('button', { name: 'Close the preview' }).click();
  await page.getByRole('button', { name: 'Catalog', exact: true }).click();
  await look('the catalog');
  await page.getByRole('button', { name: 'Close the catalog' }).click();
  await showPane('Profiles and sessions');
  await page.getByRole('button', { name: 'Mark sessions' }).click();
  await look('the lists');
  await page.getByRole('button', { name: 'Filter sessions' }).click();
  await look('the filters');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Practice: public client, PKCE' }).first().click();
  await page.getByRole('button', { name: 'Test the provider' }).click();
  await expect(page.getByRole('region', { name: /^Deliberate mistakes/ })).toBeVisible();
  await look('the deliberate mistakes');
  await page.keyboard.press('Escape');
  await showPane('Profiles and sessions');
  await page.getByRole('button', { name: 'New profile' }).click();
  await page.getByRole('combobox', { name: /^Issuer/ }).fill('entra');
  await page.getByRole('option', { name: /Entra/ }).first().click();
  await look('the form');
  await showPane('Provider');
  await look('what to register');
});
