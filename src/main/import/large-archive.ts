import { setImmediate as pause } from 'node:timers/promises';
import { createExchangeStore, type StoredExchange } from './exchange-store';
import { createArchiveJudge } from './import-archive';
import { describeCutOff, type ImportedText, toImported } from './import-text';
import type { ImportedExchange } from './imported-exchange';
import { MAX_ENTRIES, readHarEntry } from './parse-har';
import { type ArchiveEnd, readArchiveStream } from './read-archive-stream';
import type { ImportOptions } from './record-import';
import type { Remark } from './repair-text';
import { createUtf8Converter } from './to-utf8';

/** What came of a file that was read chunk by chunk. */
export interface StreamedImport {
  imported: ImportedText;
  /** Null where the file was read whole. */
  archive: { entries: number; kept: number } | null;
  /** There was nothing in it, which nobody means to keep. */
  isEmpty?: boolean;
}

/** An archive that is too large to be read whole. */
export interface LargeArchive {
  /** Null, or why it is of no use to go on. */
  write(bytes: Uint8Array): string | null;
  countEntries(): number;
  finish(options: Omit<ImportOptions, 'kind'>, signal?: AbortSignal): Promise<StreamedImport>;
}

/** Work of one slice: others wait no longer than that. */
const SLICE_MS = 15;

const NO_ARCHIVE = 'It is larger than 20 MiB, and only an HTTP archive (HAR) may be: it';

/** `start` is what the file begins with; it is to be written as well. */
export function createLargeArchive(start: Uint8Array): LargeArchive {
  const converter = createUtf8Converter(start);
  const store = createExchangeStore();
  let entries = 0;
  const stream = readArchiveStream((entry) => {
    entries += 1;
    const exchange = store.size() < MAX_ENTRIES ? readHarEntry(entry) : null;
    if (exchange) store.add(exchange);
  });
  /** Where nothing of it could be read, whatever follows is of no use either. */
  const findProblem = (end: ArchiveEnd): string | null => {
    if (entries > 0) return null;
    if (end.kind === 'broken') return `${NO_ARCHIVE} breaks at byte ${end.byte}. ${end.message}`;
    return end.kind === 'whole' ? `${NO_ARCHIVE} has no log.entries.` : null;
  };
  return {
    write(bytes) {
      return stream.write(converter.convert(bytes)) ? null : findProblem(stream.end());
    },
    countEntries: () => entries,
    async finish(given, signal) {
      const end = stream.end();
      const problem =
        findProblem(end) ?? (entries === 0 ? `${NO_ARCHIVE} ends before its first entry.` : null);
      if (problem) return { imported: refuse(problem), archive: null };
      const judge = createArchiveJudge();
      const stored = store.list();
      let began = performance.now();
      for (const exchange of stored) {
        if (exchange.isTelling || judge.isKnown(exchange.url)) judge.take(exchange.read());
        else judge.passOver(exchange);
        if (performance.now() - began < SLICE_MS) continue;
        await pause(undefined, { signal });
        began = performance.now();
      }
      const read = (place: number): ImportedExchange => (stored[place] as StoredExchange).read();
      const said = describeReading(end, entries, store.size(), store.countCut());
      const options = { ...given, remarks: [...(given.remarks ?? []), ...converter.remarks(), ...said] };
      const judged = judge.judge(read, options);
      const imported = toImported(judged, options);
      return { imported, archive: { entries, kept: countExchanges(imported) } };
    },
  };
}

function refuse(message: string): ImportedText {
  return { kind: 'refused', reason: 'not-an-archive', message };
}

/** What was not read, or not kept, is never left unsaid. */
function describeReading(end: ArchiveEnd, entries: number, exchanges: number, cut: number): Remark[] {
  const remarks: Remark[] = [];
  if (end.kind === 'cut-off') remarks.push(describeCutOff(exchanges));
  if (end.kind === 'broken') {
    const message = `The archive breaks at byte ${end.byte}: its first ${exchanges} exchanges were read. ${end.message}`;
    remarks.push({ code: 'cut-off', message });
  }
  remarks.push({ code: 'entries-read', message: `The archive was read entry by entry: ${entries} entries.` });
  if (entries > exchanges) {
    const message = `${entries - exchanges} entries are no exchanges, or come after the first ${MAX_ENTRIES}: they were left out.`;
    remarks.push({ code: 'entries-left-out', message });
  }
  if (cut > 0) {
    const message = `The archive is too large to keep all of it: the bodies of ${cut} exchanges without a sign of OAuth were left out.`;
    remarks.push({ code: 'bodies-left-out', message });
  }
  return remarks;
}

function countExchanges(imported: ImportedText): number {
  if (imported.kind === 'refused') return 0;
  return imported.events.filter(({ type }) => type === 'exchange-started').length;
}
