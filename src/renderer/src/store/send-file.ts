import { type HostOutputs, MAX_CHUNK_BYTES, MAX_IMPORT_BYTES } from '@shared/contract/host-api';
import { fail, type Result } from '@shared/contract/result';
import type { HostClient } from '../host/client';
import type { ImportedFile, ImportProgress } from './app-state';

/**
 * Sends a file to the host chunk by chunk, each read when it is its turn: of a large file little is ever in memory, and
 * the page stays as it is. A refused chunk ends it.
 */
export async function sendFile(
  host: HostClient,
  file: ImportedFile,
  signal: AbortSignal,
  onProgress: (progress: ImportProgress) => void,
): Promise<Result<HostOutputs['finishImport']>> {
  const { name: fileName, size } = file;
  if (size === 0) return fail('invalid-argument', 'It is empty.');
  if (size > MAX_IMPORT_BYTES) return fail('invalid-argument', 'It is larger than 2 GiB.');
  const begun = await host.beginImport({ sizeBytes: size });
  if (!begun.ok) return begun;
  const { importId } = begun.value;
  // Without an answer to wait for: what is being worked on ends with it.
  signal.addEventListener('abort', () => void host.cancelImport({ importId }), { once: true });
  let entries = 0;
  for (let offset = 0; offset < size; offset += MAX_CHUNK_BYTES) {
    onProgress({ fileName, share: offset / size, entries });
    const chunk = await readChunk(file, offset);
    if (signal.aborted) return CANCELLED;
    if (chunk === null) {
      void host.cancelImport({ importId });
      return fail('invalid-argument', 'It cannot be read. Choose it again.');
    }
    const answer = await host.appendImport({ importId, offset, chunk });
    if (signal.aborted) return CANCELLED;
    if (!answer.ok) return answer;
    entries = answer.value.entries;
  }
  onProgress({ fileName, share: 1, entries });
  return host.finishImport({ importId });
}

const CANCELLED = fail('cancelled', 'The import was cancelled. Nothing was stored.');

/** In base64; null where the file is gone. */
async function readChunk(file: ImportedFile, offset: number): Promise<string | null> {
  try {
    const bytes = new Uint8Array(await file.slice(offset, offset + MAX_CHUNK_BYTES).arrayBuffer());
    return encodeBase64(bytes);
  } catch {
    return null;
  }
}

/** A call has no room for a million arguments. */
const PIECE = 32_766;

function encodeBase64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += PIECE) {
    pieces.push(btoa(String.fromCharCode(...bytes.subarray(at, at + PIECE))));
  }
  return pieces.join('');
}
