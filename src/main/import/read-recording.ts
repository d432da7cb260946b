import { open } from 'node:fs/promises';

const REASONS: Record<string, string> = {
  ENOENT: 'There is no such file.',
  EISDIR: 'It is a folder.',
  EACCES: 'This user may not read it.',
};

/** The bytes of a file, `chunkBytes` at a time. Errors are sentences for a user. */
export async function* readRecording(path: string, chunkBytes: number): AsyncGenerator<Uint8Array> {
  try {
    const file = await open(path);
    yield* file.createReadStream({ highWaterMark: chunkBytes });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === undefined ? error : new Error(REASONS[code] ?? `It cannot be read (${code}).`);
  }
}
