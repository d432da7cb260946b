import type { HostApi, HostEvent } from '@shared/contract/host-api';
import { HOST_METHOD_NAMES } from '@shared/contract/host-methods';
import { EVENT_CHANNEL, nameCallChannel } from '@shared/contract/ipc-channels';
import { contextBridge, ipcRenderer } from 'electron';

/** The page gets one function per contract method and never names a channel. */
const methods = Object.fromEntries(
  HOST_METHOD_NAMES.map((method) => [
    method,
    (input: unknown) => ipcRenderer.invoke(nameCallChannel(method), input),
  ]),
);

const api = {
  ...methods,
  subscribe(listener: (event: HostEvent) => void) {
    // The IPC event object stays here: it leads back to ipcRenderer.
    const forward = (_: unknown, event: HostEvent) => listener(event);
    ipcRenderer.on(EVENT_CHANNEL, forward);
    return () => {
      ipcRenderer.off(EVENT_CHANNEL, forward);
    };
  },
} as HostApi;

contextBridge.exposeInMainWorld('grantscope', api);
