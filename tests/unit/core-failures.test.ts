import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CORE_CODES, listCoreFailures, nameCoreTest } from '../support/core-failures';

const failures = listCoreFailures();

/** The titles of the browser tests as the runner itself finds them. */
function listBrowserTests(): string {
  const playwright = resolve('node_modules/playwright/cli.js');
  return execFileSync(
    process.execPath,
    [playwright, 'test', '--list', '--project=chromium', 'core-failures'],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
}

describe('the core failures', () => {
  it('cover the eighteen codes', () => {
    expect([...new Set(failures.map(({ entry }) => entry.code))].sort()).toEqual([...CORE_CODES].sort());
  });

  it.each(failures.map(({ entry, fault }) => [entry.id, entry, fault] as const))(
    '%s has a fault that reproduces it',
    (_id, entry, fault) => {
      expect(fault?.code).toBe(entry.code);
    },
  );

  it('have a browser test each', { timeout: 30_000 }, () => {
    const titles = listBrowserTests();
    for (const { entry } of failures) expect(titles).toContain(nameCoreTest(entry.id));
  });
});
