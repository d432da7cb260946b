import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { main } from '../../src/main/cli';
import type { CliIo } from '../../src/main/cli/cli-io';

export interface CliRun {
  exitCode: number;
  stdout: string;
  stderr: string;
}

export interface CliRunOptions {
  environment?: Record<string, string>;
  stdin?: string | Uint8Array;
  /** Both streams behave as terminals. */
  isTerminal?: boolean;
  /** Told each line as it is complete, with what stops the command as Ctrl-C does. */
  onLine?: (line: string, interrupt: () => void) => void;
  io?: Partial<CliIo>;
}

export interface CliRunner {
  folder: string;
  run(argv: string[], options?: CliRunOptions): Promise<CliRun>;
  /** Writes a file beside the data folder and answers its name; commands run in that folder. */
  writeFile(name: string, content: unknown): string;
}

/** Runs command lines in this process against the real host, with a data folder that ends with the test. */
export function createCliRunner(): CliRunner {
  const folder = mkdtempSync(join(tmpdir(), 'grantscope-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return {
    folder,
    run: (argv, options = {}) => runCli(argv, folder, options),
    writeFile(name, content) {
      writeFileSync(join(folder, name), asBytes(content));
      return name;
    },
  };
}

async function runCli(argv: string[], folder: string, options: CliRunOptions): Promise<CliRun> {
  const signals = new EventEmitter();
  const interrupt = () => void signals.emit('SIGINT');
  const capture = () => {
    let text = '';
    return {
      isTTY: options.isTerminal ?? false,
      write(chunk: string) {
        text += chunk;
        for (const line of chunk.split('\n')) if (line !== '') options.onLine?.(line, interrupt);
      },
      read: () => text,
    };
  };
  const [stdout, stderr] = [capture(), capture()];
  const exitCode = await main(argv, {
    stdout,
    stderr,
    stdin: toChunks(options.stdin ?? ''),
    environment: {
      GRANTSCOPE_HOME: join(folder, 'home'),
      GRANTSCOPE_VAULT: 'file',
      ...options.environment,
    },
    workingFolder: folder,
    signals,
    loadComposeHost: async () => (await import('../../src/main/compose-host')).composeHost,
    findDesktop: () => ({ available: false, reason: 'There is no desktop in this test.' }),
    ...options.io,
  });
  return { exitCode, stdout: stdout.read(), stderr: stderr.read() };
}

async function* toChunks(content: string | Uint8Array): AsyncIterable<string | Uint8Array> {
  yield content;
}

function asBytes(content: unknown): string | Uint8Array {
  return typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content);
}
