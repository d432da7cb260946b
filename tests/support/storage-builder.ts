import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ProfileInput, profileSchema, type StoredProfile } from '@shared/model/profile';
import type { SessionSummary } from '@shared/model/session';
import type { NoteRecorded } from '@shared/model/trace-event';
import { onTestFinished } from 'vitest';
import type { VaultKey } from '../../src/main/storage/cipher';
import { type OpenStorageOptions, openStorage, type Storage } from '../../src/main/storage/open-storage';
import type { VaultKeys } from '../../src/main/storage/vault-key';

export const TEST_KEY: VaultKey = Buffer.alloc(32, 7);
export const NOW = Date.UTC(2026, 0, 15, 9, 30);

/** A folder of its own for a test, deleted afterwards. */
export function createTemporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'grantscope-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

export const buildVaultKeys = (...keys: [VaultKey, ...VaultKey[]]): VaultKeys => ({
  keys,
  kind: 'file',
  note: null,
});

/** Storage with a fixed key, clock and owner, closed with the test. */
export async function openTestStorage(overrides: Partial<OpenStorageOptions> = {}): Promise<Storage> {
  const storage = await openStorage({
    folder: null,
    vaultKey: async () => buildVaultKeys(TEST_KEY),
    now: () => NOW,
    processId: 'this-process',
    isProcessAlive: () => false,
    log: () => {},
    ...overrides,
  });
  onTestFinished(() => storage.close());
  return storage;
}

export const buildSummary = (overrides: Partial<SessionSummary> = {}): SessionSummary => ({
  id: 'session-1',
  flow: 'authorization-code',
  profileName: 'Acme staging',
  issuer: 'https://id.acme.example',
  outcome: 'running',
  startedAt: NOW,
  endedAt: null,
  eventCount: 0,
  ...overrides,
});

/** The smallest event there is. */
export const buildNote = (seq: number, message = `note ${seq}`): NoteRecorded => ({
  type: 'note',
  seq,
  time: NOW + seq,
  stepId: null,
  code: 'test',
  message,
});

export const buildStoredProfile = (
  id: string,
  input: Partial<ProfileInput> = {},
  updatedAt = NOW,
): StoredProfile => ({
  id,
  source: 'saved',
  profile: profileSchema.parse({
    name: `Profile ${id}`,
    issuer: 'https://id.acme.example',
    client: { id: 'web' },
    ...input,
  }),
  updatedAt,
});
