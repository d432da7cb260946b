import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export type Child = ChildProcessByStdio<null, Readable, null>;

const REGISTER = new URL('../../scripts/resolve-typescript.mjs', import.meta.url).href;

/** Runs a TypeScript file of the tests in a Node process of its own, which ends with the test. */
export function startChild(script: URL, ...parameters: string[]): Child {
  const child = spawn(process.execPath, ['--import', REGISTER, fileURLToPath(script), ...parameters], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

/** What the child wrote to stdout, once it has ended, and its exit code. */
export async function waitForChild(child: Child): Promise<{ output: string; code: number | null }> {
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const [code] = await once(child, 'close');
  return { output, code };
}
