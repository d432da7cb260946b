import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectKeyring } from '../../src/main/storage/keyring';
import { createVaultKeyProvider } from '../../src/main/storage/vault-key';
import { test as base, expect } from '../e2e/app';
import { scrollThrough } from '../e2e/scroll-through';
import { fillLibrary } from '../support/library-builder';

const COUNT = Number(process.env['GRANTSCOPE_BENCH_ROWS'] ?? 100_000);
/** As for a long timeline: half the speed of a screen, in time of the processor. */
const CPU_PER_FRAME_MS = 33;
/** The rows in sight and a few more. */
const MOST_ELEMENTS = 1_000;

/** The app starts on a library that is there already. */
const test = base.extend({
  environment: [
    // biome-ignore lint/correctness/noEmptyPattern: a fixture says what it needs in a pattern
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'grantscope-rows-'));
      const environment = { GRANTSCOPE_HOME: folder, GRANTSCOPE_VAULT: 'file' };
      const readKeys = createVaultKeyProvider({ environment, safeStorage: null, keyring: connectKeyring() });
      const { keys } = await readKeys(folder);
      fillLibrary(join(folder, 'grantscope.db'), keys[0], COUNT);
      await use(environment);
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'test', timeout: 900_000 },
  ],
});

test(`${COUNT} sessions scroll smoothly, and few of them are in the page`, async ({ app, page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await app.open(page);
  const region = page.getByRole('region', { name: 'Sessions' });
  await expect(region.getByRole('status').first()).toHaveText(String(COUNT));
  const list = region.getByRole('list', { name: 'Sessions', exact: true });
  const rows = list.getByRole('listitem');
  await expect(rows.first()).toHaveAttribute('aria-setsize', String(COUNT));

  const scrolled = await scrollThrough(page, 'Sessions');
  console.info(`${COUNT} sessions`, scrolled);
  expect.soft(scrolled.elements).toBeLessThan(MOST_ELEMENTS);
  expect.soft(scrolled.cpuPerFrameMs).toBeLessThan(CPU_PER_FRAME_MS);

  // The end of the list is read and drawn, and so is its beginning again.
  await list.evaluate((element) => element.closest('.overflow-auto')?.scrollTo(0, element.scrollHeight));
  await expect(rows.last()).toHaveAttribute('aria-posinset', String(COUNT));
  await expect(rows.last().getByRole('button').first()).toContainText('Acme 0');

  const search = region.getByRole('searchbox', { name: 'Search sessions' });
  const began = performance.now();
  await search.fill('AADSTS50123');
  await expect(rows.first()).toHaveAttribute('aria-setsize', /^\d{1,3}$/);
  console.info(
    `found in ${Math.round(performance.now() - began)} ms, with the wait for the end of the typing`,
  );
});
