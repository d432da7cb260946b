/** What is being exported, by the ids that clients gave. */
export interface ExportRegistry {
  /** Null where this id is in use. */
  begin(exportId: string): AbortController | null;
  end(exportId: string): void;
  /** False for what is over, or never began. */
  cancel(exportId: string): boolean;
  cancelAll(): void;
}

export function createExportRegistry(): ExportRegistry {
  const pending = new Map<string, AbortController>();
  return {
    begin(exportId) {
      if (pending.has(exportId)) return null;
      const cancel = new AbortController();
      pending.set(exportId, cancel);
      return cancel;
    },
    end: (exportId) => void pending.delete(exportId),
    cancel(exportId) {
      pending.get(exportId)?.abort();
      return pending.delete(exportId);
    },
    cancelAll() {
      for (const cancel of pending.values()) cancel.abort();
      pending.clear();
    },
  };
}
