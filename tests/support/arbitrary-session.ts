import type { ErrorCause } from '@shared/model/error-record';
import { EXCHANGE_PURPOSES, type HeaderList, type RecordedBody } from '@shared/model/exchange';
import type { SessionView } from '@shared/model/session';
import type { TraceEvent, TraceEventBody } from '@shared/model/trace-event';
import { foldTrace } from '@shared/trace/fold-trace';
import fc from 'fast-check';
import { makeJwt } from './change-session';

const NAMES = [
  'redirect_uri',
  'client_id',
  'scope',
  'state',
  'nonce',
  'code',
  'iss',
  'exp',
  '__proto__',
  'x',
];
const name = fc.oneof(fc.constantFrom(...NAMES), fc.string({ maxLength: 8 }));
const jwt = fc
  .dictionary(name, fc.oneof(fc.string(), fc.integer(), fc.jsonValue({ maxDepth: 2 })), { maxKeys: 4 })
  .map((claims) => makeJwt(claims));
const value = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('a b', 'b a', 'openid'), jwt);
const pairs = fc.array(fc.tuple(name, value), { maxLength: 5 });
const form = pairs.map((each) => new URLSearchParams(each).toString());
const url = fc.oneof(
  form.map((query) => `http://127.0.0.1:40000/p?${query}`),
  form.map((query) => `https://id.example/p#${query}`),
  fc.string({ maxLength: 10 }),
);
const json = fc.dictionary(name, fc.oneof(value, fc.jsonValue({ maxDepth: 3 })), { maxKeys: 5 });
const text = fc.oneof(
  form,
  json.map((each) => JSON.stringify(each)),
  json.map((each) => JSON.stringify({ keys: [each] })),
  jwt,
  fc.string(),
);
const body: fc.Arbitrary<RecordedBody | null> = fc.option(
  fc.record({
    text,
    encoding: fc.constantFrom('utf8' as const, 'base64' as const),
    bodyBytes: fc.nat(),
    truncated: fc.boolean(),
  }),
);
const headers: fc.Arbitrary<HeaderList> = fc.array(
  fc.tuple(
    fc.constantFrom('Authorization', 'Content-Type', 'Date', 'DPoP', 'x'),
    fc.oneof(
      value,
      form.map((each) => `Basic ${btoa(unescape(encodeURIComponent(each)))}`),
    ),
  ),
  { maxLength: 4 },
);
const request = fc.record({ method: fc.constantFrom('GET', 'POST', ''), url, headers, body });
const response = fc.record({ status: fc.integer({ min: 0, max: 999 }), statusText: value, headers, body });
const stepId = fc.constantFrom('a', 'b', 'c');
const exchangeId = fc.constantFrom('e1', 'e2', 'e3');
const failure = fc.record({
  name: value,
  message: value,
  code: fc.option(value),
  details: fc.constant({}),
  source: fc.constant('library' as const),
  causes: fc.constant<ErrorCause[]>([]),
  oauth: fc.option(
    fc.record({ error: value, errorDescription: fc.option(value), errorUri: fc.constant(null) }),
  ),
});
const timings = fc.constant({ dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 1 });

const event: fc.Arbitrary<TraceEventBody> = fc.oneof(
  fc.record({
    type: fc.constant('step-started' as const),
    stepId,
    name: fc.constantFrom('token', 'callback', 'discovery'),
    title: value,
    actor: fc.constant('client' as const),
  }),
  fc.record({
    type: fc.constant('step-ended' as const),
    stepId,
    outcome: fc.constantFrom('succeeded' as const, 'failed' as const),
    error: fc.option(failure),
  }),
  fc.record({
    type: fc.constant('exchange-started' as const),
    exchangeId,
    stepId,
    purpose: fc.constantFrom(...EXCHANGE_PURPOSES),
    channel: fc.constantFrom('front' as const, 'back' as const),
    request,
  }),
  fc.record({
    type: fc.constant('exchange-ended' as const),
    exchangeId,
    request,
    response: fc.option(response),
    error: fc.option(failure),
    timings,
    connection: fc.constant(null),
  }),
  fc.record({
    type: fc.constant('check' as const),
    stepId,
    exchangeId: fc.constant(null),
    check: fc.record({
      id: fc.constantFrom('state', 'iss'),
      title: value,
      verdict: fc.constantFrom('pass' as const, 'fail' as const, 'warn' as const),
      expected: value,
      actual: value,
      reference: fc.constant({ label: 'RFC 6749', url: 'https://example.com' }),
    }),
  }),
  fc.record({
    type: fc.constant('artifact' as const),
    stepId,
    name: fc.constantFrom(
      'authorization-url',
      'callback-url',
      'id-token',
      'request-object',
      'server-metadata',
      'nonce',
    ),
    kind: fc.constant('text' as const),
    value: fc.oneof(url, text),
  }),
  fc.record({
    type: fc.constant('callback-hit' as const),
    stepId,
    via: fc.constant('listener' as const),
    method: fc.constant('GET'),
    url,
    verdict: fc.constantFrom('accepted' as const, 'wrong-state' as const),
  }),
);

/** Sessions in no sensible order, with what no server would send. */
export const arbitrarySession: fc.Arbitrary<SessionView> = fc
  .array(fc.tuple(event, fc.nat({ max: 3_000 })), { maxLength: 30 })
  .map((bodies) => {
    let time = 1_768_469_400_000;
    return foldTrace(
      bodies.map(([each, passedMs], index) => {
        time += passedMs;
        return { ...each, seq: index + 1, time } as TraceEvent;
      }),
    );
  });
