import { buildDecodedViews, decodeFully } from '@shared/redact/decode-view';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

describe('decoded views', () => {
  it('undo percent, JSON and HTML escapes layer by layer', () => {
    expect(buildDecodedViews('a%2526b\\u0041&lt;').map(({ text }) => text)).toEqual([
      'a%2526b\\u0041&lt;',
      'a%26bA<',
      'a&bA<',
    ]);
  });

  it('read percent-encoded UTF-8, and other bytes as Latin-1', () => {
    expect(decodeFully('%F0%9F%98%80 %E4 %C3%BC')).toBe('😀 ä ü');
  });

  it('locate a decoded range in the original', () => {
    const text = 'x=%C3%BC%20y';
    const range = buildDecodedViews(text)[1]?.locate(2, 4);
    expect(text.slice(range?.start, range?.end)).toBe('%C3%BC%20');
  });

  it('decode any text that was percent-encoded back to itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(buildDecodedViews(encodeURIComponent(text))[1]?.text ?? text).toBe(text);
      }),
    );
  });
});
