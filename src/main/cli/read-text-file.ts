import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { locateJsonError } from '@shared/text/locate-json-error';
import { usageError } from './cli-error';
import type { CliIo } from './cli-io';

export const MAX_INPUT_BYTES = 20 * 1024 * 1024;

const CHUNK_BYTES = 1024 * 1024;

const REASONS: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not read it',
};

/** A file's text, or that of stdin for `-`: UTF-8 without its byte order mark, of bounded size. */
export async function readTextFile(io: CliIo, name: string, maxBytes = MAX_INPUT_BYTES): Promise<string> {
  const bytes = await readBytes(io, name, maxBytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw usageError(`${name} is not UTF-8 text.`, 'not-text');
  }
}

/** A file's bytes, or those of stdin for `-`, of bounded size. */
function readBytes(io: CliIo, name: string, maxBytes = MAX_INPUT_BYTES): Promise<Uint8Array> {
  return collect(openChunks(io, name), name, maxBytes);
}

/** The same one chunk after the other, of any size. */
export async function* openChunks(io: CliIo, name: string): AsyncIterable<Uint8Array> {
  const chunks = name === '-' ? io.stdin : readChunks(resolve(io.workingFolder, name), name);
  for await (const chunk of chunks) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
}

/** The JSON value of a text; the error says where it breaks and quotes nothing. */
export function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const { line, column } = locateJsonError(text) ?? { line: 1, column: 1 };
    throw usageError(`${name} is not valid JSON: see line ${line}, column ${column}.`, 'invalid-json');
  }
}

async function* readChunks(path: string, name: string): AsyncIterable<Uint8Array> {
  try {
    const file = await open(path);
    yield* file.createReadStream({ highWaterMark: CHUNK_BYTES });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw usageError(`${name} cannot be read: ${REASONS[code] ?? code}.`, 'unreadable-file');
  }
}

async function collect(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
  maxBytes: number,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const bytes of chunks) {
    size += bytes.length;
    if (size > maxBytes) {
      throw usageError(`${name} is larger than ${Math.floor(maxBytes / 1024 / 1024)} MiB.`, 'too-large');
    }
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}
