import type { MenuCommand, ShellEvent } from '@shared/contract/shell-event';
import type { MenuItemConstructorOptions } from 'electron';

export interface MenuOptions {
  platform: NodeJS.Platform;
  /** The ones that ran last first. */
  recentProfiles: readonly { id: string; name: string }[];
  /** To the window that has the focus. */
  send(event: ShellEvent): void;
  openFile(): void;
}

/**
 * The menu bar. Where there is a role, the platform brings label, key and translation; the rest are commands of the
 * page. Their keys are shown here and handled there, so that they are the same in a browser.
 */
export function buildMenuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const template: MenuItemConstructorOptions[] = [
    buildFileMenu(options),
    { role: 'editMenu' },
    buildRunMenu(options),
    buildViewMenu(options),
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        item(options, 'Getting Started', 'getting-started'),
        item(options, 'Learn Mode', 'learn'),
        item(options, 'Catalog of Failures', 'catalog'),
      ],
    },
  ];
  return options.platform === 'darwin' ? [{ role: 'appMenu' }, ...template] : template;
}

function buildFileMenu(options: MenuOptions): MenuItemConstructorOptions {
  const { platform, recentProfiles, send, openFile } = options;
  return {
    role: 'fileMenu',
    submenu: [
      item(options, 'New Profile', 'new-profile'),
      {
        label: 'Recent Profiles',
        enabled: recentProfiles.length > 0,
        submenu: recentProfiles.map(({ id, name }) => ({
          // An ampersand would underline the next letter on Windows and Linux.
          label: name.replaceAll('&', '&&'),
          click: () => send({ type: 'show-profile', profileId: id }),
        })),
      },
      item(options, 'Undo Delete', 'undo-delete'),
      { type: 'separator' },
      { label: 'Open Recording…', accelerator: 'CmdOrCtrl+O', click: openFile },
      item(options, 'Paste Anything…', 'paste', 'CmdOrCtrl+Shift+V'),
      { type: 'separator' },
      platform === 'darwin' ? { role: 'close' } : { role: 'quit' },
    ],
  };
}

function buildRunMenu(options: MenuOptions): MenuItemConstructorOptions {
  return {
    label: 'Run',
    submenu: [
      item(options, 'Run Profile', 'run', 'CmdOrCtrl+Enter'),
      item(options, 'Run Step by Step', 'step', 'CmdOrCtrl+Shift+Enter'),
      item(options, 'Cancel Run', 'cancel-run'),
      { type: 'separator' },
      item(options, 'Test the Provider…', 'mistakes'),
      item(options, 'Compare Sessions…', 'compare', 'CmdOrCtrl+Shift+D'),
      item(options, 'Preview Report…', 'preview', 'CmdOrCtrl+Shift+E'),
    ],
  };
}

function buildViewMenu(options: MenuOptions): MenuItemConstructorOptions {
  return {
    role: 'viewMenu',
    submenu: [
      item(options, 'Commands…', 'palette', 'CmdOrCtrl+K'),
      {
        label: 'Theme',
        submenu: [
          item(options, 'As the System', 'theme-system'),
          item(options, 'Light', 'theme-light'),
          item(options, 'Dark', 'theme-dark'),
        ],
      },
      { type: 'separator' },
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
      { role: 'toggleDevTools' },
    ],
  };
}

function item(
  { send }: MenuOptions,
  label: string,
  command: MenuCommand,
  accelerator?: string,
): MenuItemConstructorOptions {
  return {
    label,
    click: () => send({ type: 'menu-command', command }),
    ...(accelerator ? { accelerator, registerAccelerator: false } : {}),
  };
}
