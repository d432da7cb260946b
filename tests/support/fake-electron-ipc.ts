import { vi } from 'vitest';

interface FakeFrame {
  url: string;
  parent: FakeFrame | null;
}

type Handler = (event: { senderFrame: FakeFrame | null }, input: unknown) => Promise<unknown>;
type Listener = (event: unknown, ...values: unknown[]) => void;

/**
 * A stand-in for Electron's IPC: it clones what crosses, as Electron does, and knows nothing else. The
 * transport itself is exercised by the `electron` project of the browser tests, where a binary exists.
 */
export function createFakeIpc(senderFrame: FakeFrame | null) {
  const handlers = new Map<string, Handler>();
  const listeners = new Map<string, Set<Listener>>();
  const exposed = new Map<string, unknown>();
  return {
    exposed,
    channels: () => [...handlers.keys()],
    ipcMain: {
      handle: (channel: string, handler: Handler) => handlers.set(channel, handler),
      removeHandler: (channel: string) => handlers.delete(channel),
    },
    /** The page as the main process sees it. */
    contents: {
      isDestroyed: () => false,
      send(channel: string, ...values: unknown[]) {
        for (const listener of [...(listeners.get(channel) ?? [])]) listener({}, ...structuredClone(values));
      },
    },
    /** What `electron` exports to a preload script. */
    preloadModule: {
      contextBridge: { exposeInMainWorld: (name: string, api: unknown) => exposed.set(name, api) },
      ipcRenderer: {
        async invoke(channel: string, input: unknown) {
          const handler = handlers.get(channel);
          if (!handler) throw new Error(`No handler registered for '${channel}'`);
          return structuredClone(await handler({ senderFrame }, structuredClone(input)));
        },
        on(channel: string, listener: Listener) {
          listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
        },
        off: (channel: string, listener: Listener) => listeners.get(channel)?.delete(listener),
      },
    },
  };
}

export type FakeIpc = ReturnType<typeof createFakeIpc>;

/** Runs the real preload script against a fake and answers what it put into the page. */
export async function loadPreload(ipc: FakeIpc): Promise<Record<string, unknown>> {
  vi.resetModules();
  vi.doMock('electron', () => ipc.preloadModule);
  await import('../../src/preload/index');
  return Object.fromEntries(ipc.exposed);
}
