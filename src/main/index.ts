import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { EVENT_CHANNEL } from '@shared/contract/ipc-channels';
import type { ShellEvent } from '@shared/contract/shell-event';
import {
  app,
  BrowserWindow,
  type BrowserWindowConstructorOptions,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
} from 'electron';
import { composeHost } from './compose-host';
import { describeBug } from './describe-bug';
import { createElectronLauncher } from './electron/capture-transport';
import { followHost } from './electron/follow-host';
import { bindIpc } from './electron/ipc-binding';
import { buildMenuTemplate } from './electron/menu';
import { findRecordings, openRecording } from './electron/open-recording';
import { APP_SCHEME, PAGE_URL } from './electron/page-address';
import { createElectronPrinter } from './electron/print-transport';
import { APP_SCHEMES, createAppProtocolHandler } from './electron/protocol';
import { createOpenExternal, createSafeStorage } from './electron/services';
import { askBeforeUnload, buildWindowOptions, guardContents, guardPermissions } from './electron/window';
import { keepWindowState, readWindowState } from './electron/window-state';
import { readRecording } from './import/read-recording';
import { findPackageFolder } from './package-folder';
import { loadStaticFiles } from './web/static-files';

/** The desktop app. Everything here needs Electron; what can be tested without it is in the imports. */

const out = join(findPackageFolder(), 'out');
// Set by "electron-vite dev" only; a packaged app has one page.
const pageUrl = (!app.isPackaged && process.env['ELECTRON_RENDERER_URL']) || PAGE_URL;
const openExternal = createOpenExternal(shell);
const log = (message: string) => process.stderr.write(`grantscope: ${message}\n`);
const onBug = (error: unknown) => log(describeBug(error));

const ownWindows = (purpose: string) => ({
  createWindow: (options: BrowserWindowConstructorOptions) => new BrowserWindow(options),
  createSession: (partition: string) => session.fromPartition(partition, { cache: false }),
  nextPartition: () => `${purpose}-${randomBytes(8).toString('hex')}`,
});

protocol.registerSchemesAsPrivileged(APP_SCHEMES);
app.enableSandbox();
app.on('web-contents-created', (_event, contents) => {
  // Windows to capture and to print in have sessions of their own, and are guarded where they are made.
  if (contents.session === session.defaultSession) guardContents(contents, { pageUrl, openExternal });
});

/** Files that the desktop asked for before the host was there. */
const earlyFiles = findRecordings(process.argv);
let openFile = (path: string): void => void earlyFiles.push(path);
app.on('open-file', (event, path) => {
  event.preventDefault();
  openFile(path);
});

if (app.requestSingleInstanceLock()) start().catch(refuseToStart);
else app.quit();

async function start(): Promise<void> {
  app.on('window-all-closed', () => process.platform === 'darwin' || app.quit());
  await app.whenReady();

  if (pageUrl === PAGE_URL) {
    const files = loadStaticFiles(join(out, 'renderer'));
    protocol.handle(APP_SCHEME, createAppProtocolHandler(files, randomBytes));
  }
  guardPermissions(session.defaultSession, pageUrl);
  const { host, close } = await composeHost({
    environment: process.env,
    openBrowser: openExternal,
    captureBrowser: { launch: createElectronLauncher(ownWindows('capture')), reason: null },
    printer: { print: createElectronPrinter(ownWindows('print')), reason: null },
    safeStorage: createSafeStorage(safeStorage, process.platform),
    isOwnOrigin: () => false,
    log,
  });
  const listPages = () => listOwnWindows().map((window) => window.webContents);
  const unbind = bindIpc({ host, ipcMain, pageUrl, listPages, onBug });
  openFile = (path) =>
    void openRecording(path, {
      host,
      readRecording,
      send: sendToPage,
      refuse: (reason) => dialog.showErrorBox('The recording cannot be opened', reason),
    });
  const unfollow = followHost(host, {
    showTheme: (theme) => {
      nativeTheme.themeSource = theme;
    },
    showRecentProfiles: (recentProfiles) => {
      const menu = { platform: process.platform, recentProfiles, send: sendToPage, openFile: askForFile };
      Menu.setApplicationMenu(Menu.buildFromTemplate(buildMenuTemplate(menu)));
    },
  });
  closeBeforeQuit(async () => {
    unfollow();
    unbind();
    await close();
  });
  app.on('second-instance', (_event, argv, folder) => {
    showWindow();
    for (const path of findRecordings(argv)) openFile(resolve(folder, path));
  });
  app.on('activate', showWindow);
  openWindow(() => {
    for (const path of earlyFiles.splice(0)) openFile(resolve(path));
  });
}

/** To the window in front: the menu bar is its own. */
function sendToPage(event: ShellEvent): void {
  const windows = listOwnWindows();
  const window = windows.find((each) => each.isFocused()) ?? windows[0];
  window?.webContents.send(EVENT_CHANNEL, event);
}

function askForFile(): void {
  const filters = [
    { name: 'Recordings', extensions: ['har', 'json', 'txt', 'log'] },
    { name: 'All files', extensions: ['*'] },
  ];
  const [path] = dialog.showOpenDialogSync({ properties: ['openFile'], filters }) ?? [];
  if (path !== undefined) openFile(path);
}

/** Windows that show our page; windows to capture and to print in are none of them. */
function listOwnWindows(): BrowserWindow[] {
  return BrowserWindow.getAllWindows().filter(
    ({ webContents }) => webContents.session === session.defaultSession,
  );
}

function openWindow(onLoaded = () => {}): void {
  const statePath = join(app.getPath('userData'), 'window-state.json');
  const state = readWindowState(statePath);
  const workAreas = screen.getAllDisplays().map((display) => display.workArea);
  const preloadPath = join(out, 'preload', 'index.cjs');
  const window = new BrowserWindow(buildWindowOptions({ preloadPath, state, workAreas }));
  window.once('ready-to-show', () => {
    if (state?.isMaximized) window.maximize();
    window.show();
    onLoaded();
  });
  window.on('close', () => keepWindowState(statePath, window));
  askBeforeUnload(window.webContents, (options) => dialog.showMessageBoxSync(window, options));
  void window.loadURL(pageUrl).catch(refuseToStart);
}

function showWindow(): void {
  const [window] = listOwnWindows();
  if (!window) openWindow();
  else if (window.isMinimized()) window.restore();
  window?.focus();
}

/** Quits only once runs are ended and the store is closed. */
function closeBeforeQuit(close: () => Promise<void>): void {
  app.once('will-quit', (event) => {
    event.preventDefault();
    void close()
      .catch(onBug)
      .finally(() => app.exit(0));
  });
}

/** Says in a box what is missing: a desktop app that does not start has no terminal to say it in. */
function refuseToStart(error: unknown): void {
  onBug(error);
  const reason = error instanceof Error ? error.message : 'The reason is not known.';
  dialog.showErrorBox('Grantscope cannot start', reason);
  app.exit(70);
}
