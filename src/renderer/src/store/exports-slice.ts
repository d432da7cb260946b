import type { ExportsSlice, FollowedExport } from './app-state';
import type { SliceContext } from './slice';

export function createExportsSlice({ host, set, get }: SliceContext): ExportsSlice {
  /** Where the part that is under way begins and ends in the whole, by export. */
  const parts = new Map<string, { from: number; to: number }>();
  const showShare = (callId: string, share: number) =>
    set(({ tasks }) => ({ tasks: tasks.map((task) => (task.id === callId ? { ...task, share } : task)) }));
  return {
    async followExport(label, work) {
      const callId = crypto.randomUUID();
      let isCancelled = false;
      parts.set(callId, { from: 0, to: 1 });
      const followed: FollowedExport = {
        callId,
        isCancelled: () => isCancelled,
        beginPart(from, to) {
          parts.set(callId, { from, to });
          showShare(callId, from);
        },
      };
      const cancel = () => {
        if (isCancelled) return;
        isCancelled = true;
        void host.cancelCall({ callId });
      };
      try {
        const made = await get().during(label, work(followed), { id: callId, cancel, share: 0 });
        if (!isCancelled) return made;
        get().addNotice('accent', 'The export was cancelled.');
        return null;
      } finally {
        parts.delete(callId);
      }
    },
    receiveProgress(callId, share) {
      const part = parts.get(callId);
      if (part) showShare(callId, part.from + (part.to - part.from) * share);
    },
  };
}
