import { locateJsonError } from '@shared/text/locate-json-error';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toPrintable, toPrintableJson } from '../../../../src/main/cli/printable';
import { setMembers } from '../../../../src/main/cli/set-members';

const isJson = (text: string) => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

test('locateJsonError agrees with JSON.parse on what is JSON', () => {
  const nearJson = fc
    .tuple(
      fc.json(),
      fc.nat(),
      fc.constantFrom('', ',', '"', '}', '[', '\\', '\n', '\u0001', '-', '01', 'nul'),
    )
    .map(([text, at, piece]) => {
      const index = at % (text.length + 1);
      return text.slice(0, index) + piece + text.slice(index);
    });
  fc.assert(
    fc.property(fc.oneof(nearJson, fc.json(), fc.string()), (text) => {
      expect(locateJsonError(text) === null).toBe(isJson(text));
    }),
  );
});

test.each([
  ['{\n  "a": 1,\n}', 3, 1],
  ['', 1, 1],
  ['{"a": tru}', 1, 7],
  ['[1 2]', 1, 4],
  ['{} {}', 1, 4],
])('locateJsonError finds the place in %j', (text, line, column) => {
  expect(locateJsonError(text)).toEqual({ line, column });
});

test('locateJsonError survives any depth and length', () => {
  expect(locateJsonError('['.repeat(200_000))).not.toBeNull();
  expect(locateJsonError(`"${'a\\n'.repeat(1_000_000)}"`)).toBeNull();
});

test('no text can bring a control or bidirectional character onto the terminal', () => {
  const hostile = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(hostile, (text) => {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
      const dangerous = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029]/;
      expect(toPrintable(text)).not.toMatch(dangerous);
      expect(toPrintableJson([text])).not.toMatch(dangerous);
      expect(JSON.parse(toPrintableJson([text]))).toEqual([text]);
    }),
  );
});

test.each([
  ['\u001b[31mred\u001b[0m', 'red'],
  ['\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007', 'link'],
  ['a\u202eb', 'a<U+202E>b'],
  ['one\r\ntwo', 'one two'],
])('toPrintable shows %j as %j', (text, shown) => {
  expect(toPrintable(text)).toBe(shown);
});

const PROFILE = { name: 'Acme', issuer: 'https://id.acme.example', client: { id: 'web' } };

test.each([
  ['client.id=other', { client: { id: 'other' } }],
  ['client.id=123', { client: { id: '123' } }],
  ['allowInsecure=true', { allowInsecure: true }],
  ['proxy=null', { proxy: null }],
  ['scope=', { scope: '' }],
  ['scope=a=b', { scope: 'a=b' }],
  ['resource={"url":"https://api.acme.example"}', { resource: { url: 'https://api.acme.example' } }],
  [
    'parameters.token.resource=https://api.acme.example',
    { parameters: { token: { resource: 'https://api.acme.example' } } },
  ],
])('--set %s changes that member only', (assignment, changes) => {
  expect(setMembers(PROFILE, [assignment])).toEqual({ ...PROFILE, ...changes });
});

test('--set leaves the profile it is given as it was, whatever the path', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (path, value) => {
      const before = structuredClone(PROFILE);
      try {
        setMembers(PROFILE, [`${path}=${value}`, '__proto__.polluted=1', 'constructor.polluted=1']);
      } catch (error) {
        expect(error).toHaveProperty('exitCode', 2);
      }
      expect(PROFILE).toEqual(before);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    }),
  );
});
