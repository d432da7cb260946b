import { createImportStream, type ImportStream } from '../import/import-stream';

/** A file that is coming in. */
export interface PendingImport {
  stream: ImportStream;
  /** As announced; null where nobody knew. */
  sizeBytes: number | null;
  receivedBytes: number;
  /** One call at a time: chunks have an order. */
  isBusy: boolean;
  cancel: AbortController;
}

/** The files that are coming in. Nothing of them is stored before they are finished. */
export interface ImportRegistry {
  /** False where too many are under way. */
  begin(id: string, sizeBytes: number | null): boolean;
  /** Null for what was never begun, has ended, or was given up. It counts as gone on with. */
  get(id: string): PendingImport | null;
  end(id: string): void;
  endAll(): void;
}

const MAX_PENDING = 4;
const MAX_IDLE_MS = 120_000;

export function createImportRegistry(): ImportRegistry {
  const pending = new Map<string, { entry: PendingImport; timer: NodeJS.Timeout }>();
  const end = (id: string): void => {
    const known = pending.get(id);
    if (!known) return;
    pending.delete(id);
    clearTimeout(known.timer);
    known.entry.cancel.abort();
    known.entry.stream.close();
  };
  const watch = (id: string): NodeJS.Timeout =>
    setTimeout(() => {
      // What the host itself works on was not abandoned.
      const known = pending.get(id);
      if (known?.entry.isBusy) known.timer = watch(id);
      else end(id);
    }, MAX_IDLE_MS).unref();
  return {
    begin(id, sizeBytes) {
      if (pending.size >= MAX_PENDING) return false;
      const stream = createImportStream();
      const entry = { stream, sizeBytes, receivedBytes: 0, isBusy: false, cancel: new AbortController() };
      pending.set(id, { entry, timer: watch(id) });
      return true;
    },
    get(id) {
      const known = pending.get(id);
      known?.timer.refresh();
      return known?.entry ?? null;
    },
    end,
    endAll: () => [...pending.keys()].forEach(end),
  };
}
