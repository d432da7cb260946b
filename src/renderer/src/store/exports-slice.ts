import type { ExportsSlice, FollowedExport, SlowExport } from './app-state';
import type { SliceContext } from './slice';

/** Anything quicker needs no bar. */
const PATIENCE_MS = 300;

export function createExportsSlice({ host, set, get }: SliceContext): ExportsSlice {
  /** Where the part that is under way begins and ends in the whole, by export. */
  const parts = new Map<string, { from: number; to: number; isCancelled: boolean }>();
  const change = (exportId: string, share: number) =>
    set(({ slowExports }) => ({
      slowExports: slowExports.map((each) => (each.exportId === exportId ? { ...each, share } : each)),
    }));
  return {
    slowExports: [],
    async followExport(label, work) {
      const exportId = crypto.randomUUID();
      const part = { from: 0, to: 1, isCancelled: false };
      parts.set(exportId, part);
      const timer = setTimeout(() => {
        const slow: SlowExport = { exportId, label, share: part.from };
        set(({ slowExports }) => ({ slowExports: [...slowExports, slow] }));
      }, PATIENCE_MS);
      const followed: FollowedExport = {
        exportId,
        isCancelled: () => part.isCancelled,
        beginPart(from, to) {
          Object.assign(part, { from, to });
          change(exportId, from);
        },
      };
      try {
        const made = await work(followed);
        if (!part.isCancelled) return made;
        get().addNotice('accent', 'The export was cancelled.');
        return null;
      } finally {
        clearTimeout(timer);
        parts.delete(exportId);
        set(({ slowExports }) => ({
          slowExports: slowExports.filter((each) => each.exportId !== exportId),
        }));
      }
    },
    receiveExportProgress(exportId, share) {
      const part = parts.get(exportId);
      if (part) change(exportId, part.from + (part.to - part.from) * share);
    },
    async cancelExport(exportId) {
      const part = parts.get(exportId);
      if (!part || part.isCancelled) return;
      part.isCancelled = true;
      await host.cancelExport({ exportId });
    },
  };
}
