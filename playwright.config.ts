import { defineConfig } from 'playwright/test';
import { findDesktop } from './src/main/find-desktop';
import { findBrowser } from './tests/support/find-browser';

const browser = await findBrowser();
const desktop = findDesktop();

// Workers load this file too; only the runner reports.
if (process.env['TEST_WORKER_INDEX'] === undefined) {
  console.error(`chromium: ${browser.executablePath} (${browser.source})`);
  if (!desktop.available) console.error(`electron: skipped. ${desktop.reason}`);
}

const inherited = Object.entries(process.env).filter(
  (entry): entry is [string, string] => entry[1] !== undefined,
);

const chromium = {
  browserName: 'chromium' as const,
  launchOptions: {
    executablePath: browser.executablePath,
    args: browser.args,
    env: { ...Object.fromEntries(inherited), ...browser.env },
  },
};

export default defineConfig({
  // A busy machine gets more time before a test counts as hung.
  timeout: 240_000,
  expect: { timeout: 20_000 },
  testDir: 'tests/e2e',
  outputDir: 'out/test-results/playwright',
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  tsconfig: './tsconfig.tests.json',
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env['CI']),
  reporter: 'list',
  // Recording takes a third of the time; a failure is looked at again with PLAYWRIGHT_TRACE=1.
  use: { trace: process.env['PLAYWRIGHT_TRACE'] ? 'retain-on-failure' : 'off' },
  projects: [
    {
      name: 'chromium',
      metadata: { host: 'web' },
      use: chromium,
    },
    {
      // Providers' pages open in the browser here as well.
      name: 'electron',
      use: chromium,
      metadata: { host: 'electron', executablePath: desktop.available ? desktop.electronPath : null },
      ...(desktop.available ? {} : { testIgnore: '**' }),
    },
  ],
});
