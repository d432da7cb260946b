import { writeFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { buildLongExport, buildLongTrace } from '../support/long-session';
import { expect, test } from './app';
import { scrollThrough } from './scroll-through';

const STEPS = 10_000;
/**
 * What a frame may cost the page's main thread in CPU time. Half the speed of a screen, because a machine that
 * is busy with other tests is half as fast; alone it takes 12 to 18 ms.
 */
const CPU_PER_FRAME_MS = 33;
/** Of the list alone: the rows in sight and a few more. */
const MOST_ELEMENTS = 2_000;
/** The recording of one step that was imported is read with all of them: storing them is no matter of the views. */
async function serveLongSession(page: Page): Promise<void> {
  const events = buildLongTrace(STEPS);
  await page.route('**/api/readSession', async (route) => {
    const response = await route.fetch();
    const answer = await response.json();
    const { afterSeq } = route.request().postDataJSON();
    answer.value.events = events.filter(({ seq }) => seq > afterSeq);
    await route.fulfill({ response, json: answer });
  });
}

test('10,000 steps stay smooth in every view', async ({ app, page }, testInfo) => {
  test.slow();
  const file = testInfo.outputPath('session.json');
  await writeFile(file, buildLongExport(1));
  await page.setViewportSize({ width: 1920, height: 1080 });
  await serveLongSession(page);
  await app.open(page);
  await page.getByLabel('Session file').setInputFiles(file);
  const timeline = page.getByRole('list', { name: 'Timeline', exact: true });
  await expect(timeline).toBeVisible({ timeout: 120_000 });
  await expect(timeline.getByRole('listitem', { name: /^Token request/ }).first()).toBeVisible();

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
    expect.soft(scrolled.elements).toBeLessThan(MOST_ELEMENTS);
    expect.soft(scrolled.cpuPerFrameMs).toBeLessThan(CPU_PER_FRAME_MS);

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
