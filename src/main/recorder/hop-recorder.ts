import type { RecordedRequest } from '@shared/model/exchange';
import { toErrorRecord } from '../flows/error-record';
import type { HopRecorder } from '../flows/flow';
import { startStopwatch } from './exchange-log';
import { DEFAULT_BODY_LIMITS, recordBody } from './message-body';
import type { Recorder } from './recorder';

export interface HopRecorderOptions {
  recorder: Recorder;
  /** The step that is running when a hop starts. */
  stepId: () => string;
  /** Milliseconds; only differences are used. */
  now: () => number;
}

/**
 * Puts on the trace what a browser that we only watch sends and receives, in the form of every other exchange.
 * Connection and phases are the browser's own and stay unknown.
 */
export function createHopRecorder({ recorder, stepId, now }: HopRecorderOptions): HopRecorder {
  const open = new Map<string, { request: RecordedRequest; readTotal: () => number }>();
  return {
    start(purpose, { method, url, headers, body }) {
      const exchangeId = recorder.nextId('exchange');
      const request = { method, url, headers, body: recordBytes(body) };
      open.set(exchangeId, { request, readTotal: startStopwatch(now) });
      recorder.record({
        type: 'exchange-started',
        exchangeId,
        stepId: stepId(),
        purpose,
        channel: 'front',
        request,
      });
      return exchangeId;
    },
    end(exchangeId, { answer, error, sentHeaders }) {
      const hop = open.get(exchangeId);
      if (!hop) return;
      open.delete(exchangeId);
      recorder.record({
        type: 'exchange-ended',
        exchangeId,
        request: { ...hop.request, headers: sentHeaders ?? hop.request.headers },
        response: answer && { ...answer, body: recordBytes(answer.body) },
        error: error && toErrorRecord(error),
        timings: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: hop.readTotal() },
        connection: null,
      });
    },
    note: (code, message) => recorder.record({ type: 'note', stepId: stepId(), code, message }),
    artifact: (name, kind, value) =>
      recorder.record({ type: 'artifact', stepId: stepId(), name, kind, value }),
  };
}

function recordBytes(body: Buffer | null): RecordedRequest['body'] {
  return body && recordBody({ kept: body, bodyBytes: body.byteLength }, DEFAULT_BODY_LIMITS);
}
