import { splitInvisible } from '@shared/text/invisible';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spellInvisible } from '../../../../src/renderer/src/ui/show-invisible';

describe('splitInvisible', () => {
  it.each([
    ['a right-to-left override', 'user\u202egnp.exe', 'user[U+202E]gnp.exe'],
    ['a zero-width space', 'id.acme\u200b.example', 'id.acme[U+200B].example'],
    ['a no-break space', 'openid\u00a0email', 'openid[U+00A0]email'],
    ['an escape', '\u001b[31mred', '[U+001B][31mred'],
    ['a tag character of another plane', 'a\u{e0041}b', 'a[U+E0041]b'],
    ['a carriage return', 'a\rb', 'a[U+000D]b'],
  ])('makes %s visible', (_name, text, spelled) => {
    expect(spellInvisible(text)).toBe(spelled);
  });

  it('leaves line breaks, tabs and letters of any script alone', () => {
    const text = 'Zoë\t日本語\nשלום 🛰';
    expect(splitInvisible(text)).toEqual([{ text, codePoint: null }]);
  });

  it('loses no character of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(
          splitInvisible(text)
            .map((run) => run.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});
