import type {
  BrowserWindowConstructorOptions,
  MessageBoxSyncOptions,
  Rectangle,
  Session,
  WebContents,
} from 'electron';
import type { OpenBrowser } from '../front-channel/system-browser';
import { isOwnPage } from './page-address';
import { SAFE_PAGE } from './safe-page';
import { isReachable, type WindowState } from './window-state';

export interface WindowOptions {
  preloadPath: string;
  state: WindowState | null;
  /** Of the displays that are there now. */
  workAreas: Rectangle[];
}

/** The page is sandboxed and isolated and has no Node; some of this is Electron's default, none is left to it. */
export function buildWindowOptions(options: WindowOptions): BrowserWindowConstructorOptions {
  const { preloadPath, state, workAreas } = options;
  const bounds = state && isReachable(state.bounds, workAreas) ? state.bounds : { width: 1280, height: 800 };
  return {
    ...bounds,
    minWidth: 720,
    minHeight: 480,
    show: false,
    webPreferences: {
      preload: preloadPath,
      ...SAFE_PAGE,
    },
  };
}

export interface ContentsPolicy {
  pageUrl: string;
  openExternal: OpenBrowser;
}

/** For every contents that is ever created: it stays on our page, and a link out opens the user's browser. */
export function guardContents(
  contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>,
  { pageUrl, openExternal }: ContentsPolicy,
): void {
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isOwnPage(event.url, pageUrl)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isOwnPage(event.url, pageUrl)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    void openExternal(url).catch(() => {});
    return { action: 'deny' };
  });
}

/**
 * Asks before the window closes over unsaved changes: the page holds it open, and without a question
 * nobody would know why. `ask` answers with the index of the button.
 */
export function askBeforeUnload(
  contents: Pick<WebContents, 'on'>,
  ask: (options: MessageBoxSyncOptions) => number,
): void {
  contents.on('will-prevent-unload', (event) => {
    const answer = ask({
      type: 'question',
      message: 'Discard the unsaved changes?',
      detail: 'A profile has changes that were not saved.',
      buttons: ['Keep editing', 'Discard'],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    // Here the default is to stay.
    if (answer === 1) event.preventDefault();
  });
}

/** Copying to the clipboard is all the page ever asks for. */
export function guardPermissions(
  session: Pick<
    Session,
    'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
  >,
  pageUrl: string,
): void {
  const isAllowed = (permission: string, url: string) =>
    permission === 'clipboard-sanitized-write' && isOwnPage(url, pageUrl);
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(details.isMainFrame && isAllowed(permission, details.requestingUrl));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) =>
    isAllowed(permission, requestingOrigin),
  );
  session.setDevicePermissionHandler(() => false);
}
