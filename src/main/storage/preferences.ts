import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { type Preferences, preferencesSchema } from '@shared/model/preferences';
import type { PreferenceStore } from '../host/services';
import { toStorageError } from './storage-error';

/** A JSON file of its own, readable by its owner; null keeps them in memory. */
export function createPreferenceStore(path: string | null): PreferenceStore {
  let current = path === null ? preferencesSchema.parse({}) : readPreferences(path);
  return {
    read: () => current,
    save(preferences) {
      if (path !== null) writePreferences(path, preferences);
      current = preferences;
    },
  };
}

/** A file that is missing or damaged counts as no choice made. */
function readPreferences(path: string): Preferences {
  try {
    return preferencesSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return preferencesSchema.parse({});
  }
}

/** Written beside it and renamed, so that a crash leaves the old file or the new one. */
function writePreferences(path: string, preferences: Preferences): void {
  try {
    writeFileSync(`${path}.new`, `${JSON.stringify(preferences)}\n`, { mode: 0o600 });
    renameSync(`${path}.new`, path);
  } catch (error) {
    throw toStorageError(error, 'Saving the preferences');
  }
}
