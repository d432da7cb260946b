import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Runs against a provider that is not ours and has to be installed: `npm run test:interop`, never `npm test`. */
export default defineConfig({
  resolve: { alias: { '@shared': resolve(import.meta.dirname, 'src/shared') } },
  test: {
    name: 'interop',
    include: ['tests/interop/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
