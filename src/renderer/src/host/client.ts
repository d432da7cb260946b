import type { HostApi } from '@shared/contract/host-api';

/**
 * `lost`: the host stopped answering and is being tried again. `unauthorized`: it answers, but this page
 * has no right to it; only a new link helps. `crowded`: calls work, but the host has no event stream left.
 */
export type ConnectionState = 'connecting' | 'connected' | 'crowded' | 'lost' | 'unauthorized';

/** What every binding gives the renderer: the contract, and the state of the line to the host. */
export type HostClient = HostApi & {
  /** Tells the current state at once and each change after it; returns the function that ends it. */
  watchConnection(listener: (state: ConnectionState) => void): () => void;
  /** Tries a lost host again now instead of at the next turn. */
  retry(): void;
};
