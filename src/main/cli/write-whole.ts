import { randomBytes } from 'node:crypto';
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';

/**
 * Writes a file so that it is there as a whole or not at all: beside its place first, whatever ends the process. A
 * device or a pipe is written to as it is. Rejects with the error of the file system.
 */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const known = await stat(path).catch(() => null);
  if (known && !known.isFile()) return writeFile(path, content);
  // A link goes on pointing at what it pointed at.
  const target = known ? await realpath(path) : path;
  const part = `${target}.${randomBytes(6).toString('hex')}.part`;
  try {
    await writeFile(part, content, { flag: 'wx', ...(known ? { mode: known.mode & 0o777 } : {}) });
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
