import type { TraceEvent, TraceEventBody } from '@shared/model/trace-event';

/**
 * The one writer of a session's trace. Numbers each event, stamps it, hands it to the sink (which
 * stores it before anyone is shown it) and returns it.
 */
export interface Recorder {
  readonly sessionId: string;
  record(body: TraceEventBody): TraceEvent;
  /** A new id, unique within the session: `nextId('exchange')` is exchange-1, exchange-2, ... */
  nextId(kind: string): string;
}

export interface RecorderOptions {
  sessionId: string;
  /** Epoch milliseconds. */
  now: () => number;
  sink: (event: TraceEvent) => void;
  /** What the session holds already; numbers and ids go on after it. */
  recorded?: readonly TraceEvent[];
}

export function createRecorder({ sessionId, now, sink, recorded = [] }: RecorderOptions): Recorder {
  let seq = recorded.at(-1)?.seq ?? 0;
  const exchanges = recorded.filter((event) => event.type === 'exchange-started').length;
  const counters = new Map([['exchange', exchanges]]);
  return {
    sessionId,
    record(body) {
      seq += 1;
      const event = { ...body, seq, time: now() } as TraceEvent;
      sink(event);
      return event;
    },
    nextId(kind) {
      const count = (counters.get(kind) ?? 0) + 1;
      counters.set(kind, count);
      return `${kind}-${count}`;
    },
  };
}
