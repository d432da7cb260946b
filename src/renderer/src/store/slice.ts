import type { HostClient } from '../host/client';
import type { AppState } from './app-state';

/** What a slice is made with: the host, and the whole state of which it owns a part. */
export interface SliceContext {
  host: HostClient;
  set(change: Partial<AppState> | ((state: AppState) => Partial<AppState>)): void;
  get(): AppState;
}
