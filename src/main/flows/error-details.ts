const MAX_DEPTH = 3;
const MAX_ITEMS = 20;
const MAX_TEXT = 2_000;

/** Members that have a place of their own on the record, or that never help (a certificate is on its exchange). */
const LEFT_OUT = new Set([
  'name',
  'message',
  'stack',
  'code',
  'cause',
  'errors',
  'facts',
  'cert',
  'response',
]);

/** The facts that hung on an error, and on a `cause` that is data and no error, bounded in depth and size. */
export function readErrorDetails(error: object): Record<string, unknown> {
  const details = readMembers(error, LEFT_OUT);
  return {
    ...details,
    ...readCauseData(readMember(error, 'cause')),
    ...readCauseData(readMember(error, 'facts')),
  };
}

/** A member's value, also where reading it throws: errors come from anywhere. */
export function readMember(holder: unknown, name: string): unknown {
  try {
    return (holder as Record<string, unknown> | null | undefined)?.[name];
  } catch {
    return undefined;
  }
}

export function clipText(text: string, limit: number = MAX_TEXT): string {
  return text.length > limit ? `${text.slice(0, limit)}… (${text.length} characters)` : text;
}

/** openid-client and oauth4webapi put what they compared, or the provider's answer, where a cause goes. */
function readCauseData(cause: unknown): Record<string, unknown> {
  if (cause === null || typeof cause !== 'object' || cause instanceof Error) return {};
  if (cause instanceof URLSearchParams) return readMembers(Object.fromEntries(cause));
  if (cause instanceof Response)
    return { status: cause.status, contentType: cause.headers.get('content-type') };
  if (Array.isArray(cause)) return { challenges: toPlainData(cause, 0) };
  return readMembers(cause);
}

function readMembers(holder: object, leftOut: ReadonlySet<string> = new Set()): Record<string, unknown> {
  const members: Record<string, unknown> = {};
  for (const name of listKeys(holder)) {
    if (leftOut.has(name)) continue;
    const value = toPlainData(readMember(holder, name), 0);
    if (value !== undefined) defineMember(members, name, value);
  }
  return members;
}

function listKeys(holder: object): string[] {
  try {
    return Object.keys(holder).slice(0, MAX_ITEMS);
  } catch {
    return [];
  }
}

/** Undefined stands for "not plain data": functions, symbols, buffers, live objects, anything too deep. */
function toPlainData(value: unknown, depth: number): unknown {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return clipText(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') return clipText(String(value));
  if (typeof value !== 'object' || depth >= MAX_DEPTH) return undefined;
  if (value instanceof URL) return clipText(value.href);
  if (value instanceof URLSearchParams) return toPlainData(Object.fromEntries(value), depth);
  if (Array.isArray(value)) {
    return value.slice(0, MAX_ITEMS).map((item) => toPlainData(item, depth + 1) ?? null);
  }
  return isPlainObject(value) ? toPlainObject(value, depth) : undefined;
}

function toPlainObject(value: object, depth: number): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const name of listKeys(value)) {
    const member = toPlainData(readMember(value, name), depth + 1);
    if (member !== undefined) defineMember(copy, name, member);
  }
  return copy;
}

/** As an own member even where the name is `__proto__`: names come from the provider. */
function defineMember(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, enumerable: true, writable: true, configurable: true });
}

function isPlainObject(value: object): boolean {
  try {
    const prototype = Object.getPrototypeOf(value);
    return prototype === null || prototype === Object.prototype;
  } catch {
    return false;
  }
}
