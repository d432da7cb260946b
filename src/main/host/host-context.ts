import type { HostEvent } from '@shared/contract/host-api';
import type { CallRegistry } from './call-registry';
import type { DeletionShelf } from './deletion-shelf';
import type { ImportRegistry } from './import-registry';
import type { MutationRunRegistry } from './mutation-run-registry';
import type { RunRegistry } from './run-registry';
import type { HostServices } from './services';

/** What every group of methods is made from. */
export interface HostContext {
  services: HostServices;
  runs: RunRegistry;
  mutationRuns: MutationRunRegistry;
  /** What can still be brought back. */
  shelf: DeletionShelf;
  imports: ImportRegistry;
  calls: CallRegistry;
  emit(event: HostEvent): void;
}
