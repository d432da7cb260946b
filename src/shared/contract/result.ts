/** An expected failure of the host, as a value. A bug throws instead; a protocol failure is trace data. */
export interface HostError {
  code: HostErrorCode;
  message: string;
  /** The capability that is missing, where that is the reason. */
  capability?: string;
  /** Field-level problems, where the input was refused. `path` is dotted, "" for the whole value. */
  problems?: { path: string; message: string }[];
}

export const HOST_ERROR_CODES = [
  'invalid-argument',
  'unknown-method',
  'not-found',
  'conflict',
  'not-supported',
  'provider-unreachable',
  'discovery-failed',
  'storage-unavailable',
  'unset-secret',
  'unauthorized',
  'read-only',
  'report-leak',
  'print-failed',
  'stale-preview',
  'cancelled',
  'internal',
] as const;

export type HostErrorCode = (typeof HOST_ERROR_CODES)[number];

export type Result<T> = { ok: true; value: T } | { ok: false; error: HostError };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function fail(
  code: HostErrorCode,
  message: string,
  extra: Pick<HostError, 'capability' | 'problems'> = {},
): { ok: false; error: HostError } {
  return { ok: false, error: { code, message, ...extra } };
}
