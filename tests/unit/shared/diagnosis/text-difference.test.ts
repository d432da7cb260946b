import {
  describeDifference,
  findSpellingDifference,
  findTextDifference,
} from '@shared/diagnosis/text-difference';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { measureCpuMs } from '../../../support/cpu-time';

const BASE = 'https://app.example/cb';

test.each([
  [BASE, `${BASE}/`, 'a trailing slash is added'],
  [`${BASE}/`, BASE, 'a trailing slash is missing'],
  [BASE, 'http://app.example/cb', 'http in place of https'],
  [BASE, 'https://App.Example/cb', 'the case of the host'],
  [BASE, 'https://app.example/CB', 'the case of the path'],
  [BASE, 'https://www.app.example/cb', 'www. before the host is added'],
  ['https://www.app.example/cb', BASE, 'www. before the host is missing'],
  [BASE, 'https://app.example:443/cb', 'the port 443, the default of https, is added'],
  ['http://127.0.0.1:8080/cb', 'http://127.0.0.1/cb', 'the port 8080 is missing'],
  ['http://127.0.0.1:8080/cb', 'http://127.0.0.1:9090/cb', 'the port is 9090 in place of 8080'],
  ['http://localhost:1/cb', 'http://127.0.0.1:1/cb', '127.0.0.1 in place of localhost'],
  ['https://app.example/a%20b', 'https://app.example/a b', 'the percent-encoding of the path'],
  [BASE, `${BASE}\u200b`, 'the actual value holds an invisible character, U+200B zero width space'],
  [BASE, `${BASE}\u00a0`, 'the actual value has a space at its end'],
  [` ${BASE}`, BASE, 'the expected value has a space at its start'],
  [BASE, 'https://other.example/cb', 'the host is other.example in place of app.example'],
  [BASE, `${BASE}?x=1`, 'a query is added'],
  [BASE, 'https://app.example//cb', 'a doubled slash in the path'],
  ['client-ABC', 'client-abc', 'upper and lower case'],
  ['abcdefgh', 'abcdef', 'the end is cut off'],
])('%s and %s: %s', (expected, actual, kind) => {
  expect(findTextDifference(expected, actual)?.kinds).toContain(kind);
});

test('words follow the statement', () => {
  const difference = findTextDifference(BASE, 'http://app.example/cb/');
  expect(difference && describeDifference(difference)).toBe(
    'They differ: http in place of https; a trailing slash is added.',
  );
});

test('segments show what was taken away and what came instead', () => {
  expect(findTextDifference('https://a.example/cb', 'http://a.example/cb/')?.segments).toEqual([
    { text: 'http', kind: 'same' },
    { text: 's', kind: 'removed' },
    { text: '://a.example/cb', kind: 'same' },
    { text: '/', kind: 'added' },
  ]);
});

test('a rule in words, and two unlike values, are not compared', () => {
  expect(findSpellingDifference('code or error', 'no parameters')).toBeNull();
  expect(findSpellingDifference('a8f3e1', 'zzq9w2')).toBeNull();
  expect(findSpellingDifference('200', '400')).toBeNull();
  expect(findSpellingDifference('client-1', 'client-2')).not.toBeNull();
});

test('segments always give both texts back, however long and strange', () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 600 }), fc.webUrl());
  fc.assert(
    fc.property(text, text, (expected, actual) => {
      const segments = findTextDifference(expected, actual)?.segments ?? [];
      const join = (kind: string) =>
        segments
          .filter((each) => each.kind === 'same' || each.kind === kind)
          .map((each) => each.text)
          .join('');
      if (expected === actual) expect(segments).toEqual([]);
      else expect([join('removed'), join('added')]).toEqual([expected, actual]);
    }),
  );
});

test('values of megabytes are compared in bounded time', () => {
  const compare = (): void => {
    findTextDifference('a'.repeat(1_000_000), 'b'.repeat(1_000_000));
    findTextDifference(`https://${'a.'.repeat(500_000)}`, `https://${'b/'.repeat(500_000)}`);
  };
  expect(measureCpuMs(compare)).toBeLessThan(50);
});
