import type { CliIo } from './cli-io';

/** What the contract takes as a pasted callback at most. */
const MAX_LINE = 65_536;

export interface PastedLines {
  /** Lets go of stdin, so that the process can end. */
  stop(): void;
}

/** Hands each line of stdin that is not empty to `onLine`, one after the other. */
export function readPastedLines(stdin: CliIo['stdin'], onLine: (line: string) => Promise<void>): PastedLines {
  let isStopped = false;
  const read = async () => {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of stdin) {
      if (isStopped) return;
      rest += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
      const lines = rest.split(/\r?\n/);
      rest = (lines.pop() ?? '').slice(0, MAX_LINE);
      for (const line of lines) await take(line);
    }
    await take(rest);
  };
  const take = async (line: string) => {
    if (!isStopped && line.trim() !== '') await onLine(line.trim().slice(0, MAX_LINE));
  };
  // A stream that is destroyed while it is read fails its reader.
  read().catch(() => {});
  return {
    stop() {
      isStopped = true;
      stdin.destroy?.();
    },
  };
}
