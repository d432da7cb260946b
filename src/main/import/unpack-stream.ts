import { constants, createGunzip, type Gunzip } from 'node:zlib';
import type { Remark } from './repair-text';

const CHUNK_BYTES = 256 * 1024;

/** Passes bytes on, unpacked where they begin like gzip (RFC 1952). */
export interface Unpacker {
  /** Resolves once what comes of these bytes was passed on. */
  write(bytes: Uint8Array): Promise<void>;
  /** A file that ends too early gives what it began with. */
  end(): Promise<void>;
  /** What is to be said of it. */
  remarks(): Remark[];
  close(): void;
}

export function createUnpacker(onBytes: (bytes: Uint8Array) => Promise<void>): Unpacker {
  let start: Uint8Array | null = new Uint8Array();
  let gunzip: Gunzip | null = null;
  let isBroken = false;
  let taken: Promise<void> | null = null;
  const pass = async (bytes: Uint8Array): Promise<void> => {
    if (!gunzip) return onBytes(bytes);
    if (isBroken) return;
    await new Promise<void>((resolve) => gunzip?.write(bytes, () => resolve()));
  };
  /** Two bytes tell, and may come one by one. */
  const begin = async (): Promise<void> => {
    const bytes = start ?? new Uint8Array();
    start = null;
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
      const unpacked = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH, chunkSize: CHUNK_BYTES });
      gunzip = unpacked;
      // It unpacks no faster than what comes of it is taken: a small file may hold any amount.
      const takeAll = async (): Promise<void> => {
        for await (const chunk of unpacked) await onBytes(chunk as Uint8Array);
      };
      taken = takeAll().catch(() => {
        isBroken = true;
      });
    }
    await pass(bytes);
  };
  return {
    async write(bytes) {
      if (!start) return pass(bytes);
      start = Buffer.concat([start, bytes]);
      if (start.length >= 2) await begin();
    },
    async end() {
      if (start) await begin();
      if (!gunzip || isBroken) return;
      gunzip.end();
      await taken;
    },
    remarks() {
      if (!gunzip) return [];
      return isBroken
        ? [{ code: 'gzip-broken', message: 'The file is packed with gzip and breaks in the middle.' }]
        : [{ code: 'gzip', message: 'The file is packed with gzip; it was unpacked.' }];
    },
    close: () => void gunzip?.destroy(),
  };
}
