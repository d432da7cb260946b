import type { RecordedRequest } from '@shared/model/exchange';
import { TRACE_VERSION, type TraceEvent, type TraceEventBody } from '@shared/model/trace-event';
import { EXPORT_FORMAT, EXPORT_VERSION } from '@shared/report/session-export';
import { STARTED_AT } from './sample-messages';

/** One step in so many fails. */
const FAILS_EVERY = 500;

/** The events of a recording with this many steps, each with a request, a check and, now and then, a long silence. */
export function buildLongTrace(stepCount: number): TraceEvent[] {
  const events: TraceEvent[] = [];
  let time = STARTED_AT;
  const record = (body: TraceEventBody, passMs = 0) => {
    time += passMs;
    events.push({ ...body, seq: events.length + 1, time } as TraceEvent);
  };
  record({
    type: 'session-started',
    version: TRACE_VERSION,
    sessionId: 'long-session',
    flow: 'imported',
    profile: null,
    fault: null,
    environment: { app: 'grantscope test', runtime: 'node', platform: 'test', libraries: {} },
  });
  for (let index = 1; index <= stepCount; index += 1) recordStep(record, index);
  record({ type: 'session-ended', outcome: 'failed' });
  return events;
}

function recordStep(record: (body: TraceEventBody, passMs?: number) => void, index: number): void {
  const [stepId, exchangeId] = [`s${index}`, `e${index}`];
  const isFailed = index % FAILS_EVERY === 0;
  const request: RecordedRequest = {
    method: 'POST',
    url: 'https://id.acme.example/token',
    headers: [['content-type', 'application/x-www-form-urlencoded']],
    body: null,
  };
  record(
    { type: 'step-started', stepId, name: 'token', title: `Token request ${index}`, actor: 'client' },
    index % 100 === 0 ? 60_000 : 2,
  );
  record({ type: 'exchange-started', exchangeId, stepId, purpose: 'token', channel: 'back', request }, 1);
  record(
    {
      type: 'exchange-ended',
      exchangeId,
      request,
      response: {
        status: isFailed ? 400 : 200,
        statusText: isFailed ? 'Bad Request' : 'OK',
        headers: [],
        body: null,
      },
      error: null,
      timings: {
        dnsMs: 1,
        connectMs: 2,
        tlsMs: 4,
        firstByteMs: 20 + (index % 30),
        totalMs: 30 + (index % 30),
      },
      connection: null,
    },
    30 + (index % 30),
  );
  record({
    type: 'check',
    stepId,
    exchangeId,
    check: {
      id: 'token-status',
      title: 'HTTP status of the token response',
      verdict: isFailed ? 'fail' : 'pass',
      expected: '200',
      actual: isFailed ? '400' : '200',
      reference: {
        label: 'RFC 6749 section 5.1',
        url: 'https://www.rfc-editor.org/rfc/rfc6749.html#section-5.1',
      },
    },
  });
  record({ type: 'step-ended', stepId, outcome: isFailed ? 'failed' : 'succeeded', error: null });
}

/** The same as the JSON export that an import reads. */
export function buildLongExport(stepCount: number): string {
  return JSON.stringify({
    format: EXPORT_FORMAT,
    version: EXPORT_VERSION,
    exportedAt: new Date(STARTED_AT).toISOString(),
    appVersion: '0.0.0',
    session: {},
    events: buildLongTrace(stepCount),
    findings: [],
    redactions: [],
  });
}
