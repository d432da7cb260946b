import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from 'playwright/test';

/** What floats above the page stands outside of its landmarks by nature. */
const FLOATING = /^region: <div data-radix-popper-co/;

/**
 * Expects axe to find nothing on the page, or on the part of it that a selector names. The page has no frames of another
 * origin, so that axe need not gather results in a page of its own; and what passes is not written down. Both take
 * most of the time.
 */
export async function expectNoViolations(page: Page, part?: string): Promise<void> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode(true);
  const { violations } = await (part === undefined ? axe : axe.include(part)).analyze();
  const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  expect(found.filter((violation) => !FLOATING.test(violation))).toEqual([]);
}
