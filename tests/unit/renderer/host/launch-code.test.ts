import { describe, expect, it } from 'vitest';
import { takeLaunchCode } from '../../../../src/renderer/src/host/launch-code';

function take(hash: string) {
  const replaced: unknown[] = [];
  const code = takeLaunchCode(
    { hash, pathname: '/', search: '' },
    { replaceState: (_state, _title, url) => replaced.push(url) },
  );
  return { code, replaced };
}

describe('takeLaunchCode', () => {
  it('takes the code and takes it out of the address bar', () => {
    expect(take('#code=abc_-1')).toEqual({ code: 'abc_-1', replaced: ['/'] });
  });

  it('leaves an address without a code alone', () => {
    expect(take('')).toEqual({ code: null, replaced: [] });
    expect(take('#section')).toEqual({ code: null, replaced: [] });
  });

  it('takes an empty code for none', () => {
    expect(take('#code=')).toEqual({ code: null, replaced: ['/'] });
  });
});
