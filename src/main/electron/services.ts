import type { SafeStorage as ElectronSafeStorage, Shell } from 'electron';
import { parseExternalUrl } from '../front-channel/external-url';
import type { OpenBrowser } from '../front-channel/system-browser';
import type { SafeStorage } from '../storage/vault-key';

type Keychain = Pick<
  ElectronSafeStorage,
  'isEncryptionAvailable' | 'encryptString' | 'decryptString' | 'getSelectedStorageBackend'
>;

/** To be used once the app is ready. On Linux "basic_text" encrypts with a well-known key: that is none. */
export function createSafeStorage(keychain: Keychain, platform: NodeJS.Platform): SafeStorage {
  return {
    isAvailable: () =>
      keychain.isEncryptionAvailable() &&
      (platform !== 'linux' || keychain.getSelectedStorageBackend() !== 'basic_text'),
    encrypt: (text) => keychain.encryptString(text),
    decrypt: (sealed) => keychain.decryptString(sealed),
  };
}

/** The one way to `shell.openExternal`, which would start a program for any other scheme. */
export function createOpenExternal(shell: Pick<Shell, 'openExternal'>): OpenBrowser {
  return async (text) => {
    const url = parseExternalUrl(text);
    if (!url) throw new Error('Only absolute http and https URLs are opened in the browser.');
    await shell.openExternal(url.href);
  };
}
