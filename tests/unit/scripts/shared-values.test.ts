import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packRecords, unpackRecords } from '../../support/shared-values';

test('records come out as they went in, whatever they share', () => {
  const part = fc.jsonValue({ maxDepth: 2 });
  fc.assert(
    fc.property(fc.array(fc.tuple(part, part), { maxLength: 5 }), (records) => {
      const plain = JSON.parse(JSON.stringify([...records, ...records]));
      expect(unpackRecords(packRecords(plain))).toEqual(plain);
    }),
  );
});

test('what occurs twice stands once', () => {
  const long = 'a text that is long enough to be worth a reference';
  const packed = packRecords([{ a: long, b: [long] }, { a: { c: long } }]);
  expect(packed.split(long)).toHaveLength(2);
});
