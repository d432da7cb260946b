import { EventEmitter } from 'node:events';
import type { BrowserWindow, BrowserWindowConstructorOptions, Session } from 'electron';
import { describe, expect, it } from 'vitest';
import { createElectronLauncher } from '../../../../src/main/electron/capture-transport';
import type { CaptureTarget, CdpEvent } from '../../../../src/main/front-channel/capture/cdp';

type Command = [method: string, params: unknown, sessionId: string | undefined];

/** A stand-in for Electron's window: its debugger remembers what it was sent. */
class FakeWindow extends EventEmitter {
  readonly commands: Command[] = [];
  attached: string | null = null;
  openHandler:
    | (() => { action: string; overrideBrowserWindowOptions: BrowserWindowConstructorOptions })
    | null = null;
  readonly webContents = Object.assign(new EventEmitter(), {
    debugger: Object.assign(new EventEmitter(), {
      attach: (version: string) => {
        this.attached = version;
      },
      sendCommand: async (method: string, params: unknown, sessionId?: string) => {
        this.commands.push([method, params, sessionId]);
        return { method };
      },
    }),
    setWindowOpenHandler: (handler: NonNullable<FakeWindow['openHandler']>) => {
      this.openHandler = handler;
    },
  });
  readonly options: BrowserWindowConstructorOptions;
  constructor(options: BrowserWindowConstructorOptions) {
    super();
    this.options = options;
  }
  destroy() {
    this.emit('closed');
  }
}

async function launch() {
  const windows: FakeWindow[] = [];
  const cleared: string[] = [];
  const partitions: string[] = [];
  const targets: CaptureTarget[] = [];
  const granted: boolean[] = [];
  let closings = 0;
  const session = Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: (
      handler: (contents: null, permission: string, answer: (isGranted: boolean) => void) => void,
    ) => handler(null, 'openExternal', (isGranted) => granted.push(isGranted)),
    setPermissionCheckHandler: (handler: () => boolean) => granted.push(handler()),
    setDevicePermissionHandler: (handler: () => boolean) => granted.push(handler()),
    clearStorageData: async () => void cleared.push('storage'),
    clearCache: async () => void cleared.push('cache'),
    clearAuthCache: async () => void cleared.push('logins'),
  });
  const start = createElectronLauncher({
    createWindow: (options) => {
      const window = new FakeWindow(options);
      windows.push(window);
      return window as unknown as BrowserWindow;
    },
    createSession: (partition) => {
      partitions.push(partition);
      return session as unknown as Session;
    },
    nextPartition: () => 'capture-1',
  });
  const browser = await start({
    onTarget: async (target) => void targets.push(target),
    onWindowsClosed: () => {
      closings += 1;
    },
  });
  const page = await browser.openWindow();
  const [window] = windows;
  if (!window) throw new Error('No window was made.');
  return { browser, page, window, targets, partitions, cleared, granted, session, closings: () => closings };
}

describe('the capture window in Electron', () => {
  it('is sandboxed and isolated, without Node or a preload, on a session in memory', async () => {
    const { window, partitions, session } = await launch();
    const { webPreferences } = window.options;
    expect(webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
    expect(webPreferences).not.toHaveProperty('preload');
    expect(webPreferences?.session).toBe(session);
    expect(partitions).toEqual(['capture-1']);
    expect(partitions[0]?.startsWith('persist:')).toBe(false);
  });

  it('grants nothing, not even to open another application, and downloads nothing', async () => {
    const { granted, session } = await launch();
    expect(granted).toEqual([false, false, false]);
    let isPrevented = false;
    session.emit('will-download', { preventDefault: () => (isPrevented = true) });
    expect(isPrevented).toBe(true);
  });

  it('sends commands to its page, and tells what the page tells', async () => {
    const { page, window, targets } = await launch();
    expect(window.attached).toBe('1.3');
    expect(targets).toEqual([page]);
    expect(await page.send('Page.enable')).toEqual({ method: 'Page.enable' });
    const told: CdpEvent[] = [];
    page.listen((event) => told.push(event));
    window.webContents.debugger.emit('message', {}, 'Page.loadEventFired', {});
    window.webContents.debugger.emit('message', {}, 'Page.loadEventFired', {}, 'frame-1');
    expect(told).toEqual([{ method: 'Page.loadEventFired', params: {} }]);
  });

  it('holds a frame in a process of its own until it is watched, and lets workers go', async () => {
    const { window, targets } = await launch();
    const attach = (sessionId: string, type: string) =>
      window.webContents.debugger.emit('message', {}, 'Target.attachedToTarget', {
        sessionId,
        targetInfo: { type },
      });
    attach('frame-1', 'iframe');
    attach('worker-1', 'worker');
    await expect
      .poll(() => window.commands.filter(([method]) => method === 'Runtime.runIfWaitingForDebugger').length)
      .toBe(2);
    expect(targets).toHaveLength(2);
    const ofFrame = window.commands
      .filter(([, , sessionId]) => sessionId === 'frame-1')
      .map(([method]) => method);
    expect(ofFrame).toEqual(['Target.setAutoAttach', 'Runtime.runIfWaitingForDebugger']);
  });

  it('watches the windows that a page opens, as safe as the first', async () => {
    const { window, targets, session, closings } = await launch();
    const answer = window.openHandler?.();
    expect(answer?.action).toBe('allow');
    expect(answer?.overrideBrowserWindowOptions.webPreferences).toMatchObject({ sandbox: true, session });
    const child = new FakeWindow({});
    window.webContents.emit('did-create-window', child);
    await expect.poll(() => targets.length).toBe(2);
    window.emit('closed');
    expect(closings()).toBe(0);
    child.emit('closed');
    expect(closings()).toBe(1);
  });

  it('is closed and forgotten with its run', async () => {
    const { browser, cleared, closings } = await launch();
    await browser.close();
    expect(closings()).toBe(1);
    expect(cleared).toEqual(['storage', 'cache', 'logins']);
  });
});
