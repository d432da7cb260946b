import type { Locator, Page } from 'playwright/test';
import { expect, test } from './app';
import { expectNoViolations } from './expect-no-violations';
import { runPractice } from './run-practice';

type Look = 'Steps' | 'Sequence' | 'Waterfall' | 'Both';

const LISTS: Record<Look, string> = {
  Steps: 'Timeline',
  Sequence: 'Sequence',
  Waterfall: 'Waterfall',
  Both: 'Sequence and waterfall',
};

/** Switches the look of the timeline; answers with its list. */
async function lookAt(page: Page, look: Look): Promise<Locator> {
  await page
    .getByRole('radiogroup', { name: 'View' })
    .or(page.getByRole('group', { name: 'View' }))
    .getByRole('radio', { name: look })
    .click();
  return page.getByRole('list', { name: LISTS[look] });
}

const inspector = (page: Page) => page.getByRole('region', { name: 'Inspector' });

test('a run can be read as a sequence and as a waterfall, with one selection for all', async ({
  app,
  page,
}) => {
  await app.open(page);
  await runPractice(page);
  const sequence = await lookAt(page, 'Sequence');
  await sequence.getByRole('button', { name: /\/callback at the redirect URI, received, accepted$/ }).click();
  await expect(page.getByRole('tab', { name: 'Request' })).toHaveAttribute('aria-selected', 'true');
  const answer = inspector(page).getByRole('table', { name: 'Query parameters' });
  await expect(
    answer.getByRole('row', { name: /^iss/ }).getByRole('button', { name: 'Copy iss' }),
  ).toBeAttached();
  await expect(answer.getByRole('row', { name: /^code/ })).toContainText('••••');
  await expect(inspector(page).getByRole('region', { name: 'What became of it' })).toContainText(
    'This is the callback.',
  );
  await sequence
    .getByRole('button', { name: /^5\.1 Token request to 127\.0\.0\.1:\d+, 200, \d+ ms$/ })
    .click();
  await expect(inspector(page).getByRole('heading', { name: 'Exchange the code for tokens' })).toBeVisible();
  await expect(inspector(page)).toContainText('5.1');

  const waterfall = await lookAt(page, 'Waterfall');
  const token = waterfall.getByRole('button', { name: /^5\.1 Token request/ });
  await expect(token).toHaveAttribute('aria-current', 'true');
  await expect(token).toBeInViewport();
  await expect(waterfall.getByRole('button', { name: /^5 \d+ checks passed: .+ more$/ })).toBeVisible();
  await token.press('Home');
  await waterfall.getByRole('button', { name: /^1\.1 Discovery request/ }).click();

  const steps = await lookAt(page, 'Steps');
  await expect(steps.getByRole('button', { name: /^Discovery request/ })).toHaveAttribute(
    'aria-current',
    'true',
  );
  await steps.getByRole('button', { name: /callback with 3 parameters received, accepted/ }).click();
  await expect(answer).toBeVisible();
  await steps.getByRole('button', { name: /^Token request/ }).click();
  await lookAt(page, 'Sequence');
  await expect(sequence.getByRole('button', { name: /^5\.1 Token request/ })).toBeInViewport();

  await page.reload();
  await page
    .getByRole('region', { name: 'Sessions' })
    .getByRole('button', { name: /succeeded/ })
    .click();
  await expect(sequence.getByRole('button', { name: /^5\.1 Token request/ })).toBeVisible();
});

test('a failure is marked in every view, in the words of the banner, and found by key', async ({
  app,
  page,
}) => {
  await app.open(page);
  await runPractice(page, 'wrong-secret');
  const banner = page.getByRole('region', { name: 'Health' }).getByRole('paragraph').first();
  const words = (await banner.textContent()) ?? '';
  for (const look of ['Sequence', 'Waterfall'] as const) {
    const list = await lookAt(page, look);
    const failed = list.getByRole('button', { name: /^5 Exchange the code for tokens, failed/ });
    await expect(failed).toBeInViewport();
    await expect(list.getByRole('button', { name: `5 Failed: ${words}` })).toBeVisible();
    await page.getByRole('button', { name: 'First failure' }).click();
    await expect(failed).toBeFocused();
    await page.keyboard.press('F8');
    await expect(list.getByRole('button', { name: /^5\.1 Token request to .*, failed, 401/ })).toBeFocused();
    await page.keyboard.press('f');
    await expect(list.getByRole('button', { name: /^5 Check .*failed/ }).first()).toBeFocused();
    await page.keyboard.press('Shift+F8');
    await page.keyboard.press('Shift+F8');
    await expect(failed).toBeFocused();
  }
});

