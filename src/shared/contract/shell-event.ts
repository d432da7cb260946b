/** What the menu bar of a desktop window offers; the renderer has a command of each name. */
export const MENU_COMMANDS = [
  'new-profile',
  'undo-delete',
  'paste',
  'run',
  'step',
  'cancel-run',
  'mistakes',
  'compare',
  'preview',
  'catalog',
  'palette',
  'getting-started',
  'learn',
  'theme-system',
  'theme-light',
  'theme-dark',
] as const;

export type MenuCommand = (typeof MENU_COMMANDS)[number];

/** What the shell around the page asks of it; a browser has no such shell. */
export type ShellEvent =
  | { type: 'menu-command'; command: MenuCommand }
  | { type: 'show-profile'; profileId: string }
  | { type: 'show-session'; sessionId: string };
