import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCipher, createVaultKey, type SealContext } from '../../../../src/main/storage/cipher';

const CONTEXT: SealContext = ['event', 'session-1', 1];

describe('the cipher', () => {
  it('opens what an older key sealed and seals with the first', () => {
    const [older, newer] = [createVaultKey(), createVaultKey()];
    const sealedBefore = createCipher([older]).seal(CONTEXT, 'before');
    const both = createCipher([newer, older]);
    expect(both.open(CONTEXT, sealedBefore)).toBe('before');
    expect(createCipher([newer]).open(CONTEXT, both.seal(CONTEXT, 'after'))).toBe('after');
  });

  it('says that the key is missing where another one sealed', () => {
    const sealed = createCipher([createVaultKey()]).seal(CONTEXT, 'text');
    expect(() => createCipher([createVaultKey()]).open(CONTEXT, sealed)).toThrow(
      expect.objectContaining({ code: 'storage-unavailable' }),
    );
  });

  it.each<SealContext>([
    ['event', 'session-1', 2],
    ['event', 'session-2', 1],
    ['session', 'session-1'],
    ['secret', 'session-1'],
  ])('refuses a value moved to %j %j %j', (...context) => {
    const cipher = createCipher([createVaultKey()]);
    const sealed = cipher.seal(CONTEXT, 'text');
    expect(() => cipher.open(context as SealContext, sealed)).toThrow(
      expect.objectContaining({ code: 'storage-corrupt' }),
    );
  });

  it('refuses a value with any bit changed, and anything that is no sealed value', () => {
    const cipher = createCipher([createVaultKey()]);
    const sealed = cipher.seal(CONTEXT, 'text');
    fc.assert(
      fc.property(fc.nat(sealed.length * 8 - 1), (bit) => {
        const changed = Buffer.from(sealed);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(() => cipher.open(CONTEXT, changed)).toThrow(
          expect.objectContaining({ name: 'StorageError' }),
        );
      }),
    );
    for (const value of [null, 'text', 4, new Uint8Array(), new Uint8Array(36)]) {
      expect(() => cipher.open(CONTEXT, value)).toThrow(expect.objectContaining({ code: 'storage-corrupt' }));
    }
  });
});
