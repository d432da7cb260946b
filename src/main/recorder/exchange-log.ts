import type { ConnectionFacts, ExchangeTimings, HeaderList } from '@shared/model/exchange';
import type { BodyCollector, DecodedBody } from './message-body';

/** The answer as it arrived, before content decoding. */
export interface WireAnswer {
  status: number;
  statusText: string;
  headers: HeaderList;
  body: BodyCollector;
}

/**
 * What is known about one exchange so far. Every stage writes into it as it learns something, so that a
 * failure at any point leaves a record of all that came before.
 */
export interface ExchangeLog {
  now: () => number;
  phases: Omit<ExchangeTimings, 'totalMs'>;
  connection: ConnectionFacts | null;
  /** The request head that was written to the socket; null until it was. */
  sentHead: { method: string; headers: HeaderList } | null;
  answer: WireAnswer | null;
  /** The answer's body with its content codings taken off. */
  content: DecodedBody | null;
}

/** `now` in milliseconds; only differences are used. */
export function createExchangeLog(now: () => number): ExchangeLog {
  return {
    now,
    phases: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null },
    connection: null,
    sentHead: null,
    answer: null,
    content: null,
  };
}

/** Starts a stopwatch: milliseconds since, to a hundredth, never negative (a clock may be set back). */
export function startStopwatch(now: () => number): () => number {
  const startedAt = now();
  return () => Math.max(0, Math.round((now() - startedAt) * 100) / 100);
}
