import { open } from 'node:fs/promises';
import { MAX_IMPORT_CHARACTERS } from '@shared/contract/host-api';
import { decodeBytes } from './decode-bytes';

const REASONS: Record<string, string> = {
  ENOENT: 'There is no such file.',
  EISDIR: 'It is a folder.',
  EACCES: 'This user may not read it.',
};

/** The text of a file, whatever its encoding. Errors are sentences for a user. */
export async function readRecording(path: string): Promise<string> {
  try {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      if (size > MAX_IMPORT_CHARACTERS) throw new Error('The file is larger than 20 MiB.');
      return decodeBytes(await file.readFile()).text;
    } finally {
      await file.close();
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === undefined ? error : new Error(REASONS[code] ?? `It cannot be read (${code}).`);
  }
}
