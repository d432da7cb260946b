import { defineConfig } from 'playwright/test';
import base from './playwright.config';

/** `npm run screenshots`: the pictures of the README, taken from the running app. */
export default defineConfig({
  ...base,
  testDir: 'tests/screenshots',
  projects: (base.projects ?? []).filter(({ name }) => name === 'chromium'),
});
