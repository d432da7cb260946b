import { describe, expect, it, vi } from 'vitest';
import { createOpenExternal, createSafeStorage } from '../../../../src/main/electron/services';

type Keychain = Parameters<typeof createSafeStorage>[0];

function createKeychain(overrides: Partial<Keychain> = {}): Keychain {
  return {
    isEncryptionAvailable: () => true,
    getSelectedStorageBackend: () => 'gnome_libsecret',
    encryptString: (text) => Buffer.from(text).reverse(),
    decryptString: (sealed) => Buffer.from(sealed).reverse().toString(),
    ...overrides,
  };
}

describe("the operating system's secure storage", () => {
  it('gives back what it sealed', () => {
    const storage = createSafeStorage(createKeychain(), 'darwin');
    expect(storage.encrypt('key').toString()).toBe('yek');
    expect(storage.decrypt(storage.encrypt('key'))).toBe('key');
  });

  it('is available on Linux only with a real keychain behind it', () => {
    const obfuscating = createKeychain({ getSelectedStorageBackend: () => 'basic_text' });
    expect(createSafeStorage(createKeychain(), 'linux').isAvailable()).toBe(true);
    expect(createSafeStorage(obfuscating, 'linux').isAvailable()).toBe(false);
  });

  it('is not asked which keychain it has where Electron has no such question', () => {
    const getSelectedStorageBackend = vi.fn(() => 'unknown' as const);
    expect(createSafeStorage(createKeychain({ getSelectedStorageBackend }), 'win32').isAvailable()).toBe(
      true,
    );
    expect(getSelectedStorageBackend).not.toHaveBeenCalled();
  });

  it('is not available where Electron says so', () => {
    const locked = createKeychain({ isEncryptionAvailable: () => false });
    expect(createSafeStorage(locked, 'darwin').isAvailable()).toBe(false);
  });
});

describe('opening a URL outside', () => {
  it('takes an absolute http or https URL', async () => {
    const openExternal = vi.fn(async () => {});
    await createOpenExternal({ openExternal })('https://id.acme.example/authorize?a=b#c');
    expect(openExternal).toHaveBeenCalledWith('https://id.acme.example/authorize?a=b#c');
  });

  it.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'ms-settings:',
    '/relative',
    '//host',
    '',
    'smb://a/b',
  ])('refuses "%s"', async (url) => {
    const openExternal = vi.fn(async () => {});
    await expect(createOpenExternal({ openExternal })(url)).rejects.toThrow('http');
    expect(openExternal).not.toHaveBeenCalled();
  });
});
