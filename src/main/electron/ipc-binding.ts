import { callHost } from '@shared/contract/call-host';
import { HOST_METHOD_NAMES } from '@shared/contract/host-methods';
import { EVENT_CHANNEL, nameCallChannel } from '@shared/contract/ipc-channels';
import { fail } from '@shared/contract/result';
import type { ServedHost } from '@shared/contract/served-host';
import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import { isOwnPage } from './page-address';

export interface IpcBindingOptions {
  host: ServedHost;
  ipcMain: Pick<IpcMain, 'handle' | 'removeHandler'>;
  pageUrl: string;
  /** Who is sent the host's events. */
  listPages(): Pick<WebContents, 'send' | 'isDestroyed'>[];
  /** Told the bug behind an `internal` answer, whose text never goes to the page. */
  onBug(error: unknown): void;
}

/** The binding of the host contract to Electron IPC. Returns the function that ends it. */
export function bindIpc({ host, ipcMain, pageUrl, listPages, onBug }: IpcBindingOptions): () => void {
  for (const method of HOST_METHOD_NAMES) {
    ipcMain.handle(nameCallChannel(method), async (event, input: unknown) => {
      if (!isFromOwnPage(event, pageUrl)) return fail('unauthorized', 'This page may not call the host.');
      return callHost(host.methods, method, input, onBug);
    });
  }
  const unsubscribe = host.subscribe((event) => {
    for (const page of listPages()) if (!page.isDestroyed()) page.send(EVENT_CHANNEL, event);
  });
  return () => {
    unsubscribe();
    for (const method of HOST_METHOD_NAMES) ipcMain.removeHandler(nameCallChannel(method));
  };
}

/** The frame is null once it has navigated away or is gone; a frame within the page is not the page. */
function isFromOwnPage({ senderFrame }: Pick<IpcMainInvokeEvent, 'senderFrame'>, pageUrl: string): boolean {
  return senderFrame !== null && senderFrame.parent === null && isOwnPage(senderFrame.url, pageUrl);
}
