import { searchCatalog } from '@shared/diagnosis/search';
import { sortByLastUse } from '@shared/library/recent-profiles';
import type { AppState } from '../store/app-state';
import { formatDateTime } from '../ui/format';
import type { PaletteRow } from '../ui/Palette';
import { formatShortcut } from '../ui/shortcut';
import { isAvailable } from './command';
import { COMMANDS } from './commands';

/** A row of the palette. */
export interface PaletteItem extends PaletteRow {
  run(state: AppState): void;
}

/** Sessions and catalog entries are many: the newest of the former, the best of the latter once something is typed. */
const MAX_SESSIONS = 20;
const MAX_ENTRIES = 12;
const MIN_SEARCH = 2;

export function listPaletteItems(state: AppState, search: string): PaletteItem[] {
  return [
    ...listCommands(state),
    ...listProfiles(state),
    ...listSessions(state),
    ...(search.trim().length >= MIN_SEARCH ? listEntries(search) : []),
  ];
}

function listCommands(state: AppState): PaletteItem[] {
  return COMMANDS.filter((command) => isAvailable(command, state)).map(
    ({ id, title, group, shortcut, keywords = '', run }) => ({
      id: `command ${id}`,
      group,
      title,
      hint: shortcut ? formatShortcut(shortcut) : null,
      keywords,
      run,
    }),
  );
}

function listProfiles({ profiles, sessions }: AppState): PaletteItem[] {
  return sortByLastUse(profiles, sessions).map(({ id, profile }) => ({
    id: `profile ${id}`,
    group: 'Profiles',
    title: profile.name,
    hint: profile.issuer ?? profile.server?.issuer ?? null,
    keywords: `${profile.flow} ${profile.client.id}`,
    run: (state) => state.selectProfile(id),
  }));
}

function listSessions({ sessions }: AppState): PaletteItem[] {
  return sessions.slice(0, MAX_SESSIONS).flatMap((session) =>
    session
      ? [
          {
            id: `session ${session.id}`,
            group: 'Sessions',
            title: session.profileName ?? 'Imported recording',
            hint: `${session.outcome}, ${formatDateTime(session.startedAt)}`,
            keywords: `${session.flow} ${session.issuer ?? ''}`,
            run: (state: AppState) => void state.openSession(session.id),
          },
        ]
      : [],
  );
}

function listEntries(search: string): PaletteItem[] {
  return searchCatalog(search)
    .slice(0, MAX_ENTRIES)
    .map(({ id, title, code }) => ({
      id: `entry ${id}`,
      group: 'Catalog',
      title,
      hint: code,
      keywords: id,
      isFound: true,
      run: (state) => state.openCatalog(id),
    }));
}
