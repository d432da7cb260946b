import { callHost } from '@shared/contract/call-host';
import type { ServedHost } from '@shared/contract/served-host';
import { sortByLastUse } from '@shared/library/recent-profiles';
import type { Preferences, Theme } from '@shared/model/preferences';
import type { StoredProfile } from '@shared/model/profile';
import type { SessionSummary } from '@shared/model/session';

export interface NativeParts {
  showRecentProfiles(profiles: { id: string; name: string }[]): void;
  showTheme(theme: Theme): void;
}

const MAX_RECENT = 8;

/** Sessions that are looked through for the profiles that ran last. */
const MAX_SESSIONS = 100;

/**
 * What of the window is the platform's own follows the host: the recent profiles of the menu bar, and the theme of
 * menus and dialogs. Returns the function that ends it.
 */
export function followHost(host: ServedHost, { showRecentProfiles, showTheme }: NativeParts): () => void {
  let shown: string | null = null;
  const refresh = async () => {
    const profiles = await callHost(host.methods, 'listProfiles', {});
    const sessions = await callHost(host.methods, 'listSessions', { limit: MAX_SESSIONS });
    if (!profiles.ok || !sessions.ok) return;
    const recent = sortByLastUse(profiles.value as StoredProfile[], sessions.value as SessionSummary[])
      .slice(0, MAX_RECENT)
      .map(({ id, profile }) => ({ id, name: profile.name }));
    // A run changes the sessions many times, the menu at most once.
    const key = JSON.stringify(recent);
    if (key === shown) return;
    shown = key;
    showRecentProfiles(recent);
  };
  const readTheme = async () => {
    const preferences = await callHost(host.methods, 'readPreferences', {});
    if (preferences.ok) showTheme((preferences.value as Preferences).theme);
  };
  void refresh();
  void readTheme();
  return host.subscribe((event) => {
    if (event.type === 'profiles-changed' || event.type === 'sessions-changed') void refresh();
    if (event.type === 'preferences-changed') showTheme(event.preferences.theme);
  });
}
