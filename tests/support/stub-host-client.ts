import type { HostApi, HostMethods } from '@shared/contract/host-api';
import type { ConnectionState, HostClient } from '../../src/renderer/src/host/client';
import { createStubHost, type StubHost } from './stub-host';

export type StubHostClient = HostClient &
  Pick<StubHost, 'calls' | 'emit'> & {
    setConnection(state: ConnectionState): void;
  };

type ClientMethods = Omit<HostApi, 'subscribe'>;

/**
 * What the renderer talks to: the stub host behind a connection whose state a test sets. Nothing
 * validates in between, so inputs reach the host as the renderer wrote them.
 */
export function createStubHostClient(overrides: Partial<ClientMethods> = {}): StubHostClient {
  const { methods, calls, subscribe, emit } = createStubHost(overrides as Partial<HostMethods>);
  const watchers = new Set<(state: ConnectionState) => void>();
  let connection: ConnectionState = 'connecting';
  return {
    ...(methods as unknown as ClientMethods),
    calls,
    subscribe,
    emit,
    watchConnection(listener) {
      watchers.add(listener);
      listener(connection);
      return () => watchers.delete(listener);
    },
    retry() {},
    setConnection(state) {
      connection = state;
      for (const watcher of watchers) watcher(state);
    },
  };
}
