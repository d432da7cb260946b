/** The key that stands for a command: Command on a Mac, Ctrl elsewhere. */
export interface Shortcut {
  key: string;
  shift?: boolean;
}

const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform);

export function isShortcut(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>,
  { key, shift = false }: Shortcut,
): boolean {
  return (
    event.key.toLowerCase() === key.toLowerCase() &&
    (event.ctrlKey || event.metaKey) &&
    event.shiftKey === shift &&
    !event.altKey
  );
}

/** As the platform writes it: "Ctrl+Shift+V", "⇧⌘V". */
export function formatShortcut({ key, shift = false }: Shortcut, onMac = isMac()): string {
  if (!onMac) return `Ctrl+${shift ? 'Shift+' : ''}${key}`;
  return `${shift ? '⇧' : ''}⌘${key === 'Enter' ? '↩' : key}`;
}

/** For `aria-keyshortcuts`. */
export function describeShortcut({ key, shift = false }: Shortcut, onMac = isMac()): string {
  return `${onMac ? 'Meta' : 'Control'}+${shift ? 'Shift+' : ''}${key}`;
}
