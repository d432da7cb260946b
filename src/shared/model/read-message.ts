import type { HeaderList, RecordedBody } from './exchange';

/** The first value of a header field, names compared without case. */
export function readHeader(headers: HeaderList, name: string): string | null {
  return headers.find(([each]) => each.toLowerCase() === name)?.[1] ?? null;
}

/** The body as a JSON object, null where it is anything else (cut off, binary, an array, not JSON). */
export function readJsonObject({ body }: { body: RecordedBody | null }): Record<string, unknown> | null {
  if (body?.encoding !== 'utf8' || body.truncated) return null;
  return parseJsonObject(body.text);
}

export function parseJsonObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
