import type { Page } from 'playwright/test';
import { expect, test } from './app';
import { expectNoViolations } from './expect-no-violations';
import { runPractice } from './run-practice';

const findList = (page: Page) => page.getByRole('region', { name: 'Sessions' });
const findRows = (page: Page) => findList(page).getByRole('listitem');

/** A sound session, and above it a failed one. */
async function recordTwo(page: Page) {
  await runPractice(page);
  await runPractice(page, 'reused-code');
}

test('sessions are searched, filtered, and an empty result says so', async ({ app, page }) => {
  await app.open(page);
  await recordTwo(page);
  await expect(findRows(page).first()).toContainText('fault:');
  const search = findList(page).getByRole('searchbox', { name: 'Search sessions' });
  await search.fill('invalid_grant');
  await expect(findRows(page)).toHaveCount(1);
  await expect(findList(page).getByText('1 of 2')).toBeVisible();
  await search.fill('"no (such* word');
  await expect(findList(page).getByText('No session matches.')).toBeVisible();
  await findList(page).getByRole('button', { name: 'Show all' }).click();
  await expect(findRows(page)).toHaveCount(2);

  await findList(page).getByRole('button', { name: 'Filter sessions' }).click();
  const menu = page.getByRole('dialog', { name: 'Filter sessions' });
  await menu.getByLabel('Outcome').selectOption('succeeded');
  await expect(findRows(page)).toHaveCount(1);
  await expect(findRows(page).first()).toContainText('succeeded');
  await menu.getByLabel('Time').selectOption('hour');
  await menu.getByRole('button', { name: 'Clear filters' }).click();
  await expect(findRows(page)).toHaveCount(2);
  await page.keyboard.press('Escape');
  await expect(findList(page).getByRole('button', { name: 'Filter sessions' })).toBeFocused();
});

test('a session is pinned, tagged and noted by keyboard, and found by its words after a restart', async ({
  app,
  page,
}) => {
  await app.open(page);
  await recordTwo(page);
  await findRows(page)
    .last()
    .getByRole('button', { name: /succeeded/ })
    .press('Enter');
  await page.getByRole('button', { name: 'Edit note and tags' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Note and tags' });
  await dialog.getByLabel('Note').fill('Compare with the release of May');
  await dialog.getByLabel('Tags').fill('x'.repeat(50));
  await expect(dialog.getByText('at most 40 characters')).toBeVisible();
  await dialog.getByLabel('Tags').fill('baseline, team a');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Compare with the release of May')).toBeVisible();
  await page.getByRole('button', { name: 'Pin this session' }).press('Enter');
  await expect(findRows(page).first()).toContainText('baseline');
  await expect(findRows(page).first()).toContainText('pinned');

  await app.restart();
  await app.open(page);
  await findList(page).getByRole('searchbox', { name: 'Search sessions' }).fill('release may');
  await expect(findRows(page)).toHaveCount(1);
  await expect(findRows(page).first()).toContainText('team a');
});

test('several sessions are marked with the keyboard, exported, and deleted after a question', async ({
  app,
  page,
}) => {
  await app.open(page);
  await recordTwo(page);
  await findList(page).getByRole('button', { name: 'Mark sessions' }).click();
  const bar = page.getByRole('group', { name: 'Marked sessions' });
  await expect(bar.getByRole('button', { name: 'Delete' })).toBeDisabled();
  const boxes = findList(page).getByRole('checkbox');
  await boxes.first().focus();
  await page.keyboard.press('Space');
  await expect(boxes.first()).toBeChecked();
  await page.keyboard.press('ArrowDown');
  await expect(boxes.last()).toBeFocused();
  await expect(bar.getByText('1 marked')).toBeVisible();
  const download = page.waitForEvent('download');
  await bar.getByRole('button', { name: 'Export' }).click();
  expect((await download).suggestedFilename()).toMatch(/^grantscope-.*\.json$/);
  await bar.getByRole('button', { name: 'All' }).click();
  await bar.getByRole('button', { name: 'Delete' }).click();
  const question = page.getByRole('alertdialog', { name: 'Delete 2 sessions?' });
  await question.getByRole('button', { name: 'Keep them' }).click();
  await expect(findRows(page)).toHaveCount(2);
  await bar.getByRole('button', { name: 'Delete' }).click();
  await question.getByRole('button', { name: 'Delete 2 sessions' }).click();
  await expect(findList(page).getByText('Runs are recorded here.')).toBeVisible();
  await expect(findRows(page)).toHaveCount(0);
});

test(`the library has no axe violations in both themes`, async ({ app, page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await app.open(page);
  await recordTwo(page);
  await page.getByRole('button', { name: 'Edit note and tags' }).click();
  const dialog = page.getByRole('dialog', { name: 'Note and tags' });
  await dialog.getByLabel('Note').fill('Seen twice.');
  await dialog.getByLabel('Tags').fill('baseline');
  await expectNoViolations(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Pin this session' }).click();
  await expect(findRows(page).first()).toContainText('pinned');
  await findList(page).getByRole('button', { name: 'Filter sessions' }).click();
  await page.getByRole('dialog', { name: 'Filter sessions' }).getByLabel('Outcome').selectOption('failed');
  await expect(findRows(page)).toHaveCount(1);
  await expectNoViolations(page);
  await page.keyboard.press('Escape');
  await findList(page).getByRole('button', { name: 'Mark sessions' }).click();
  await findList(page).getByRole('checkbox').first().click();
  await expectNoViolations(page);
});
