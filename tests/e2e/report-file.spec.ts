import { buildComparison } from '@shared/compare/build-comparison';
import { buildReport } from '@shared/report/build-report';
import type { Page } from 'playwright/test';
import { expect, test } from 'playwright/test';
import { buildPlantedSession, createRandom } from '../support/planted-session';
import { expectNoViolations } from './expect-no-violations';

const OPTIONS = { format: 'html', now: Date.UTC(2026, 0, 15, 10), appVersion: '0.1.0' } as const;
const [one, other] = [3, 4].map((seed) => buildPlantedSession(createRandom(seed)).events);

const FILES = {
  report: buildReport(one ?? [], OPTIONS).text,
  comparison: buildComparison(one ?? [], other ?? [], OPTIONS).text,
};

/** Opens the file as a browser without a network would, with everything that folds open. */
async function openFile(page: Page, text: string): Promise<string[]> {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url() !== FILE_URL) asked.push(request.url());
  });
  await page.route(FILE_URL, (route) =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', body: text }),
  );
  await page.goto(FILE_URL);
  await page.getByRole('group').evaluateAll((groups) => {
    for (const group of groups) if (group instanceof HTMLDetailsElement) group.open = true;
  });
  return asked;
}

const FILE_URL = 'http://file.test/report.html';

for (const [name, text] of Object.entries(FILES)) {
  test(`a ${name} is free of axe violations in both themes, and asks for nothing`, async ({ page }) => {
    const asked = await openFile(page, text);
    await expectNoViolations(page);
    expect(asked).toEqual([]);
  });

  // 640 CSS pixels are a window of 1280 at 200 % (WCAG 1.4.4), 320 what WCAG 1.4.10 asks for.
  for (const width of [640, 320]) {
    test(`a ${name} is read without scrolling sideways at ${width} pixels`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      await openFile(page, text);
      const overflowing = await page.evaluate(() => {
        const limit = document.documentElement.clientWidth;
        const wide = [...document.querySelectorAll('body *')].filter(
          (element) => element.getBoundingClientRect().right > limit + 1,
        );
        return {
          page: document.documentElement.scrollWidth - limit,
          wide: wide.map(({ outerHTML }) => outerHTML.slice(0, 120)),
        };
      });
      expect(overflowing).toEqual({ page: 0, wide: [] });
      await expectNoViolations(page);
    });
  }
}
