import { defineConfig } from 'playwright/test';
import base from './playwright.config';

/** `npm run bench:rows`: what takes minutes and is measured, and is no part of the tests. */
export default defineConfig({
  ...base,
  testDir: 'tests/bench',
  projects: (base.projects ?? []).filter(({ name }) => name === 'chromium'),
});
