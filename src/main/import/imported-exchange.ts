import type { ErrorRecord } from '@shared/model/error-record';
import type {
  ConnectionFacts,
  ExchangeTimings,
  RecordedRequest,
  RecordedResponse,
} from '@shared/model/exchange';

/** One request with what became of it, from whatever format. */
export interface ImportedExchange {
  request: RecordedRequest;
  /** Null where none was captured. */
  response: RecordedResponse | null;
  /** Why no answer came, null where that is not known. */
  error: ErrorRecord | null;
  /** Epoch milliseconds, null where the format has no times. */
  startedAt: number | null;
  totalMs: number;
  /** Parts of it, where the format has them. */
  phases?: Omit<ExchangeTimings, 'totalMs'>;
  connection?: ConnectionFacts | null;
}

/** Far more than a sign-in has; what comes after is left out. */
export const MAX_EXCHANGES = 500;

/** Reads as "The request was answered with HTTP 503": what it was and where it went is not known. */
export const UNKNOWN_REQUEST: RecordedRequest = { method: 'The request', url: '', headers: [], body: null };

export function buildExchange(
  parts: Partial<ImportedExchange> & Pick<ImportedExchange, 'request'>,
): ImportedExchange {
  return { response: null, error: null, startedAt: null, totalMs: 0, ...parts };
}
