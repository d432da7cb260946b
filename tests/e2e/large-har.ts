import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { TestInfo } from 'playwright/test';
import { buildHar, buildHarEntry } from '../support/har-builder';

/** An archive of `megabytes` with one failed sign-in in it; answers its path. */
export function writeLargeHar(info: TestInfo, megabytes: number): string {
  const film = buildHarEntry({ url: 'https://b.example/film', page: 'x'.repeat(1_000_000) });
  const refused = buildHarEntry({
    method: 'POST',
    url: 'https://a.example/x1',
    form: 'grant_type=authorization_code&code=c1',
    status: 400,
    answer: { error: 'invalid_grant' },
  });
  const path = info.outputPath('large.har');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, buildHar([...Array(megabytes).fill(film), refused]));
  return path;
}
