import type { Shortcut } from '../ui/shortcut';

/** The keys of the commands that buttons and menus tell too. */
export const PALETTE_SHORTCUT: Shortcut = { key: 'K' };
export const PASTE_SHORTCUT: Shortcut = { key: 'V', shift: true };
export const COMPARE_SHORTCUT: Shortcut = { key: 'D', shift: true };
export const PREVIEW_SHORTCUT: Shortcut = { key: 'E', shift: true };
