import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startChild, waitForChild } from '../../../support/run-child';

test('a cancelled run leaves nothing behind that keeps its process alive', async () => {
  const home = mkdtempSync(join(tmpdir(), 'grantscope-cli-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  vi.stubEnv('GRANTSCOPE_HOME', home);
  vi.stubEnv('GRANTSCOPE_VAULT', 'file');
  onTestFinished(() => void vi.unstubAllEnvs());

  const child = startChild(new URL('../../../support/cancelled-run.ts', import.meta.url));
  const { code, output } = await waitForChild(child);
  expect(code).toBe(130);
  expect(JSON.parse(output).session.outcome).toBe('cancelled');
}, 20_000);
