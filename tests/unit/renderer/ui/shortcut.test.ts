import { expect, it } from 'vitest';
import { describeShortcut, formatShortcut, isShortcut } from '../../../../src/renderer/src/ui/shortcut';

const PASTE = { key: 'V', shift: true };
const NOTHING_HELD = { key: 'v', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

it('is written as the platform does', () => {
  expect(formatShortcut(PASTE, false)).toBe('Ctrl+Shift+V');
  expect(formatShortcut(PASTE, true)).toBe('⇧⌘V');
  expect(formatShortcut({ key: 'Enter' }, false)).toBe('Ctrl+Enter');
  expect(formatShortcut({ key: 'Enter' }, true)).toBe('⌘↩');
  expect(describeShortcut(PASTE, true)).toBe('Meta+Shift+V');
});

it.each([
  [{ ctrlKey: true, shiftKey: true }, true],
  [{ metaKey: true, shiftKey: true, key: 'V' }, true],
  [{ ctrlKey: true }, false],
  [{ shiftKey: true }, false],
  [{ ctrlKey: true, shiftKey: true, altKey: true }, false],
  [{ ctrlKey: true, shiftKey: true, key: 'c' }, false],
])('of the keys %j is it %j', (held, expected) => {
  expect(isShortcut({ ...NOTHING_HELD, ...held }, PASTE)).toBe(expected);
});
