import type { HostApi } from '@shared/contract/host-api';
import type { HostClient } from './client';

/** The binding of the desktop window: the preload's object is the contract already, and it cannot be lost. */
export function createIpcClient(bridge: HostApi): HostClient {
  return {
    ...bridge,
    watchConnection(listener) {
      listener('connected');
      return () => {};
    },
    retry() {},
  };
}
