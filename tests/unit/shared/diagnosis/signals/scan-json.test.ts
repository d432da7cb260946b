import { scanJson } from '@shared/diagnosis/signals/scan-json';
import fc from 'fast-check';
import { expect, test } from 'vitest';

test('reads scalars by the path that leads to them', () => {
  const json = scanJson(
    '{"error":{"code":190,"message":"no"},"error_codes":[50011, 7],"ok":false,"none":null}',
  );
  expect(Object.fromEntries(json?.members ?? [])).toEqual({
    'error.code': 190,
    'error.message': 'no',
    'error_codes.0': 50011,
    'error_codes.1': 7,
    ok: false,
    none: null,
  });
  expect(json).toMatchObject({ isComplete: true, duplicates: [], hasProtoMember: false });
});

test('gives what a text held before it was cut off', () => {
  const json = scanJson('{"error":"invalid_grant","error_description":"The code has exp');
  expect(json?.members.get('error')).toBe('invalid_grant');
  expect(json?.members.get('error_description')).toBe('The code has exp');
  expect(json?.isComplete).toBe(false);
});

test('sees repeated members, keeps the last as JSON.parse does, and a member called __proto__', () => {
  const json = scanJson('{"error":"a","error":"b","__proto__":{"error":"c"}}');
  expect(json?.members.get('error')).toBe('b');
  expect(json?.duplicates).toEqual(['error']);
  expect(json?.hasProtoMember).toBe(true);
  expect(({} as Record<string, unknown>)['error']).toBeUndefined();
});

test('a text of more than is read does not count as cut off', () => {
  const text = JSON.stringify({ error: 'invalid_grant', trace: 'x'.repeat(100_000) });
  expect(scanJson(text)).toMatchObject({ isComplete: true });
});

test('what is no object is null', () => {
  for (const text of ['', 'error=x', '<html>', '[1]', '"text"']) expect(scanJson(text)).toBeNull();
});

test('agrees with JSON.parse on the scalars at the top', () => {
  const scalar = fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.boolean(), fc.constant(null));
  const name = fc.string().filter((each) => each !== '__proto__' && !each.includes('.'));
  fc.assert(
    fc.property(
      fc.dictionary(name, scalar, { maxKeys: 20 }),
      fc.constantFrom(undefined, 2),
      (object, indent) => {
        const json = scanJson(JSON.stringify(object, null, indent));
        expect([...(json?.members ?? [])]).toEqual(Object.entries(JSON.parse(JSON.stringify(object))));
        expect(json?.isComplete).toBe(true);
      },
    ),
  );
});

test('never throws, wherever a text is cut', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), (json, cut) => {
      const text = `{"a":${json}}`;
      scanJson(text.slice(0, cut % (text.length + 1)));
    }),
  );
});
