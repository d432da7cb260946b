import { runCommand } from '../commands/commands';
import type { HostClient } from '../host/client';
import type { AppStore } from './app-store';

/**
 * Ties the store to the host's pushes. Whatever was missed while the line was down is read again each
 * time it stands. Returns the function that ends it.
 */
export function connectStore(store: AppStore, host: HostClient): () => void {
  const unsubscribe = host.subscribe((event) => {
    const state = store.getState();
    switch (event.type) {
      case 'trace':
        return state.receiveEvents(event.sessionId, event.events);
      case 'sessions-changed':
        return void state.loadSessions();
      case 'profiles-changed':
        return void state.loadProfiles();
      case 'preferences-changed':
        return state.receivePreferences(event.preferences);
      case 'call-progress':
        return state.receiveProgress(event.callId, event.share);
      case 'mutation-run-changed':
        return void state.refreshMistakes(event.mutationRunId);
      case 'menu-command':
        return runCommand(event.command, state);
      case 'show-profile':
        return state.selectProfile(event.profileId);
      case 'show-session':
        return void state.openSession(event.sessionId);
      case 'host-warning':
        return state.addNotice('warn', event.message);
    }
  });
  const unwatch = host.watchConnection((connection) => {
    store.setState({ connection });
    if (connection === 'connected' || connection === 'crowded') void readEverything(store);
  });
  return () => {
    unsubscribe();
    unwatch();
  };
}

async function readEverything(store: AppStore): Promise<void> {
  const state = store.getState();
  await Promise.all([
    state.loadCapabilities(),
    state.loadPreferences(),
    state.loadProfiles(),
    state.loadFaults(),
    state.loadSessions(),
    state.rereadOpenSession(),
  ]);
  store.getState().resumeRun();
  store.setState({ isLoaded: true });
}
