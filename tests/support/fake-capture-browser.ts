import type {
  CaptureLaunchOptions,
  CaptureTarget,
  CdpEvent,
  LaunchCapture,
  RequestPaused,
} from '../../src/main/front-channel/capture/cdp';

export interface SentCommand {
  method: string;
  params: Record<string, unknown>;
}

/** A browser that only says what a test tells it to, and remembers what it was told. */
export interface FakeCaptureBrowser {
  launch: LaunchCapture;
  sent: SentCommand[];
  /** 'launch', 'window', 'close windows', 'close', in the order they happened. */
  log: string[];
  /** Resolves with the first command of this method. */
  whenSent(method: string): Promise<SentCommand>;
  tell(event: CdpEvent): void;
  /** Holds a request of a document, or its answer, and resolves with the command that decides over it. */
  hold(paused: HeldRequest): Promise<SentCommand>;
  closeByUser(): void;
}

type HeldRequest = Partial<Omit<RequestPaused, 'request'>> & {
  request: Partial<RequestPaused['request']>;
};

const DECISIONS = ['Fetch.continueRequest', 'Fetch.fulfillRequest', 'Fetch.failRequest'];

export function createFakeCaptureBrowser(
  answers: Record<string, unknown> = {},
  failure: Error | null = null,
): FakeCaptureBrowser {
  const sent: SentCommand[] = [];
  const log: string[] = [];
  const watchers = new Set<() => void>();
  const listeners = new Set<(event: CdpEvent) => void>();
  let options: CaptureLaunchOptions | null = null;
  let count = 0;

  const target: CaptureTarget = {
    intercepts: true,
    observes: true,
    async send(method, params = {}) {
      sent.push({ method, params: params as Record<string, unknown> });
      for (const watch of watchers) watch();
      return answers[method] ?? {};
    },
    listen: (listener) => void listeners.add(listener),
  };
  const find = (fits: (command: SentCommand) => boolean) =>
    new Promise<SentCommand>((resolve) => {
      const look = () => {
        const found = sent.find(fits);
        if (!found) return;
        watchers.delete(look);
        resolve(found);
      };
      watchers.add(look);
      look();
    });
  const tell = (event: CdpEvent) => {
    for (const listener of listeners) listener(event);
  };
  return {
    sent,
    log,
    tell,
    async launch(given) {
      log.push('launch');
      if (failure) throw failure;
      options = given;
      await given.onTarget(target);
      return {
        async openWindow() {
          log.push('window');
          return target;
        },
        closeWindows: async () => void log.push('close windows'),
        close: async () => void log.push('close'),
      };
    },
    whenSent: (method) => find((command) => command.method === method),
    hold(paused) {
      count += 1;
      const requestId = `held-${count}`;
      const request = { url: 'https://id.acme.example/', method: 'GET', headers: {}, ...paused.request };
      const params = { frameId: 'frame-1', resourceType: 'Document', ...paused, requestId, request };
      tell({ method: 'Fetch.requestPaused', params });
      return find(({ method, params }) => DECISIONS.includes(method) && params['requestId'] === requestId);
    },
    closeByUser: () => options?.onWindowsClosed(),
  };
}
