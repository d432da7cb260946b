import { randomBytes } from 'node:crypto';
import { decodeBytes } from '../import/decode-bytes';
import { type ImportedText, importText } from '../import/import-text';
import { isBroken } from '../import/repair-text';
import { usageError } from './cli-error';
import type { CliIo } from './cli-io';
import { readBytes } from './read-text-file';

/** What a file (or stdin, for `-`) with something captured elsewhere is. What cannot be read at all is a usage error. */
export async function importFile(
  io: CliIo,
  file: string,
): Promise<Exclude<ImportedText, { kind: 'refused' }>> {
  const name = file === '-' ? 'Standard input' : file;
  const { text, remarks } = decodeBytes(await readBytes(io, file));
  const sessionId = randomBytes(12).toString('base64url');
  const imported = importText(text, { sessionId, now: Date.now, remarks });
  if (imported.kind === 'refused') {
    throw usageError(`${name} cannot be read. ${imported.message}`, imported.reason);
  }
  if (imported.kind === 'unrecognised' && isBroken(remarks)) {
    throw usageError(`${name} is not UTF-8 text.`, 'not-text');
  }
  return imported;
}
