import { MENU_COMMANDS, type ShellEvent } from '@shared/contract/shell-event';
import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { buildMenuTemplate, type MenuOptions } from '../../../../src/main/electron/menu';
import { COMMANDS, findCommand } from '../../../../src/renderer/src/commands/commands';

function open(options: Partial<MenuOptions> = {}) {
  const sent: ShellEvent[] = [];
  const template = buildMenuTemplate({
    platform: 'linux',
    recentProfiles: [{ id: 'profile-1', name: 'Bed & Breakfast' }],
    send: (event) => sent.push(event),
    openFile: () => {},
    ...options,
  });
  return { sent, template, items: flatten(template) };
}

function flatten(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flatten(item.submenu) : [])]);
}

const click = (item: MenuItemConstructorOptions | undefined) => (item?.click as (() => void) | undefined)?.();

describe('the menu bar of the desktop window', () => {
  it('sends each of its commands once, and the page knows every one', () => {
    const { items, sent } = open({ recentProfiles: [] });
    for (const item of items) click(item);
    const commands = sent.flatMap((event) => (event.type === 'menu-command' ? [event.command] : []));
    expect([...commands].sort()).toEqual([...MENU_COMMANDS].sort());
    for (const command of commands) expect(findCommand(command), command).not.toBeNull();
  });

  it('shows the keys of the page and leaves them to it', () => {
    const keys = open().items.flatMap(({ accelerator, registerAccelerator }) =>
      accelerator && registerAccelerator === false ? [accelerator] : [],
    );
    // Undo is the platform's own in a text; beside it the page has the same key.
    const ofPage = COMMANDS.filter(({ id }) => id !== 'undo-delete').flatMap(({ shortcut }) =>
      shortcut ? [`CmdOrCtrl+${shortcut.shift ? 'Shift+' : ''}${shortcut.key}`] : [],
    );
    expect(keys.sort()).toEqual(ofPage.sort());
  });

  it('leads to a recent profile, whatever its name', () => {
    const { items, sent } = open();
    click(items.find(({ label }) => label === 'Bed && Breakfast'));
    expect(sent).toEqual([{ type: 'show-profile', profileId: 'profile-1' }]);
    expect(open({ recentProfiles: [] }).items.find(({ label }) => label === 'Recent Profiles')?.enabled).toBe(
      false,
    );
  });

  it('has the app menu on a Mac, and a way to quit elsewhere', () => {
    expect(open({ platform: 'darwin' }).template[0]).toEqual({ role: 'appMenu' });
    const roles = (platform: NodeJS.Platform) => open({ platform }).items.map(({ role }) => role);
    expect(roles('darwin')).not.toContain('quit');
    for (const platform of ['linux', 'win32'] as const) expect(roles(platform)).toContain('quit');
  });
});
