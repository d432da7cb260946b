import { HOST_METHODS, type HostEvent, type HostMethod, type HostMethods } from '@shared/contract/host-api';
import { ok } from '@shared/contract/result';
import type { ServedHost } from '@shared/contract/served-host';
import { SAMPLE_OUTPUTS } from './host-samples';

export interface StubHost extends ServedHost {
  /** Every call that came through, in order, with the input as the host saw it. */
  calls: { method: HostMethod; input: unknown }[];
  emit(event: HostEvent): void;
  listenerCount(): number;
}

/** A host that answers the samples, remembers its calls and emits what it is told to. */
export function createStubHost(overrides: Partial<HostMethods> = {}): StubHost {
  const calls: StubHost['calls'] = [];
  const listeners = new Set<(event: HostEvent) => void>();
  const entries = HOST_METHODS.map((method) => [
    method,
    async (input: unknown) => {
      calls.push({ method, input });
      const override = overrides[method] as ((input: unknown) => Promise<unknown>) | undefined;
      return override ? override(input) : ok(SAMPLE_OUTPUTS[method]);
    },
  ]);
  return {
    methods: Object.fromEntries(entries) as HostMethods,
    calls,
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    emit(event) {
      for (const listener of listeners) listener(event);
    },
    listenerCount: () => listeners.size,
  };
}
