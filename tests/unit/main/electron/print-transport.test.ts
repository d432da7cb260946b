import { EventEmitter } from 'node:events';
import type { BrowserWindow, BrowserWindowConstructorOptions, PrintToPDFOptions, Session } from 'electron';
import { describe, expect, it } from 'vitest';
import { createElectronPrinter } from '../../../../src/main/electron/print-transport';

const PDF = Buffer.from('%PDF-1.4');

/** Electron as far as a print needs it: a session with its handlers, and a window that asks the session for its page. */
function buildElectron({ fails = false } = {}) {
  const log: string[] = [];
  const granted: boolean[] = [];
  const asked: { options?: BrowserWindowConstructorOptions; pdf?: PrintToPDFOptions; page?: string } = {};
  let answer: (() => Response) | null = null;
  let isAllowed: (url: string) => boolean = () => true;
  const session = Object.assign(new EventEmitter(), {
    protocol: {
      handle: (_scheme: string, handler: () => Response) => {
        answer = handler;
      },
      unhandle: (scheme: string) => void log.push(`unhandle ${scheme}`),
    },
    webRequest: {
      onBeforeRequest: (
        judge: (details: { url: string }, answer: (verdict: { cancel: boolean }) => void) => void,
      ) => {
        isAllowed = (url) => {
          let isCancelled = true;
          judge({ url }, ({ cancel }) => {
            isCancelled = cancel;
          });
          return !isCancelled;
        };
      },
    },
    setPermissionRequestHandler: (
      handler: (contents: null, permission: string, answer: (isGranted: boolean) => void) => void,
    ) => handler(null, 'openExternal', (isGranted) => granted.push(isGranted)),
    setPermissionCheckHandler: (handler: () => boolean) => granted.push(handler()),
    setDevicePermissionHandler: (handler: () => boolean) => granted.push(handler()),
    clearStorageData: async () => void log.push('cleared'),
  });
  let opened: { action: string } | null = null;
  const webContents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: (handler: () => { action: string }) => {
      opened = handler();
    },
    printToPDF: async (options: PrintToPDFOptions) => {
      asked.pdf = options;
      if (fails) throw new Error('The renderer is gone.');
      return PDF;
    },
  });
  const window = {
    webContents,
    loadURL: async (url: string) => {
      if (!isAllowed(url) || !answer) throw new Error('ERR_BLOCKED_BY_CLIENT');
      asked.page = await answer().text();
    },
    destroy: () => void log.push('destroyed'),
  };
  const print = createElectronPrinter({
    createWindow: (options) => {
      asked.options = options;
      return window as unknown as BrowserWindow;
    },
    createSession: (partition) => {
      log.push(partition);
      return session as unknown as Session;
    },
    nextPartition: () => 'print-1',
  });
  return {
    print,
    log,
    granted,
    asked,
    session,
    webContents,
    isAllowed: (url: string) => isAllowed(url),
    opened: () => opened,
  };
}

describe('the print of the desktop app', () => {
  it('shows the report to nobody, in a sandbox without scripts, and answers its PDF', async () => {
    const { print, asked } = buildElectron();
    expect(Buffer.from(await print('<p>Zoë</p>'))).toEqual(PDF);
    expect(asked.page).toBe('<p>Zoë</p>');
    expect(asked.options).toMatchObject({
      show: false,
      webPreferences: { sandbox: true, javascript: false, nodeIntegration: false, contextIsolation: true },
    });
    expect(asked.options?.webPreferences?.preload).toBeUndefined();
    expect(asked.pdf).toMatchObject({
      generateTaggedPDF: true,
      generateDocumentOutline: true,
      preferCSSPageSize: true,
    });
  });

  it('fetches nothing but the report, goes nowhere and grants nothing', async () => {
    const { print, isAllowed, session, webContents, granted, opened } = buildElectron();
    await print('');
    for (const url of [
      'https://id.example/',
      'http://127.0.0.1/',
      'file:///etc/passwd',
      'app://grantscope/',
    ]) {
      expect(isAllowed(url)).toBe(false);
    }
    expect(granted).toEqual([false, false, false]);
    expect(opened()).toEqual({ action: 'deny' });
    const isPrevented = (emitter: EventEmitter, name: string) => {
      let count = 0;
      emitter.emit(name, { preventDefault: () => (count += 1) });
      return count === 1;
    };
    expect(isPrevented(webContents, 'will-frame-navigate')).toBe(true);
    expect(isPrevented(webContents, 'will-attach-webview')).toBe(true);
    expect(isPrevented(session, 'will-download')).toBe(true);
  });

  it('leaves nothing behind, also where the print fails', async () => {
    const sound = buildElectron();
    await sound.print('');
    const failing = buildElectron({ fails: true });
    await expect(failing.print('')).rejects.toThrow('The renderer is gone.');
    for (const { log } of [sound, failing]) {
      expect(log).toEqual(['print-1', 'destroyed', 'unhandle grantscope-print', 'cleared']);
    }
  });
});
