import type { Page } from 'playwright/test';
import { expect, test } from './app';
import { writeLargeHar } from './large-har';
import { runPractice } from './run-practice';

/** Of the window, how much moves how far. Above 0.1 a page counts as unstable; an instrument should not move at all. */
const BUDGET = 0.02;

interface Shift {
  value: number;
  moved: string[];
}

type Shifting = Window & { shifts: Shift[] };

/** Keeps every shift, also one soon after an input: what a click sets off must not move things either. */
async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    type Entry = PerformanceEntry & { value: number; sources: { node: Node | null; currentRect: DOMRect }[] };
    const shifts: Shift[] = [];
    (window as unknown as Shifting).shifts = shifts;
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries() as Entry[]) {
        const moved = sources.map(({ node, currentRect: { x, y } }) => {
          return `${node?.nodeName} "${node?.textContent?.slice(0, 40)}" to ${Math.round(x)}, ${Math.round(y)}`;
        });
        shifts.push({ value, moved });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

/** Of all that happened since it was asked last. */
async function expectStill(page: Page, journey: string): Promise<void> {
  const shifts = await page.evaluate(async () => {
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    // An entry is handed out after the frame that it is about.
    for (let frame = 0; frame < 3; frame += 1) await nextFrame();
    return (window as unknown as Shifting).shifts.splice(0);
  });
  const total = shifts.reduce((sum, { value }) => sum + value, 0);
  expect(total, `${journey}: ${JSON.stringify(shifts, null, 1)}`).toBeLessThan(BUDGET);
}

/** Drops what has moved so far: a click that takes something away is meant to move the rest. */
async function forgetShifts(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  await page.evaluate(() => (window as unknown as Shifting).shifts.splice(0));
}

test.use({ viewport: { width: 1280, height: 800 } });

test.beforeEach(async ({ app, page }) => {
  await watchShifts(page);
  await app.open(page);
});

test('nothing moves by itself while the window opens and runs come and go', async ({ page }) => {
  await expect(page.getByRole('button', { name: 'Run a sign-in now' })).toBeVisible();
  await expectStill(page, 'the first open');
  await page.getByRole('button', { name: 'Understood' }).click();
  await forgetShifts(page);

  await page.getByRole('button', { name: 'Run a sign-in now' }).click();
  const rows = page.getByRole('region', { name: 'Sessions' }).getByRole('listitem');
  await expect(rows.getByRole('button', { name: /succeeded/ })).toBeVisible();
  await expectStill(page, 'a run that succeeds');

  await runPractice(page, 'wrong-secret');
  await expect(page.getByRole('region', { name: 'Health' })).toBeVisible();
  await expectStill(page, 'a run that fails, and its banner');

  await page.getByLabel('Sign-in').selectOption('profile');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const waiting = page.getByRole('region', { name: 'Waiting for the callback' });
  await expect(waiting).toBeVisible();
  await expectStill(page, 'a wait begins');
  await waiting.getByRole('button', { name: 'Cancel' }).click();
  await expect(rows.first().getByRole('button', { name: /cancelled/ })).toBeVisible();
  await expectStill(page, 'a wait ends');

  await page.reload();
  await expect(rows).toHaveCount(3);
  await expectStill(page, 'a reload');
});

test('nothing moves by itself while something is imported, searched, previewed or told', async ({
  page,
}, info) => {
  await page.getByRole('button', { name: 'Understood' }).click();
  await forgetShifts(page);
  await page.getByLabel('Session file').setInputFiles(writeLargeHar(info, 8));
  await expect(page.getByRole('dialog').getByRole('progressbar')).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('region', { name: 'Health' })).toContainText('Invalid grant');
  await expectStill(page, 'an import with a bar');

  await page.getByRole('button', { name: 'Export report' }).click();
  await page.getByRole('menuitem', { name: 'Markdown' }).click();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expectStill(page, 'a notice comes and goes');

  const sessions = page.getByRole('region', { name: 'Sessions' });
  await sessions.getByRole('searchbox').pressSequentially('no such word');
  await expect(sessions.getByText('No session matches.')).toBeVisible();
  await sessions.getByRole('button', { name: 'Show all' }).click();
  await expect(sessions.getByRole('listitem')).toHaveCount(1);
  await expectStill(page, 'a search in the library');

  await page.keyboard.press('ControlOrMeta+Shift+E');
  await expect(page.getByText(/\[redacted:/).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expectStill(page, 'the preview of a report');

  await page.emulateMedia({ colorScheme: 'dark' });
  await expectStill(page, 'another theme');
});
