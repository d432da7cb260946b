import type { CliIo } from './cli-io';
import { createOutput } from './output';

/** Says on stderr how far a large file is, and what became of it. */
export interface Reading {
  add(bytes: number, entries: number): void;
  end(archive: { entries: number; kept: number } | null): void;
}

/** Of a smaller file nobody waits for an end. */
const SHOWN_EACH_BYTES = 32 * 1024 * 1024;

export function showReading(io: CliIo): Reading {
  const output = createOutput(io);
  let read = 0;
  let said = 0;
  return {
    add(bytes, entries) {
      read += bytes;
      if (read - said < SHOWN_EACH_BYTES) return;
      said = read;
      output.say(`grantscope: ${Math.floor(read / 1024 / 1024)} MiB read, ${entries} entries`);
    },
    end(archive) {
      if (archive) output.say(`grantscope: ${archive.entries} entries read, ${archive.kept} kept`);
    },
  };
}
