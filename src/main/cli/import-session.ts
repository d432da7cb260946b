import { type HostOutputs, MAX_CHUNK_BYTES } from '@shared/contract/host-api';
import { usageError } from './cli-error';
import type { CliIo } from './cli-io';
import type { CliHost } from './open-cli-host';
import { createOutput } from './output';
import { openChunks } from './read-text-file';
import { showReading } from './show-reading';

/** Stores what a file (or stdin, for `-`) holds as a session and prints its id. It goes to the host chunk by chunk. */
export async function importSession(io: CliIo, host: CliHost, file: string): Promise<void> {
  const { sessionId, recognisedAs } = await sendFile(io, host, file);
  if (recognisedAs === 'unrecognised') {
    await host.call('deleteSession', { sessionId });
    throw usageError(
      `${file} is not a Grantscope session export, and nothing else that can be diagnosed.`,
      'unrecognised',
    );
  }
  createOutput(io).print(sessionId);
}

async function sendFile(io: CliIo, host: CliHost, file: string): Promise<HostOutputs['finishImport']> {
  const reading = showReading(io);
  // Of stdin nobody knows the size before its end.
  const { importId } = await host.call('beginImport', { sizeBytes: null });
  let offset = 0;
  for await (const bytes of openChunks(io, file)) {
    for (let at = 0; at < bytes.length; at += MAX_CHUNK_BYTES) {
      const piece = Buffer.from(bytes.subarray(at, at + MAX_CHUNK_BYTES));
      const chunk = piece.toString('base64');
      const { entries } = await host.call('appendImport', { importId, offset, chunk });
      offset += piece.length;
      reading.add(piece.length, entries);
    }
  }
  const finished = await host.call('finishImport', { importId });
  reading.end(finished.archive);
  return finished;
}