test('arrows, Home and End walk the rows, and Enter inspects', async ({ app, page }) => {
  await app.open(page);
  await runPractice(page);
  const list = await lookAt(page, 'Sequence');
  await page.getByRole('radio', { name: 'Sequence' }).focus();
  // Past the filter: the buttons for failures have nothing to go to.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Home');
  await expect(list.getByRole('button', { name: /^1 Discover/ })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(list.getByRole('button', { name: /^1\.1 Discovery request/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(
    inspector(page).getByRole('heading', { name: 'Discover the authorization server' }),
  ).toBeVisible();
  await page.keyboard.press('End');
  await expect(list.getByRole('button').last()).toBeFocused();
  await expect(list.getByRole('button').last()).toBeInViewport();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  await expect(list.getByRole('button').last()).toBeFocused();
});

test('the filter leaves what has the channel and the outcome, and says when that is nothing', async ({
  app,
  page,
}) => {
  await app.open(page);
  await runPractice(page, 'wrong-secret');
  const list = await lookAt(page, 'Sequence');
  const choose = async (name: RegExp) => {
    await page.getByRole('button', { name: /^Filter steps/ }).click();
    await page.getByRole('menuitemcheckbox', { name }).click();
    await page.keyboard.press('Escape');
  };
  await choose(/^Back channel/);
  await choose(/^Failed/);
  await expect(list.getByRole('button', { name: /Token request/ })).toBeVisible();
  await expect(list.getByRole('button', { name: /Discovery request/ })).toHaveCount(0);
  const steps = await lookAt(page, 'Steps');
  await expect(steps.getByRole('button', { name: /^Exchange the code/ })).toBeVisible();
  await expect(steps.getByRole('button', { name: /^Discover/ })).toHaveCount(0);
  await choose(/^Failed/);
  await choose(/^Skipped/);
  await page.getByRole('button', { name: 'Show everything' }).click();
  await expect(steps.getByRole('button', { name: /^Discover the/ })).toBeVisible();
});

test('the time axis zooms by buttons, by keys and by the wheel around the pointer', async ({ app, page }) => {
  await app.open(page);
  await runPractice(page);
  const list = await lookAt(page, 'Waterfall');
  const bar = list.getByRole('button', { name: /^5\.1 Token request/ });
  const width = async () => (await bar.boundingBox())?.width ?? 0;
  const whole = await width();
  await page.getByRole('button', { name: /^Zoom in/ }).click();
  await expect.poll(width).toBeGreaterThan(whole);
  await bar.focus();
  await page.keyboard.press('0');
  await expect.poll(width).toBe(whole);
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await expect(page.getByRole('button', { name: /zoomed 2.3×/ })).toBeVisible();
  await page.keyboard.press('-');
  await page.keyboard.press('0');
  await expect(page.getByRole('button', { name: /zoomed 1×/ })).toBeVisible();

  const place = await bar.boundingBox();
  await page.mouse.move((place?.x ?? 0) + whole - 60, (place?.y ?? 0) + 10);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -600);
  await page.keyboard.up('Control');
  await expect.poll(width).toBeGreaterThan(whole * 1.5);
  const scrolled = await list.evaluate((element) => element.closest('.overflow-auto')?.scrollLeft ?? 0);
  expect(scrolled).toBeGreaterThan(0);
  // The page itself keeps its size.
  expect(await page.evaluate(() => window.visualViewport?.scale)).toBe(1);
});

test('a step is cited by the number that the report has', async ({ app, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.open(page);
  await runPractice(page, 'wrong-secret');
  const list = await lookAt(page, 'Sequence');
  await list.getByRole('button', { name: /^5\.1 Token request/ }).click();
  await inspector(page).getByRole('button', { name: 'Copy citation' }).click();
  const citation = await page.evaluate(() => navigator.clipboard.readText());
  expect(citation).toMatch(
    /^Step 5\.1 Token request to 127\.0\.0\.1:\d+, failed, 401, .* \(Grantscope session /,
  );
  await page.getByRole('button', { name: 'Export report' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Markdown' }).click();
  const stream = await (await download).createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  expect(Buffer.concat(chunks).toString()).toContain('### Exchange 5.1: Exchange the code for tokens');
});

test('a run that waits can be gone on with in every view, and its bar grows', async ({ app, page }) => {
  await app.open(page);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const waiting = page.getByRole('region', { name: 'Waiting for the callback' });
  await expect(waiting).toBeVisible();
  const pasted = waiting.getByRole('textbox', { name: /^Callback URL/ });
  await pasted.fill('http://127.0.0.1/callback?code=half');
  await page.setViewportSize({ width: 640, height: 400 });
  await expect(pasted).toHaveValue('http://127.0.0.1/callback?code=half');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('tab', { name: 'Request' }).click();
  await expect(
    inspector(page)
      .getByRole('table', { name: 'Query parameters' })
      .getByRole('button', { name: 'code_challenge', exact: true }),
  ).toBeVisible();
  const list = await lookAt(page, 'Waterfall');
  await expect(pasted).toHaveValue('http://127.0.0.1/callback?code=half');
  const wait = list.getByRole('button', { name: /^4 Waiting for a person/ });
  await expect(wait).toBeVisible();
  const before = await wait.getAttribute('aria-label');
  await expect(wait).not.toHaveAttribute('aria-label', before ?? '');
  await lookAt(page, 'Sequence');
  await waiting.getByRole('button', { name: 'Cancel' }).click();
  await expect(
    page
      .getByRole('list', { name: 'Sequence' })
      .getByRole('button', { name: /^4 Sign in and wait.*cancelled/ }),
  ).toBeVisible();
});

test(`the views are free of axe violations in both themes, small and large`, async ({ app, page }) => {
  test.slow();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 1920, height: 1080 });
  await app.open(page);
  await runPractice(page, 'wrong-secret');
  for (const look of ['Sequence', 'Waterfall', 'Both'] as const) {
    await lookAt(page, look);
    await expectNoViolations(page);
  }
  await page.setViewportSize({ width: 640, height: 400 });
  // Both are one view where there is no room for two.
  await expect(page.getByRole('list', { name: 'Sequence' })).toBeVisible();
  await expectNoViolations(page);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});
