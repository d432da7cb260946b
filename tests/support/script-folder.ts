import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of small Node programs to stand in for programs of the system. */
export interface ScriptFolder {
  path: string;
  /** Writes a program that appends its arguments, one JSON array a line, and then runs `script`. */
  add(name: string, script?: string): string;
  /** The arguments of each call so far. */
  calls(): string[][];
  remove(): void;
}

export function createScriptFolder(): ScriptFolder {
  const path = mkdtempSync(join(tmpdir(), 'grantscope-scripts-'));
  const log = join(path, 'calls.log');
  return {
    path,
    add(name, script = '') {
      const file = join(path, name);
      const record = `require('fs').appendFileSync(${JSON.stringify(log)}, JSON.stringify(process.argv.slice(2)) + '\\n');`;
      writeFileSync(file, `#!${process.execPath}\n${record}\n${script}\n`);
      chmodSync(file, 0o755);
      return file;
    },
    calls() {
      const text = existsSync(log) ? readFileSync(log, 'utf8') : '';
      return text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as string[]);
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
