import type { ErrorRecord } from '@shared/model/error-record';
import type { HeaderList, RecordedBody } from '@shared/model/exchange';
import type { TraceEvent, TraceEventBody } from '@shared/model/trace-event';
import { createMakeValue, type PlantStyle } from './plant-value';

export interface Plant {
  place: string;
  value: string;
  /** What a person would copy from there: the value, or the token that it is a part of. */
  whole: string;
}

interface PlantedRequest {
  method?: string;
  url: string;
  headers?: HeaderList;
  body?: string;
}

interface PlantedResponse {
  status?: number;
  headers?: HeaderList;
  body?: string | RecordedBody;
}

type PlantedPurpose = 'authorization' | 'token' | 'userinfo' | 'resource' | 'other';

/** Records a session and makes a value for each place of it that can hold a secret. */
export interface Planter {
  events: TraceEvent[];
  plants: Plant[];
  /** In the style of the session. */
  plant(place: string): string;
  /** As servers make tokens, where a value with other characters could not stand. */
  token(place: string): string;
  /** As long as what servers make for a name: no word of any language has as many digits among its letters. */
  long(place: string): string;
  /** As the part of a longer secret, which is what a person would copy. */
  wrapped(place: string, wrap: (value: string) => string): string;
  record(body: TraceEventBody): void;
  step(name: string, run: () => void, error?: ErrorRecord | null): void;
  exchange(
    id: string,
    purpose: PlantedPurpose,
    request: PlantedRequest,
    response: PlantedResponse,
    error?: ErrorRecord | null,
    channel?: 'front' | 'back',
  ): void;
  /** A page, a body or a message that somebody asked for: an exchange of its own with this answer. */
  answer(id: string, type: string, body: string | RecordedBody): void;
}

export const STARTED_AT = Date.UTC(2026, 0, 15, 9, 30);
export const ISSUER = 'https://id.acme.example';

export function createPlanter(random: () => number, style: PlantStyle): Planter {
  const events: TraceEvent[] = [];
  const plants: Plant[] = [];
  const makeValue = createMakeValue(random);
  const keep = (place: string, value: string, wrap: (value: string) => string = (each) => each) => {
    const whole = wrap(value);
    plants.push({ place, value, whole });
    return whole;
  };
  const record = (body: TraceEventBody) => {
    events.push({ ...body, seq: events.length + 1, time: STARTED_AT + events.length * 10 } as TraceEvent);
  };
  const exchange: Planter['exchange'] = (id, purpose, request, response, error = null, channel = 'back') => {
    const stepId = events.findLast((event) => event.type === 'step-started')?.stepId ?? '';
    const { method = 'GET', url, headers = [], body } = request;
    const sent = { method, url, headers, body: toBody(body) };
    record({ type: 'exchange-started', exchangeId: id, stepId, purpose, channel, request: sent });
    record({
      type: 'exchange-ended',
      exchangeId: id,
      request: sent,
      response: {
        status: response.status ?? 200,
        statusText: 'OK',
        headers: response.headers ?? [],
        body: typeof response.body === 'object' ? response.body : toBody(response.body),
      },
      error,
      timings: { dnsMs: 1, connectMs: 2, tlsMs: 3, firstByteMs: 44, totalMs: 137 },
      connection: { remoteAddress: '192.0.2.7', remotePort: 443, tls: null },
    });
  };
  return {
    events,
    plants,
    plant: (place) => keep(place, makeValue(style)),
    token: (place) => keep(place, makeValue('token')),
    long: (place) => keep(place, makeValue('token'), (value) => `${value}x9Q2w7E4r1`),
    wrapped: (place, wrap) => keep(place, makeValue('token'), wrap),
    record,
    step(name, run, error = null) {
      record({ type: 'step-started', stepId: name, name, title: `The ${name} step`, actor: 'client' });
      run();
      record({ type: 'step-ended', stepId: name, outcome: error ? 'failed' : 'succeeded', error });
    },
    exchange,
    answer: (id, type, body) =>
      exchange(id, 'other', { url: `${ISSUER}/${id}` }, { headers: [['content-type', type]], body }),
  };
}

function toBody(text: string | undefined): RecordedBody | null {
  if (text === undefined) return null;
  // Not the real length: that differs with what a value compresses to, and nothing else of a report may.
  return { text, encoding: 'utf8', bodyBytes: 1_000, truncated: false };
}
