import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from 'playwright/test';

/** What floats above the page stands outside of its landmarks by nature. */
const FLOATING = /^region: <div data-radix-popper-co/;

/**
 * Expects axe to find nothing in either theme on the page, or on the part of it that a selector names. A theme changes
 * colours alone, so the dark one is asked about contrast alone.
 */
export async function expectNoViolations(page: Page, part?: string): Promise<void> {
  const found = await listViolations(page, part, []);
  await showTheme(page, 'dark');
  const foundInDark = await listViolations(page, part, ['color-contrast']);
  await showTheme(page, 'light');
  expect([found, foundInDark], 'in light and in dark').toEqual([[], []]);
}

/** By all rules unless some are named. The page has no frames of another origin, and nobody reads what passes: leaving out both saves most of the time. */
async function listViolations(page: Page, part: string | undefined, rules: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode(true);
  if (rules.length > 0) axe.withRules(rules);
  if (part !== undefined) axe.include(part);
  const { violations } = await axe.analyze();
  return violations
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
    .filter((violation) => !FLOATING.test(violation));
}

/** Until every colour has reached its end. */
async function showTheme(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.evaluate(async () => {
    const transitions = document.getAnimations().filter((each) => each instanceof CSSTransition);
    await Promise.allSettled(transitions.map(({ finished }) => finished));
  });
}
