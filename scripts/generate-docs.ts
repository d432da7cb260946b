import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { GENERATED_DOCS } from './docs/generated-docs';

for (const { path, render } of GENERATED_DOCS) {
  writeFileSync(resolve(import.meta.dirname, '..', path), render());
  console.log(`wrote ${path}`);
}
