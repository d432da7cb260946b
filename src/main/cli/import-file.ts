import { randomBytes } from 'node:crypto';
import { createImportStream } from '../import/import-stream';
import type { ImportedText } from '../import/import-text';
import { usageError } from './cli-error';
import type { CliIo } from './cli-io';
import { openChunks } from './read-text-file';
import { showReading } from './show-reading';

/**
 * What a file (or stdin, for `-`) with something captured elsewhere is, of any size. What cannot be read at all is a
 * usage error.
 */
export async function importFile(
  io: CliIo,
  file: string,
): Promise<Exclude<ImportedText, { kind: 'refused' }>> {
  const name = file === '-' ? 'Standard input' : file;
  const stream = createImportStream();
  const reading = showReading(io);
  for await (const bytes of openChunks(io, file)) {
    const problem = await stream.write(bytes);
    if (problem) throw usageError(`${name} cannot be read. ${problem}`, 'not-an-archive');
    reading.add(bytes.length, stream.countEntries());
  }
  const sessionId = randomBytes(12).toString('base64url');
  const { imported, archive } = await stream.finish({ sessionId, now: Date.now });
  stream.close();
  reading.end(archive);
  if (imported.kind === 'refused') {
    throw usageError(`${name} cannot be read. ${imported.message}`, imported.reason);
  }
  return imported;
}
