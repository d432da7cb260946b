import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const alias = { '@shared': resolve(import.meta.dirname, 'src/shared') };

/**
 * Test files share the processes they run in, which saves loading the provider and the libraries for
 * each: no module of src keeps state that a test changes, and stubs and spies are taken back after each.
 */
const createProject = (name: string) => ({
  resolve: { alias },
  test: {
    name,
    environment: 'node' as const,
    include: [`tests/${name}/**/*.test.{ts,tsx}`],
    isolate: false,
    unstubEnvs: true,
    restoreMocks: true,
    testTimeout: 60_000,
  },
});

export default defineConfig({
  test: {
    passWithNoTests: true,
    // One more than Vitest takes by itself: many tests only wait for a server or a process.
    maxWorkers: '100%',
    projects: [
      createProject('unit'),
      createProject('contract'),
      createProject('flows'),
      createProject('leaks'),
    ],
  },
});
