import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { GENERATED_DOCS } from '../../../scripts/docs/generated-docs';

const root = resolve(import.meta.dirname, '../../..');

test.each(GENERATED_DOCS)('$path is what "npm run docs" writes', ({ path, render }) => {
  expect(readFileSync(resolve(root, path), 'utf8')).toBe(render());
});
