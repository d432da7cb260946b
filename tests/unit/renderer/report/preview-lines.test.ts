import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findMarked,
  listPreviewLines,
  readSelection,
} from '../../../../src/renderer/src/report/preview-lines';

describe('the rows of a preview', () => {
  it('mark each placeholder and each value that is shown', () => {
    const { lines } = listPreviewLines('md', 'a [redacted:code-1] b\nfull-state x', [
      { placeholder: '[redacted:state-1]', text: 'full-state' },
    ]);
    expect(lines.map(({ parts }) => parts)).toEqual([
      [
        { text: 'a ', mark: null },
        { text: '[redacted:code-1]', mark: { placeholder: '[redacted:code-1]', isShown: false } },
        { text: ' b', mark: null },
      ],
      [
        { text: 'full-state', mark: { placeholder: '[redacted:state-1]', isShown: true } },
        { text: ' x', mark: null },
      ],
    ]);
    expect(findMarked(lines, '[redacted:state-1]')).toEqual([1]);
  });

  it('hold every character of the text once, in rows of bounded length that cut no placeholder', () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 900 }),
      fc.constantFrom('[redacted:code-1]', '\n', '[redacted:'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        const { lines, left } = listPreviewLines('json', text, []);
        expect(left).toBe(0);
        const joined = lines.map(({ parts, isContinued }, index) => {
          const row = parts.map((part) => part.text).join('');
          expect(row.length).toBeLessThanOrEqual(1_200);
          return index === 0 || isContinued ? row : `\n${row}`;
        });
        expect(joined.join('')).toBe(text);
        const marked = lines.flatMap(({ parts }) => parts).filter(({ mark }) => mark !== null);
        expect(marked).toHaveLength(text.match(/\[redacted:code-1\]/g)?.length ?? 0);
      }),
    );
  });

  it('end where nobody would read on, and say how much is left', () => {
    const { lines, left } = listPreviewLines('json', `${'x'.repeat(999)}\n`.repeat(3_000), []);
    expect(lines.length).toBeLessThan(5_000);
    expect(left).toBeGreaterThan(900_000);
  });
});

describe('what is taken of a selection', () => {
  it.each([
    ['md', 'client\\_id \\| x', 'client_id | x'],
    ['json', '"sub": "[redacted:subject-1]", "host": "a.corp"', '", "host": "a.corp"'],
    ['har', 'short\nthe longer line', 'the longer line'],
    ['har', 'abc\n[redacted:code-1]', ''],
  ] as const)('in %s %j gives %j', (format, selected, taken) => {
    expect(readSelection(format, selected)).toBe(taken);
  });
});
