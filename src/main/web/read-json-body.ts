import type { IncomingMessage } from 'node:http';
import { type Refusal, refuse } from './guards';

/** Holds the largest input of the contract, an imported session, with its quotes escaped. */
export const MAX_CALL_BYTES = 32 * 1024 * 1024;

/** A code in an object. Nobody has shown a token yet when this is read. */
export const MAX_SIGN_IN_BYTES = 4 * 1024;

/** Deeper values would overflow the stack of whoever walks them. */
const MAX_DEPTH = 200;

export type JsonBody = { ok: true; value: unknown } | { ok: false; refusal: Refusal };

/** Reads `application/json` in UTF-8, uncompressed, bounded in bytes and in depth. */
export async function readJsonBody(request: IncomingMessage, maxBytes: number): Promise<JsonBody> {
  const mediaType = (request.headers['content-type'] ?? '').trim();
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (!/^application\/json\s*(;\s*charset=utf-8\s*)?$/i.test(mediaType) || encoding !== 'identity')
    return refuseBody(415, 'The body must be application/json in UTF-8.');
  const bytes = await readBytes(request, maxBytes);
  if (bytes === null) return refuseBody(413, 'The body is too large.');
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (isDeeperThan(text, MAX_DEPTH)) return refuseBody(400, 'The body is nested too deeply.');
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return refuseBody(400, 'The body is not JSON.');
  }
}

function refuseBody(status: number, message: string): JsonBody {
  return { ok: false, refusal: refuse(status, 'invalid-argument', message) };
}

/** Null where the body is too large. Its rest is thrown away unread: closing at once could lose the answer. */
async function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return null;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) {
      request.resume();
      return null;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Counts brackets outside strings, so that no parser has to be trusted with the depth. */
export function isDeeperThan(json: string, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < json.length; index += 1) {
    const character = json[index];
    if (inString) {
      if (character === '\\') index += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') {
      depth += 1;
      if (depth > limit) return true;
    } else if (character === '}' || character === ']') depth -= 1;
  }
  return false;
}
