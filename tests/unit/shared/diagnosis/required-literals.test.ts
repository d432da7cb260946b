import { CATALOG } from '@shared/diagnosis/catalog/index';
import { createLiteralFilter, TextIndex } from '@shared/diagnosis/literal-filter';
import { findRequiredLiterals } from '@shared/diagnosis/required-literals';
import fc from 'fast-check';
import { expect, test } from 'vitest';

test.each([
  ['Invalid parameter: redirect_uri', ['invalid parameter: redirect_uri']],
  ['^(abc|defg)\\b', ['abc', 'defg']],
  ['colou?r of money', ['r of money']],
  ['code.{0,40}(already|previously).{0,20}(used|redeemed)', ['already', 'previously']],
  ['doesn.t comply', ['t comply']],
  ['OAuth 2\\.0 Parameter: \\w', ['oauth 2.0 parameter: ']],
  ['(?:one|two)(?!three)', ['one', 'two']],
  ['ab', null],
  ['abc|.', null],
  ['(abc)?', null],
  ['[abc]{3}', null],
  ['\\x41bcd', null],
  ['(?<name>abcd)', null],
])('%s needs %j', (pattern, literals) => {
  expect(findRequiredLiterals(pattern)).toEqual(literals);
});

const PATTERNS = CATALOG.flatMap(({ match }) => match.flatMap(({ pattern }) => pattern ?? [])).filter(
  // Texts are made from the pattern, and for these that needs a search.
  (pattern) => !/\(\?<?[!=]/.test(pattern),
);

test('whatever a pattern of the catalog matches passes its filter', () => {
  for (const pattern of PATTERNS) {
    const filter = createLiteralFilter(pattern);
    const compiled = new RegExp(pattern, 'is');
    const matching = fc.stringMatching(new RegExp(pattern.replaceAll('\\b', '')));
    fc.assert(
      fc.property(matching, fc.string(), fc.boolean(), (text, before, isUpper) => {
        const whole = `${before} ${isUpper ? text.toUpperCase() : text}`;
        if (compiled.test(whole)) expect(filter.mayMatch(new TextIndex(whole)), pattern).toBe(true);
      }),
      { numRuns: 5 },
    );
  }
});

test('a text that has nothing of a pattern is passed over', () => {
  const filter = createLiteralFilter('Invalid parameter: redirect_uri');
  expect(filter.mayMatch(new TextIndex('The grant has expired.'))).toBe(false);
});
