import { writeFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { buildLongExport } from '../support/long-session';
import { expect, test } from './app';

const STEPS = 10_000;
/** Of 60 frames a second, with room for a busy machine; the usual figures are in docs/architecture.md. */
const MEDIAN_FRAME_MS = 50;
const MOST_ELEMENTS = 6_000;

interface Scrolled {
  frames: number;
  medianMs: number;
  p95Ms: number;
  elements: number;
}

/** Scrolls the list by a page a frame, from its top through all of it in leaps, and times the frames. */
async function scrollThrough(page: Page, name: string): Promise<Scrolled> {
  return page.getByRole('list', { name, exact: true }).evaluate(async (list) => {
    const scroller = list.closest('.overflow-auto');
    if (!scroller) throw new Error('The list is in nothing that scrolls.');
    const times: number[] = [];
    let elements = 0;
    let last = await new Promise<number>(requestAnimationFrame);
    for (let count = 0; count < 120; count += 1) {
      if (count % 20 === 0) scroller.scrollTop = (scroller.scrollHeight / 6) * (count / 20);
      else scroller.scrollTop += 300;
      const now = await new Promise<number>(requestAnimationFrame);
      times.push(now - last);
      last = now;
      elements = Math.max(elements, document.querySelectorAll('*').length);
    }
    times.sort((left, right) => left - right);
    const at = (part: number) => Math.round(times[Math.floor(times.length * part)] ?? 0);
    return { frames: times.length, medianMs: at(0.5), p95Ms: at(0.95), elements };
  });
}

test('10,000 steps stay smooth in every view', async ({ app, page }, testInfo) => {
  test.slow();
  const file = testInfo.outputPath('long-session.json');
  await writeFile(file, buildLongExport(STEPS));
  await page.setViewportSize({ width: 1920, height: 1080 });
  await app.open(page);
  await page.getByLabel('Session file').setInputFiles(file);
  const timeline = page.getByRole('list', { name: 'Timeline', exact: true });
  await expect(timeline).toBeVisible({ timeout: 120_000 });

  for (const [look, name] of [
    ['Steps', 'Timeline'],
    ['Sequence', 'Sequence'],
    ['Waterfall', 'Waterfall'],
    ['Both', 'Sequence and waterfall'],
  ] as const) {
    await page.getByRole('radio', { name: look }).click();
    const list = page.getByRole('list', { name, exact: true });
    await expect(list).toBeVisible();
    const scrolled = await scrollThrough(page, name);
    testInfo.annotations.push({ type: 'figures', description: `${look}: ${JSON.stringify(scrolled)}` });
    console.info(look, scrolled);
    expect(scrolled.elements).toBeLessThan(MOST_ELEMENTS);
    expect(scrolled.medianMs).toBeLessThan(MEDIAN_FRAME_MS);

    await page.getByRole('button', { name: 'First failure' }).click();
    const failed = list.getByRole('button', {
      name: look === 'Steps' ? /^Token request 500/ : /^500 Token request 500, failed/,
    });
    await expect(failed).toBeFocused();
    await page.keyboard.press('End');
    await expect(list.getByRole('button', { name: /Token request 10000|^10000 / }).last()).toBeInViewport();
    await page.keyboard.press('Home');
    await expect(
      list
        .getByRole('button', { name: look === 'Steps' ? /^Token request 1/ : /^1 Token request 1,/ })
        .first(),
    ).toBeFocused();
  }
});
