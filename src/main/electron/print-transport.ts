import type { BrowserWindow, BrowserWindowConstructorOptions, Session } from 'electron';
import { PAPER, type PrintPage } from '../print/print-ability';
import { SAFE_PAGE } from './safe-page';

export interface PrintWindows {
  createWindow(options: BrowserWindowConstructorOptions): BrowserWindow;
  /** A session in memory: the name must not begin with "persist:". */
  createSession(partition: string): Session;
  /** Makes a partition's name that no other print has. */
  nextPartition(): string;
}

/** A scheme of our own, in that one session only: a data URL may not be as long as a report. */
const SCHEME = 'grantscope-print';
const REPORT_URL = `${SCHEME}://report/`;

/** Prints in a window that is never shown, without scripts, on a session in which one address answers: the report. */
export function createElectronPrinter(windows: PrintWindows): PrintPage {
  return async (html) => {
    const session = windows.createSession(windows.nextPartition());
    guardSession(session);
    session.protocol.handle(SCHEME, () => buildAnswer(html));
    const window = windows.createWindow({
      show: false,
      webPreferences: { ...SAFE_PAGE, session, javascript: false },
    });
    try {
      const { webContents } = window;
      webContents.on('will-frame-navigate', (event) => event.preventDefault());
      webContents.on('will-attach-webview', (event) => event.preventDefault());
      webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
      await window.loadURL(REPORT_URL);
      return await webContents.printToPDF({
        pageSize: PAPER.size,
        preferCSSPageSize: PAPER.followsStyle,
        printBackground: PAPER.hasBackground,
        generateTaggedPDF: true,
        generateDocumentOutline: true,
      });
    } finally {
      window.destroy();
      session.protocol.unhandle(SCHEME);
      await session.clearStorageData();
    }
  };
}

function buildAnswer(html: string): Response {
  return new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8' } });
}

/** Whatever a report could ask for is refused, whoever wrote what stands in it. */
function guardSession(session: Session): void {
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: url !== REPORT_URL }));
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
}
