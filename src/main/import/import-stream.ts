import { setImmediate as pause } from 'node:timers/promises';
import { decodeBytes } from './decode-bytes';
import { importText } from './import-text';
import { createLargeArchive, type LargeArchive, type StreamedImport } from './large-archive';
import type { ImportOptions } from './record-import';
import { isBroken } from './repair-text';
import { createUnpacker } from './unpack-stream';

/** Up to here a file is read whole, and may be anything; what is larger can only be an archive. */
const MAX_WHOLE_BYTES = 20 * 1024 * 1024;

/** Ten times the largest archives that browsers write; a packed file may say anything of its size. */
const MAX_UNPACKED_BYTES = 4 * 1024 * 1024 * 1024;

/** A chunk is read at one go; others wait for as long. */
const SLICE_BYTES = 1024 * 1024;

/** Takes in a file of any size chunk by chunk, with little of it in memory. */
export interface ImportStream {
  /** Null, or why it is of no use to go on. */
  write(bytes: Uint8Array): Promise<string | null>;
  /** Entries of a large archive that were read so far. */
  countEntries(): number;
  finish(options: Omit<ImportOptions, 'kind'>, signal?: AbortSignal): Promise<StreamedImport>;
  close(): void;
}

/** `wholeBytes` and `maxUnpackedBytes` are given by tests only. */
export function createImportStream({
  wholeBytes = MAX_WHOLE_BYTES,
  maxUnpackedBytes = MAX_UNPACKED_BYTES,
} = {}): ImportStream {
  let head: Uint8Array[] = [];
  let size = 0;
  let large: LargeArchive | null = null;
  let problem: string | null = null;
  const take = async (bytes: Uint8Array): Promise<void> => {
    if (problem) return;
    size += bytes.length;
    if (size > maxUnpackedBytes) problem = 'It is packed, and larger than 4 GiB.';
    else if (large) problem = large.write(bytes);
    else head.push(bytes);
    if (large || size <= wholeBytes) return;
    const start = Buffer.concat(head);
    head = [];
    large = createLargeArchive(start);
    for (let at = 0; at < start.length && !problem; at += SLICE_BYTES) {
      problem = large.write(start.subarray(at, at + SLICE_BYTES));
      await pause();
    }
  };
  const unpacker = createUnpacker(take);
  return {
    async write(bytes) {
      await unpacker.write(bytes);
      return problem;
    },
    countEntries: () => large?.countEntries() ?? 0,
    async finish(given, signal) {
      await unpacker.end();
      signal?.throwIfAborted();
      const options = { ...given, remarks: [...(given.remarks ?? []), ...unpacker.remarks()] };
      if (problem) return refuse(problem);
      if (large) return large.finish(options, signal);
      const { text, remarks } = decodeBytes(Buffer.concat(head));
      // A chance for what waits: a whole text is judged at one go.
      await pause();
      const all = [...options.remarks, ...remarks];
      const imported = importText(text, { ...options, remarks: all });
      if (imported.kind === 'unrecognised' && isBroken(all))
        return refuse('It is not UTF-8 text.', 'not-text');
      return { imported, archive: null, isEmpty: text.trim() === '' };
    },
    close() {
      unpacker.close();
      head = [];
      large = null;
    },
  };
}

function refuse(message: string, reason: 'not-an-archive' | 'not-text' = 'not-an-archive'): StreamedImport {
  return { imported: { kind: 'refused', reason, message }, archive: null };
}
