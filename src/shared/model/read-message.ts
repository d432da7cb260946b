import type { HeaderList, RecordedBody } from './exchange';

/** The first value of a header field, names compared without case. */
export function readHeader(headers: HeaderList, name: string): string | null {
  return headers.find(([each]) => each.toLowerCase() === name)?.[1] ?? null;
}

/** All values of a header field, in order. */
export function readHeaders(headers: HeaderList, name: string): string[] {
  return headers.filter(([each]) => each.toLowerCase() === name).map(([, value]) => value);
}

/** The body as a JSON object, null where it is anything else (cut off, binary, an array, not JSON). */
export function readJsonObject({ body }: { body: RecordedBody | null }): Record<string, unknown> | null {
  if (body?.encoding !== 'utf8' || body.truncated) return null;
  return parseJsonObject(body.text);
}

export function parseJsonObject(text: string): Record<string, unknown> | null {
  // Most texts that are asked about are none: an error is dear, and an array of any depth is no object.
  if (!text.trimStart().startsWith('{')) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** Null where the text is no JSON. Drops duplicate members, so the text itself should stay reachable. */
export function indentJson(text: string): string | null {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return null;
  }
}

/** The address without what may hold a secret. */
export function withoutQuery(url: string): string {
  return url.split(/[?#]/, 1)[0] ?? url;
}
