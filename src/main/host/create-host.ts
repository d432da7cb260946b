import type { HostEvent, HostMethods } from '@shared/contract/host-api';
import { createCallRegistry } from './call-registry';
import { createDeletionShelf } from './deletion-shelf';
import type { HostContext } from './host-context';
import { createImportRegistry } from './import-registry';
import { createCallMethods } from './methods/calls';
import { createComparisonMethods } from './methods/comparisons';
import { createDiscoveryMethods } from './methods/discovery';
import { createDriveMethods } from './methods/drive';
import { createImportMethods } from './methods/imports';
import { createMutationMethods } from './methods/mutations';
import { createPreferenceMethods } from './methods/preferences';
import { createProfileMethods } from './methods/profiles';
import { createReportMethods } from './methods/reports';
import { createRunMethods } from './methods/runs';
import { createSessionMethods } from './methods/sessions';
import { createUndoMethods } from './methods/undo';
import { createMutationRunRegistry } from './mutation-run-registry';
import { createRunRegistry } from './run-registry';
import type { HostServices } from './services';
import { createSteadySessionStore } from './steady-session-store';

export interface Host {
  methods: HostMethods;
  subscribe(listener: (event: HostEvent) => void): () => void;
  /** Cancels what runs, waits for it, and ends the subscriptions. */
  close(): Promise<void>;
}

/** The only implementation of the contract; the bindings carry it to a user interface unchanged. */
export function createHost(services: HostServices): Host {
  const listeners = new Set<(event: HostEvent) => void>();
  const emit = (event: HostEvent) => {
    for (const listener of listeners) listener(event);
  };
  const runs = createRunRegistry();
  const mutationRuns = createMutationRunRegistry();
  const shelf = createDeletionShelf(services.randomId);
  const imports = createImportRegistry();
  const calls = createCallRegistry();
  const context: HostContext = {
    services: { ...services, sessions: createSteadySessionStore(services.sessions, emit) },
    runs,
    mutationRuns,
    shelf,
    imports,
    calls,
    emit,
  };
  return {
    methods: {
      ...createProfileMethods(context),
      ...createPreferenceMethods(context),
      ...createDiscoveryMethods(context),
      ...createRunMethods(context),
      ...createDriveMethods(context),
      ...createMutationMethods(context),
      ...createSessionMethods(context),
      ...createUndoMethods(context),
      ...createImportMethods(context),
      ...createReportMethods(context),
      ...createComparisonMethods(context),
      ...createCallMethods(context),
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      imports.endAll();
      calls.cancelAll();
      // First the sets, which would begin their next run.
      await mutationRuns.cancelAll();
      await runs.cancelAll();
      shelf.clear();
      listeners.clear();
    },
  };
}
