import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const alias = { '@shared': resolve(import.meta.dirname, 'src/shared') };

const createProject = (name: string) => ({
  resolve: { alias },
  test: { name, environment: 'node', include: [`tests/${name}/**/*.test.{ts,tsx}`] },
});

export default defineConfig({
  test: {
    passWithNoTests: true,
    projects: [createProject('unit'), createProject('contract'), createProject('flows')],
  },
});
