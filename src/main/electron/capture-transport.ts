import type { BrowserWindow, BrowserWindowConstructorOptions, Session, WebContents } from 'electron';
import type { CaptureTarget, CdpEvent, CdpListener, LaunchCapture } from '../front-channel/capture/cdp';
import { SAFE_PAGE } from './safe-page';

export interface CaptureWindows {
  createWindow(options: BrowserWindowConstructorOptions): BrowserWindow;
  /** A session in memory: the name must not begin with "persist:". */
  createSession(partition: string): Session;
  /** Makes a partition's name that no other run has. */
  nextPartition(): string;
}

const PROTOCOL_VERSION = '1.3';

/**
 * The capture window as a window of the app: sandboxed, isolated, without Node and without a preload, on a
 * session in memory that is cleared when the run is over. Pages are held and watched through their debugger.
 */
export function createElectronLauncher(windows: CaptureWindows): LaunchCapture {
  return async ({ onTarget, onWindowsClosed }) => {
    const session = windows.createSession(windows.nextPartition());
    guardSession(session);
    const open = new Set<BrowserWindow>();
    const adopt = (window: BrowserWindow): Promise<CaptureTarget> => {
      open.add(window);
      window.once('closed', () => {
        open.delete(window);
        if (open.size === 0) onWindowsClosed();
      });
      window.webContents.on('will-attach-webview', (event) => event.preventDefault());
      window.webContents.setWindowOpenHandler(() => ({
        action: 'allow',
        overrideBrowserWindowOptions: buildOptions(session),
      }));
      // A window that is closed at once cannot be watched any more.
      window.webContents.on('did-create-window', (child) => void adopt(child).catch(() => {}));
      return attach(window.webContents, onTarget);
    };
    const closeWindows = async () => {
      for (const window of [...open]) window.destroy();
    };
    return {
      openWindow: () => adopt(windows.createWindow({ ...buildOptions(session), width: 1000, height: 760 })),
      closeWindows,
      async close() {
        await closeWindows();
        await Promise.all([session.clearStorageData(), session.clearCache(), session.clearAuthCache()]);
      },
    };
  };
}

function buildOptions(session: Session): BrowserWindowConstructorOptions {
  return {
    title: 'Sign in - Grantscope',
    autoHideMenuBar: true,
    webPreferences: {
      session,
      ...SAFE_PAGE,
    },
  };
}

/** Pages of strangers: no permission, "openExternal" (another application) included, and no download. */
function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
}

/** The page, and each of its frames that gets a process of its own, is a target. */
async function attach(
  contents: WebContents,
  onTarget: (target: CaptureTarget) => Promise<void>,
): Promise<CaptureTarget> {
  const { debugger: connection } = contents;
  const listeners = new Map<string, Set<CdpListener>>();
  const toTarget = (sessionId: string): CaptureTarget => ({
    intercepts: true,
    observes: true,
    send: (method, params) =>
      sessionId === ''
        ? connection.sendCommand(method, params)
        : connection.sendCommand(method, params, sessionId),
    listen(listener) {
      const known = listeners.get(sessionId);
      if (known) known.add(listener);
      else listeners.set(sessionId, new Set([listener]));
    },
  });
  const adoptFrame = async ({ sessionId, targetInfo }: AttachedTarget) => {
    const frame = toTarget(sessionId);
    // Workers only need to be let go.
    if (targetInfo.type === 'iframe') {
      await followFrames(frame);
      await onTarget(frame);
    }
    await frame.send('Runtime.runIfWaitingForDebugger');
  };
  connection.attach(PROTOCOL_VERSION);
  connection.on('message', (_event, method: string, params: unknown, sessionId?: string) => {
    if (method === 'Target.attachedToTarget') void adoptFrame(params as AttachedTarget).catch(() => {});
    for (const listener of listeners.get(sessionId ?? '') ?? []) listener({ method, params } as CdpEvent);
  });
  const page = toTarget('');
  await followFrames(page);
  await onTarget(page);
  return page;
}

interface AttachedTarget {
  sessionId: string;
  targetInfo: { type: string };
}

async function followFrames(target: CaptureTarget): Promise<void> {
  await target.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
  });
}
