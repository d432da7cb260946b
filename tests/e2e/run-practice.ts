import type { Page } from 'playwright/test';
import { expect } from './app';

/** Runs the selected practice profile with its automatic sign-in, and waits until its session has ended. */
export async function runPractice(page: Page, faultId = ''): Promise<void> {
  const rows = page.getByRole('region', { name: 'Sessions' }).getByRole('listitem');
  const before = await rows.count();
  await page.getByLabel('Sign-in').selectOption('practice');
  await page.getByLabel('Fault').selectOption(faultId);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(rows).toHaveCount(before + 1);
  const newest = rows.first().getByRole('button', { name: faultId === '' ? /succeeded/ : /failed/ });
  await expect(newest).toHaveAttribute('aria-current', 'true');
}
