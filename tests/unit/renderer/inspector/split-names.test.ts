import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitNames } from '../../../../src/renderer/src/inspector/split-names';

const namesOf = (text: string) =>
  splitNames(text)
    .filter(({ isName }) => isName)
    .map((run) => run.text);

test('the names of members are told from what they hold, at every depth', () => {
  const text = JSON.stringify({ cnf: { jkt: 'x' }, keys: [{ kty: 'RSA' }], note: '"a": "b"' }, null, 2);
  expect(namesOf(text)).toEqual(['cnf', 'jkt', 'keys', 'kty', 'note']);
});

test('a text that looks like a member within a value is none', () => {
  expect(namesOf(JSON.stringify({ a: '\n  "client_id": "x"' }, null, 2))).toEqual(['a']);
});

test('the pieces are the text again, whatever it is', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 3 }), (json) => {
      const text = JSON.stringify(JSON.parse(json), null, 2);
      expect(
        splitNames(text)
          .map((run) => run.text)
          .join(''),
      ).toBe(text);
    }),
  );
});
