import type { HostEvent, HostMethods } from './host-api';

/** What a binding is given: the methods, to be called through `callHost` only, and the event feed. */
export interface ServedHost {
  methods: HostMethods;
  /** Returns the function that ends the subscription. */
  subscribe(listener: (event: HostEvent) => void): () => void;
}
