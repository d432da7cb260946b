import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskText } from '../../../../src/renderer/src/inspector/mask-text';
import { readMembers, writeValue } from '../../../../src/renderer/src/inspector/read-members';

const read = (value: unknown) => readMembers([{ text: JSON.stringify(value, null, 2), secret: null }]);
const namesOf = (value: unknown) => read(value).flatMap(({ name }) => name ?? []);
const join = (parts: readonly { text: string }[]) => parts.map(({ text }) => text).join('');

/** What the button beside a member copies. */
function copyOf(value: unknown, name: string): string | undefined {
  const line = read(value).find((each) => each.name === name);
  return line && writeValue(join(line.value), line);
}

describe('the members of a JSON text', () => {
  it('are told from what they hold, at every depth', () => {
    expect(namesOf({ cnf: { jkt: 'x' }, keys: [{ kty: 'RSA' }], note: '"a": "b"' })).toEqual([
      'cnf',
      'jkt',
      'keys',
      'kty',
      'note',
    ]);
  });

  it('are not what looks like one within a value', () => {
    expect(namesOf({ a: '\n  "client_id": "x"' })).toEqual(['a']);
  });

  it('are the text again, whatever it is', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 3 }), (json) => {
        const text = JSON.stringify(JSON.parse(json), null, 2);
        const parts = maskText(text);
        const lines = readMembers(parts);
        expect(
          lines
            .map(({ before, name, after, feed }) => join(before) + (name ?? '') + join(after) + feed)
            .join(''),
        ).toBe(text);
      }),
    );
  });

  it('have the value that they had, as a copy', () => {
    const name = fc.stringMatching(/^[a-z_]{1,12}$/);
    fc.assert(
      fc.property(name, fc.jsonValue({ maxDepth: 3 }), (key, value) => {
        const copied = copyOf({ first: 1, [key]: value }, key);
        if (typeof value === 'string') expect(copied).toBe(value);
        else expect(copied).toBe(JSON.stringify(value, null, 2));
      }),
    );
  });

  it('of a list are copied one by one', () => {
    const lines = read({ keys: [{ kid: 'a' }, { kid: 'b' }] }).filter(({ name }) => name === 'kid');
    expect(lines.map((line) => writeValue(join(line.value), line))).toEqual(['a', 'b']);
  });

  it('keep what is hidden in them hidden', () => {
    const text = JSON.stringify({ access_token: 'a-secret-of-some-length', token_type: 'Bearer' }, null, 2);
    const lines = readMembers(maskText(text));
    const token = lines.find(({ name }) => name === 'access_token');
    expect(token?.value).toEqual([{ text: 'a-secret-of-some-length', secret: expect.any(String) }]);
  });
});
