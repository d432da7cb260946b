import type { HostApi } from '@shared/contract/host-api';
import type { HostClient } from './client';
import { createIpcClient } from './ipc-client';
import { takeLaunchCode } from './launch-code';
import { createWebClient } from './web-client';

declare global {
  interface Window {
    /** Put there by the preload script of the desktop window; absent in a browser. */
    grantscope?: HostApi;
  }
}

/** Picks the binding. The one place that knows there are two. */
export function createHostClient(): HostClient {
  if (window.grantscope) return createIpcClient(window.grantscope);
  const launchCode = takeLaunchCode(window.location, window.history);
  return createWebClient({ launchCode, tokens: window.localStorage });
}
