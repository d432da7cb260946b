import type { MessageBoxSyncOptions, Rectangle, Session, WebContents } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { PAGE_URL } from '../../../../src/main/electron/page-address';
import {
  askBeforeUnload,
  buildWindowOptions,
  guardContents,
  guardPermissions,
} from '../../../../src/main/electron/window';

const DISPLAY: Rectangle = { x: 0, y: 0, width: 1920, height: 1080 };

describe('the window', () => {
  it('gives its page a sandbox and no Node', () => {
    const { webPreferences } = buildWindowOptions({
      preloadPath: 'p.cjs',
      state: null,
      workAreas: [DISPLAY],
    });
    expect(webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
    });
  });

  it('opens where it was, unless that display is gone', () => {
    const state = { bounds: { x: 2000, y: 50, width: 900, height: 600 }, isMaximized: false };
    const open = (workAreas: Rectangle[]) => buildWindowOptions({ preloadPath: 'p.cjs', state, workAreas });
    expect(open([DISPLAY, { ...DISPLAY, x: 1920 }])).toMatchObject(state.bounds);
    expect(open([DISPLAY])).toMatchObject({ width: 1280, height: 800 });
    expect(open([DISPLAY])).not.toHaveProperty('x');
  });
});

/** A stand-in for Electron's contents: collects the handlers and fires them. */
function createContents() {
  const handlers = new Map<string, (event: object) => void>();
  let openHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });
  const contents = {
    on: (name: string, handler: (event: object) => void) => handlers.set(name, handler),
    setWindowOpenHandler: (handler: typeof openHandler) => {
      openHandler = handler;
    },
  } as unknown as WebContents;
  const isPrevented = (name: string, details: object) => {
    const preventDefault = vi.fn();
    handlers.get(name)?.({ ...details, preventDefault });
    return preventDefault.mock.calls.length > 0;
  };
  return { contents, isPrevented, openWindow: (url: string) => openHandler({ url }) };
}

describe('the contents of a window', () => {
  const openExternal = vi.fn(async () => {});
  const page = createContents();
  guardContents(page.contents, { pageUrl: PAGE_URL, openExternal });

  const elsewhere = [
    'https://evil.example/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'app://other/index.html',
    'http://grantscope/index.html',
    'about:blank',
    '',
  ];
  it.each(elsewhere)('do not navigate to "%s", neither by itself nor by a redirect', (url) => {
    expect(page.isPrevented('will-frame-navigate', { url, isMainFrame: true })).toBe(true);
    expect(page.isPrevented('will-redirect', { url })).toBe(true);
  });

  it('may reload', () => {
    expect(page.isPrevented('will-frame-navigate', { url: PAGE_URL, isMainFrame: true })).toBe(false);
  });

  it('navigate no frame within the page, not even to the page', () => {
    expect(page.isPrevented('will-frame-navigate', { url: PAGE_URL, isMainFrame: false })).toBe(true);
  });

  it('attach no webview', () => {
    expect(page.isPrevented('will-attach-webview', {})).toBe(true);
  });

  it('open no window; a link goes to the wrapper around the browser', () => {
    expect(page.openWindow('https://www.rfc-editor.org/rfc/rfc6749')).toEqual({ action: 'deny' });
    expect(openExternal).toHaveBeenLastCalledWith('https://www.rfc-editor.org/rfc/rfc6749');
  });

  it('survive a link that the wrapper refuses', () => {
    openExternal.mockRejectedValueOnce(new Error('refused'));
    expect(page.openWindow('file:///etc/passwd')).toEqual({ action: 'deny' });
  });
});

describe('a window with unsaved changes', () => {
  it('closes only where the user discards them, and stays where the question is dismissed', () => {
    const page = createContents();
    const questions: MessageBoxSyncOptions[] = [];
    let answer = '';
    askBeforeUnload(page.contents, (options) => {
      questions.push(options);
      return answer === '' ? (options.cancelId ?? -1) : (options.buttons ?? []).indexOf(answer);
    });
    const isClosed = () => page.isPrevented('will-prevent-unload', {});
    expect(isClosed()).toBe(false);
    answer = 'Keep editing';
    expect(isClosed()).toBe(false);
    answer = 'Discard';
    expect(isClosed()).toBe(true);
    expect(questions).toHaveLength(3);
  });
});

describe('a permission', () => {
  type Ask = (
    contents: null,
    permission: string,
    answer: (granted: boolean) => void,
    details: object,
  ) => void;
  type Check = (contents: null, permission: string, origin: string) => boolean;
  let ask: Ask = () => {};
  let check: Check = () => true;
  let isDeviceAllowed: () => boolean = () => true;
  guardPermissions(
    {
      setPermissionRequestHandler: (handler: Ask) => {
        ask = handler;
      },
      setPermissionCheckHandler: (handler: Check) => {
        check = handler;
      },
      setDevicePermissionHandler: (handler: () => boolean) => {
        isDeviceAllowed = handler;
      },
    } as unknown as Session,
    PAGE_URL,
  );
  const request = (permission: string, requestingUrl: string, isMainFrame = true) => {
    const answers: boolean[] = [];
    ask(null, permission, (granted) => answers.push(granted), { requestingUrl, isMainFrame });
    return answers;
  };

  it.each(['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'fileSystem', 'usb'])(
    'for %s is denied to our own page',
    (permission) => {
      expect(request(permission, PAGE_URL)).toEqual([false]);
      expect(check(null, permission, 'app://grantscope')).toBe(false);
    },
  );

  it('to copy is granted to our own page only', () => {
    const copy = 'clipboard-sanitized-write';
    expect(request(copy, PAGE_URL)).toEqual([true]);
    expect(check(null, copy, 'app://grantscope/')).toBe(true);
    expect(request(copy, 'https://evil.example/')).toEqual([false]);
    expect(request(copy, PAGE_URL, false)).toEqual([false]);
    expect(check(null, copy, 'https://evil.example')).toBe(false);
  });

  it('for a device is denied', () => {
    expect(isDeviceAllowed()).toBe(false);
  });
});
