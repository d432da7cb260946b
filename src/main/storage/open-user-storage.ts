import { homedir } from 'node:os';
import { findDataFolder } from './data-folder';
import { connectKeyring } from './keyring';
import { openStorage, type Storage } from './open-storage';
import { describeProcess, isProcessAlive } from './process-identity';
import { createVaultKeyProvider, type SafeStorage } from './vault-key';

export interface OpenUserStorageOptions {
  environment: Record<string, string | undefined>;
  /** Null outside Electron. */
  safeStorage: SafeStorage | null;
  log(message: string): void;
}

/** The real storage of the user who runs this process: what every composition root opens. */
export function openUserStorage({ environment, safeStorage, log }: OpenUserStorageOptions): Promise<Storage> {
  return openStorage({
    folder: findDataFolder({ environment, platform: process.platform, homeDirectory: homedir() }),
    vaultKey: createVaultKeyProvider({ environment, safeStorage, keyring: connectKeyring() }),
    now: Date.now,
    processId: describeProcess(process.pid) ?? String(process.pid),
    isProcessAlive,
    log,
  });
}
