import { HOST_METHODS, type HostApi, type HostEvent, type HostMethod } from '@shared/contract/host-api';
import { ok } from '@shared/contract/result';
import type { ConnectionState, HostClient } from '../../src/renderer/src/host/client';
import { SAMPLE_OUTPUTS } from './host-samples';

export type StubHostClient = HostClient & {
  calls: { method: HostMethod; input: unknown }[];
  emit(event: HostEvent): void;
  setConnection(state: ConnectionState): void;
};

/** What the renderer talks to: answers the samples unless told otherwise, and remembers its calls. */
export function createStubHostClient(overrides: Partial<Omit<HostApi, 'subscribe'>> = {}): StubHostClient {
  const calls: StubHostClient['calls'] = [];
  const listeners = new Set<(event: HostEvent) => void>();
  const watchers = new Set<(state: ConnectionState) => void>();
  let connection: ConnectionState = 'connecting';
  const entries = HOST_METHODS.map((method) => [
    method,
    async (input: unknown) => {
      calls.push({ method, input });
      const override = overrides[method] as ((input: unknown) => Promise<unknown>) | undefined;
      return override ? override(input) : ok(SAMPLE_OUTPUTS[method]);
    },
  ]);
  return {
    ...(Object.fromEntries(entries) as Omit<HostApi, 'subscribe'>),
    calls,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    watchConnection(listener) {
      watchers.add(listener);
      listener(connection);
      return () => watchers.delete(listener);
    },
    retry() {},
    emit(event) {
      for (const listener of listeners) listener(event);
    },
    setConnection(state) {
      connection = state;
      for (const watcher of watchers) watcher(state);
    },
  };
}
