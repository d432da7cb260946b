import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDeeperThan } from '../../../../src/main/web/read-json-body';

function measureDepth(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(measureDepth));
}

describe('the depth of a JSON text', () => {
  it('is that of the value, whatever its strings hold', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const depth = measureDepth(value);
        const text = JSON.stringify(value);
        expect(isDeeperThan(text, depth)).toBe(false);
        expect(depth === 0 || isDeeperThan(text, depth - 1)).toBe(true);
      }),
    );
  });

  it('does not count brackets inside strings, also after an escaped quote', () => {
    expect(isDeeperThan('["[[[[", "\\"[[[[", "\\\\"]', 1)).toBe(false);
  });
});
