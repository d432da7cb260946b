import { openStorage } from '../../../../src/main/storage/open-storage';
import { describeProcess, isProcessAlive } from '../../../../src/main/storage/process-identity';

/** The storage of a process of its own, with the key that the tests use. */
export const openChildStorage = (folder: string) =>
  openStorage({
    folder,
    vaultKey: async () => ({ keys: [Buffer.alloc(32, 7)], kind: 'file', note: null }),
    now: Date.now,
    processId: describeProcess(process.pid) ?? '',
    isProcessAlive,
    log: () => {},
  });
