import { THEMES, type Theme } from '@shared/model/preferences';
import type { AppState } from '../store/app-state';
import { type Command, isAvailable } from './command';
import { COMPARE_SHORTCUT, PALETTE_SHORTCUT, PASTE_SHORTCUT, PREVIEW_SHORTCUT } from './shortcuts';

/** The open session is on screen, has ended, and nothing lies over it. */
const canLookAway = ({ page, open, overlay }: AppState): boolean =>
  page === 'session' &&
  overlay === null &&
  open !== null &&
  open.status === 'ready' &&
  open.view.outcome !== 'running';

const canRun = ({ selectedProfileId, runningId, isStarting }: AppState): boolean =>
  selectedProfileId !== null && runningId === null && !isStarting;

const isStored = ({ selectedProfileId, profiles }: AppState): boolean =>
  profiles.some(({ id }) => id === selectedProfileId);

const RUN_COMMANDS: Command[] = [
  {
    id: 'run',
    title: 'Run the selected profile',
    group: 'Run',
    shortcut: { key: 'Enter' },
    keywords: 'start sign in login',
    isAvailable: canRun,
    run: (state) => void state.runSelected('nothing'),
  },
  {
    id: 'step',
    title: 'Run it step by step',
    group: 'Run',
    shortcut: { key: 'Enter', shift: true },
    keywords: 'debug pause breakpoint',
    isAvailable: canRun,
    run: (state) => void state.runSelected('steps'),
  },
  {
    id: 'cancel-run',
    title: 'Cancel the run',
    group: 'Run',
    keywords: 'stop abort',
    isAvailable: ({ runningId }) => runningId !== null,
    run: ({ runningId, cancelRun }) => void (runningId !== null && cancelRun(runningId)),
  },
  {
    id: 'mistakes',
    title: 'Test the provider with deliberate mistakes',
    group: 'Run',
    keywords: 'mutations security negative',
    isAvailable: isStored,
    run: (state) => void state.openMistakes(),
  },
];

const SESSION_COMMANDS: Command[] = [
  {
    id: 'paste',
    title: 'Diagnose what was captured elsewhere',
    group: 'Session',
    shortcut: PASTE_SHORTCUT,
    isFieldKey: true,
    keywords: 'paste anything har curl log error callback import open file',
    run: (state) => state.openPaste(),
  },
  {
    id: 'compare',
    title: 'Compare this session with another',
    group: 'Session',
    keywords: 'diff difference',
    shortcut: COMPARE_SHORTCUT,
    isAvailable: (state) => canLookAway(state) && state.sessions.some((each) => each?.id !== state.open?.id),
    run: (state) => state.openCompare(),
  },
  {
    id: 'preview',
    title: 'Preview the report and what it hides',
    group: 'Session',
    shortcut: PREVIEW_SHORTCUT,
    keywords: 'export share redact ticket',
    isAvailable: ({ page, open }) => page === 'session' && open !== null && open.events.length > 0,
    run: (state) => void state.openReportPreview(),
  },
  {
    id: 'reveal',
    title: 'Reveal or hide secrets in the inspector',
    group: 'Session',
    keywords: 'mask show tokens',
    isAvailable: ({ page, open }) => page === 'session' && open !== null,
    run: ({ revealSecrets, setRevealSecrets }) => setRevealSecrets(!revealSecrets),
  },
];

const UNDO: Command = {
  id: 'undo-delete',
  title: 'Bring back what was deleted last',
  group: 'Session',
  shortcut: { key: 'Z' },
  isFieldKey: true,
  keywords: 'undo restore',
  isAvailable: ({ lastUndoId }) => lastUndoId !== null,
  run: ({ lastUndoId, undoDelete }) => void (lastUndoId !== null && undoDelete(lastUndoId)),
};

const PROFILE_COMMANDS: Command[] = [
  {
    id: 'new-profile',
    title: 'New profile',
    group: 'Profile',
    keywords: 'connect provider create add client issuer',
    run: (state) => {
      state.closeOverlay();
      state.startNewProfile();
    },
  },
  {
    id: 'duplicate-profile',
    title: 'Duplicate the selected profile',
    group: 'Profile',
    keywords: 'copy',
    isAvailable: isStored,
    run: ({ selectedProfileId, duplicateProfile, closeOverlay }) => {
      closeOverlay();
      if (selectedProfileId !== null) duplicateProfile(selectedProfileId);
    },
  },
];

const THEME_TITLES: Record<Theme, string> = {
  system: 'Theme: as the system',
  light: 'Theme: light',
  dark: 'Theme: dark',
};

const VIEW_COMMANDS: Command[] = [
  {
    id: 'palette',
    title: 'Find a command',
    group: 'View',
    shortcut: PALETTE_SHORTCUT,
    isAvailable: ({ isPaletteOpen }) => !isPaletteOpen,
    run: (state) => state.setPaletteOpen(true),
  },
  {
    id: 'catalog',
    title: 'Open the catalog of failures',
    group: 'View',
    keywords: 'errors codes help explain',
    run: (state) => state.openCatalog(),
  },
  {
    id: 'back',
    title: 'Back to the session',
    group: 'View',
    isAvailable: ({ overlay, page, open }) => overlay !== null || (page === 'profile' && open !== null),
    run: (state) => {
      state.closeOverlay();
      state.showPage('session');
    },
  },
  {
    id: 'getting-started',
    title: 'Getting started',
    group: 'View',
    keywords: 'tour first steps help welcome',
    run: (state) => state.showTour(),
  },
  {
    id: 'learn',
    title: 'Learn mode on or off',
    group: 'View',
    keywords: 'explain steps tutorial rfc',
    run: ({ preferences, changePreferences }) =>
      void changePreferences({ isLearning: !preferences.isLearning }),
  },
  ...THEMES.map(
    (theme): Command => ({
      id: `theme-${theme}`,
      title: THEME_TITLES[theme],
      group: 'View',
      keywords: 'appearance colour color mode night',
      isAvailable: ({ preferences }) => preferences.theme !== theme,
      run: (state) => void state.changePreferences({ theme }),
    }),
  ),
];

/** In the order of the palette. */
export const COMMANDS: readonly Command[] = [
  ...RUN_COMMANDS,
  ...SESSION_COMMANDS,
  UNDO,
  ...PROFILE_COMMANDS,
  ...VIEW_COMMANDS,
];

export function findCommand(id: string): Command | null {
  return COMMANDS.find((command) => command.id === id) ?? null;
}

/** Does nothing where it is not available: a menu bar does not follow the state of the page. */
export function runCommand(id: string, state: AppState): void {
  const command = findCommand(id);
  if (command && isAvailable(command, state)) command.run(state);
}
