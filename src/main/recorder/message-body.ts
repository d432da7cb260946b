import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  constants as zlib,
} from 'node:zlib';
import type { RecordedBody } from '@shared/model/exchange';

const MEBIBYTE = 1024 * 1024;

export interface BodyLimits {
  /** Of each body this many bytes are recorded. */
  recordedBytes: number;
  /** The caller gets this many bytes at most, and no more are ever held in memory. */
  handedBytes: number;
}

export const DEFAULT_BODY_LIMITS: BodyLimits = { recordedBytes: 5 * MEBIBYTE, handedBytes: 20 * MEBIBYTE };

/** Keeps the start of a body and counts the rest. */
export interface BodyCollector {
  add(chunk: Uint8Array): void;
  read(): CollectedBody;
}

export interface CollectedBody {
  kept: Buffer;
  /** All bytes seen, kept or not. */
  bodyBytes: number;
}

export function createBodyCollector(limitBytes: number): BodyCollector {
  const chunks: Uint8Array[] = [];
  let keptBytes = 0;
  let bodyBytes = 0;
  return {
    add(chunk) {
      bodyBytes += chunk.byteLength;
      const rest = chunk.subarray(0, limitBytes - keptBytes);
      if (rest.byteLength === 0) return;
      chunks.push(rest);
      keptBytes += rest.byteLength;
    },
    read: () => ({ kept: Buffer.concat(chunks), bodyBytes }),
  };
}

/** A body as the trace holds it; null where there was none. Bytes that are not clean UTF-8 become base64. */
export function recordBody({ kept, bodyBytes }: CollectedBody, limits: BodyLimits): RecordedBody | null {
  if (bodyBytes === 0) return null;
  const start = kept.subarray(0, limits.recordedBytes);
  const truncated = start.byteLength < bodyBytes;
  const text = decodeUtf8(start, truncated);
  return text === null
    ? { text: start.toString('base64'), encoding: 'base64', bodyBytes, truncated }
    : { text, encoding: 'utf8', bodyBytes, truncated };
}

/** Null where the bytes are no text: NUL counts as binary. A cut inside a character drops that character. */
export function decodeUtf8(bytes: Uint8Array, cut = false): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: cut });
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

export interface DecodedBody extends CollectedBody {
  /** The codings that were taken off, in the order they were applied; empty where none were. */
  codings: string[];
  /** Why decoding stopped; `kept` then holds the bytes as they arrived. */
  failure: unknown;
}

/**
 * Takes the content codings off (RFC 9110 section 8.4). A body that was cut short is decoded as far as
 * it goes. Output beyond `limitBytes` is not produced, so a tiny answer cannot unpack into all memory;
 * `bodyBytes` is then what was seen up to there.
 */
export async function decodeContent(
  body: CollectedBody,
  contentEncoding: string,
  limitBytes: number,
): Promise<DecodedBody> {
  const codings = contentEncoding
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity');
  if (body.bodyBytes === 0 || codings.length === 0 || !codings.every(isKnownCoding)) {
    return { ...body, codings: [], failure: null };
  }
  try {
    let current = body;
    for (const coding of codings.toReversed()) current = await decodeOne(current.kept, coding, limitBytes);
    return { ...current, codings, failure: null };
  } catch (failure) {
    return { ...body, codings: [], failure };
  }
}

const isKnownCoding = (coding: string): boolean => /^(x-)?gzip$|^br$|^deflate$/.test(coding);

async function decodeOne(bytes: Buffer, coding: string, limitBytes: number): Promise<CollectedBody> {
  const decoder = createDecoder(bytes, coding);
  const collector = createBodyCollector(limitBytes);
  let seen = 0;
  decoder.end(bytes);
  for await (const chunk of decoder as AsyncIterable<Buffer>) {
    collector.add(chunk);
    seen += chunk.byteLength;
    if (seen > limitBytes) break;
  }
  return collector.read();
}

/** "deflate" is zlib-wrapped by the standard and raw in the wild: the first byte tells. */
function createDecoder(bytes: Buffer, coding: string) {
  const tolerant = { finishFlush: zlib.Z_SYNC_FLUSH };
  if (coding === 'br') return createBrotliDecompress({ finishFlush: zlib.BROTLI_OPERATION_FLUSH });
  if (coding !== 'deflate') return createGunzip(tolerant);
  return ((bytes[0] ?? 0) & 0x0f) === 8 ? createInflate(tolerant) : createInflateRaw(tolerant);
}
