import type { ExportsSlice, FollowedExport, SlowExport } from './app-state';
import type { SliceContext } from './slice';

/** Anything quicker needs no bar. */
const PATIENCE_MS = 300;

export function createExportsSlice({ host, set, get }: SliceContext): ExportsSlice {
  /** Where the part that is under way begins and ends in the whole, by export. */
  const parts = new Map<string, { from: number; to: number; isCancelled: boolean }>();
  const change = (callId: string, share: number) =>
    set(({ slowExports }) => ({
      slowExports: slowExports.map((each) => (each.callId === callId ? { ...each, share } : each)),
    }));
  return {
    slowExports: [],
    async followExport(label, work) {
      const callId = crypto.randomUUID();
      const part = { from: 0, to: 1, isCancelled: false };
      parts.set(callId, part);
      const timer = setTimeout(() => {
        const slow: SlowExport = { callId, label, share: part.from };
        set(({ slowExports }) => ({ slowExports: [...slowExports, slow] }));
      }, PATIENCE_MS);
      const followed: FollowedExport = {
        callId,
        isCancelled: () => part.isCancelled,
        beginPart(from, to) {
          Object.assign(part, { from, to });
          change(callId, from);
        },
      };
      try {
        const made = await work(followed);
        if (!part.isCancelled) return made;
        get().addNotice('accent', 'The export was cancelled.');
        return null;
      } finally {
        clearTimeout(timer);
        parts.delete(callId);
        set(({ slowExports }) => ({
          slowExports: slowExports.filter((each) => each.callId !== callId),
        }));
      }
    },
    receiveExportProgress(callId, share) {
      const part = parts.get(callId);
      if (part) change(callId, part.from + (part.to - part.from) * share);
    },
    async cancelExport(callId) {
      const part = parts.get(callId);
      if (!part || part.isCancelled) return;
      part.isCancelled = true;
      await host.cancelCall({ callId });
    },
  };
}
