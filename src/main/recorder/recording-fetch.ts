import type { ErrorRecord } from '@shared/model/error-record';
import type {
  Channel,
  ExchangePurpose,
  HeaderList,
  RecordedRequest,
  RecordedResponse,
} from '@shared/model/exchange';
import type { OutgoingRequest } from '@shared/model/run-control';
import { errors } from 'undici';
import { toErrorRecord } from '../flows/error-record';
import type { FlowTweaks } from '../flows/flow';
import { createExchangeLog, type ExchangeLog, startStopwatch } from './exchange-log';
import { type BodyLimits, DEFAULT_BODY_LIMITS, decodeContent, recordBody } from './message-body';
import type { NetworkOptions } from './network';
import { openConnection } from './open-connection';
import { changeRequest, finishRequest, type PlannedRequest, readFetchArguments } from './outgoing-request';
import type { Recorder } from './recorder';
import { sendRequest } from './send-request';
import { readProxy, readTargetUrl } from './target-url';

export interface RecordingFetchOptions {
  recorder: Recorder;
  /** The step that is running when a request starts. */
  stepId: () => string;
  purpose: ExchangePurpose;
  channel: Channel;
  network: NetworkOptions;
  rewriteRequest?: FlowTweaks['rewriteRequest'];
  /**
   * Awaited before each exchange starts, with the request as it would be sent; answers with what is to be sent,
   * null for that very one. What it throws is thrown to the caller, and nothing is sent.
   */
  review?: (built: BuiltRequest) => Promise<OutgoingRequest | null>;
  /** Milliseconds; only differences are used, for the timings. */
  now: () => number;
  /** Ends the exchange along with the run; the request's own signal counts as well. */
  signal?: AbortSignal;
  limits?: Partial<BodyLimits>;
}

/** A request that is about to be sent, as it will be on the trace. */
export interface BuiltRequest {
  exchangeId: string;
  stepId: string;
  purpose: ExchangePurpose;
  channel: Channel;
  request: RecordedRequest;
}

/**
 * A fetch that puts each exchange on the trace whole, whatever becomes of it. It differs from the
 * built-in one on purpose: a redirect is always returned and never followed, every exchange has a
 * connection of its own, the body is read before the response is handed over, and a failure is
 * rethrown as it was (no "fetch failed" around it).
 */
export function createRecordingFetch(options: RecordingFetchOptions): typeof fetch {
  const { purpose, network, rewriteRequest } = options;
  const rewrite =
    rewriteRequest && ((request: Parameters<typeof rewriteRequest>[1]) => rewriteRequest(purpose, request));
  return async (input, init) => {
    const { request, signals } = await readFetchArguments(input, init);
    const signal = AbortSignal.any(options.signal ? [...signals, options.signal] : signals);
    return recordExchange(options, finishRequest(request, rewrite, network.userAgent), signal);
  };
}

async function recordExchange(
  options: RecordingFetchOptions,
  built: PlannedRequest,
  signal: AbortSignal,
): Promise<Response> {
  const { recorder, purpose, channel } = options;
  const limits = { ...DEFAULT_BODY_LIMITS, ...options.limits };
  const exchangeId = recorder.nextId('exchange');
  const stepId = options.stepId();
  const planned = await reviewRequest(options, built, { exchangeId, stepId, limits });
  const request = toRecordedRequest(planned, limits);
  recorder.record({ type: 'exchange-started', exchangeId, stepId, purpose, channel, request });

  const log = createExchangeLog(options.now);
  const readTotal = startStopwatch(options.now);
  const recordEnd = (error: ErrorRecord | null): void => {
    recordDecoding(recorder, stepId, log);
    recorder.record({
      type: 'exchange-ended',
      exchangeId,
      request: { ...request, ...log.sentHead },
      response: toRecordedResponse(log, limits),
      error,
      timings: { ...log.phases, totalMs: readTotal() },
      connection: log.connection,
    });
  };
  const response = await runExchange(planned, options.network, log, { signal, limits }).catch((error) => {
    recordEnd(toErrorRecord(error));
    throw error;
  });
  recordEnd(null);
  return response;
}

/** The request as it was left by the person to whom it was shown; an edit is recorded beside what was planned. */
async function reviewRequest(
  { review, recorder, purpose, channel }: RecordingFetchOptions,
  built: PlannedRequest,
  { exchangeId, stepId, limits }: { exchangeId: string; stepId: string; limits: BodyLimits },
): Promise<PlannedRequest> {
  if (!review) return built;
  const planned = toRecordedRequest(built, limits);
  const changed = await review({ exchangeId, stepId, purpose, channel, request: planned });
  if (changed === null) return built;
  const edited = changeRequest(built, changed);
  const sent = toRecordedRequest(edited, limits);
  recorder.record({ type: 'request-edited', stepId, exchangeId, purpose, planned, sent });
  return edited;
}

interface ExchangeSettings {
  signal: AbortSignal;
  limits: BodyLimits;
}

async function runExchange(
  planned: PlannedRequest,
  network: NetworkOptions,
  log: ExchangeLog,
  settings: ExchangeSettings,
): Promise<Response> {
  try {
    await exchangeMessages(planned, network, log, settings);
  } finally {
    if (log.answer !== null) {
      const codings = listHeader(log.answer.headers, 'content-encoding');
      log.content = await decodeContent(log.answer.body.read(), codings, settings.limits.handedBytes);
    }
  }
  if (log.content?.failure) throw log.content.failure;
  return toResponse(log, planned.url);
}

async function exchangeMessages(
  planned: PlannedRequest,
  network: NetworkOptions,
  log: ExchangeLog,
  { signal, limits }: ExchangeSettings,
): Promise<void> {
  const url = readTargetUrl(planned.url, network);
  signal.throwIfAborted();
  const socket = await openConnection(url, network, log, signal);
  const wireRequest = { ...planned, ...addressRequest(url, planned.headers, network) };
  const settings = { deadlines: network.deadlines, signal, handedBytes: limits.handedBytes };
  await sendRequest(socket, wireRequest, log, settings);
}

/** Plain http goes to a proxy in absolute form; everything else is sent as to the server itself. */
function addressRequest(url: URL, headers: HeaderList, network: NetworkOptions) {
  const path = `${url.pathname}${url.search}`;
  const proxy = readProxy(network.proxy);
  if (proxy === null || url.protocol === 'https:') return { origin: url.origin, target: path, headers };
  const proxyHeaders: HeaderList =
    proxy.authorization === null ? [] : [['proxy-authorization', proxy.authorization]];
  return { origin: url.origin, target: `${url.origin}${path}`, headers: [...headers, ...proxyHeaders] };
}

function toRecordedRequest(
  { method, url, headers, body }: PlannedRequest,
  limits: BodyLimits,
): RecordedRequest {
  const recordedBody = body && recordBody({ kept: body, bodyBytes: body.byteLength }, limits);
  return { method, url: dropFragment(url), headers, body: recordedBody };
}

/** A fragment never crosses the wire (RFC 9110 section 7.1). A text that is no URL is kept as it is. */
function dropFragment(text: string): string {
  const url = URL.parse(text);
  if (url === null) return text;
  url.hash = '';
  return url.href;
}

function toRecordedResponse({ answer, content }: ExchangeLog, limits: BodyLimits): RecordedResponse | null {
  if (answer === null) return null;
  const { status, statusText, headers } = answer;
  return { status, statusText, headers, body: content && recordBody(content, limits) };
}

function recordDecoding(recorder: Recorder, stepId: string, { content }: ExchangeLog): void {
  if (content === null || content.codings.length === 0) return;
  const message = `The response body came with content coding ${content.codings.join(', ')} and is shown decoded.`;
  recorder.record({ type: 'note', stepId, code: 'content-decoded', message });
}

/** Throws a RangeError for a status that no Response can have. */
function toResponse({ answer, content }: ExchangeLog, url: string): Response {
  if (answer === null) throw new errors.InformationalError('The exchange ended without an answer.');
  const { status, statusText, headers } = answer;
  const hasBody = content !== null && ![204, 205, 304].includes(status);
  const response = new Response(hasBody ? new Uint8Array(content.kept) : null, { status, statusText });
  for (const [name, value] of headers) response.headers.append(name, value);
  Object.defineProperty(response, 'url', { value: dropFragment(url) });
  return response;
}

/** All fields of one name as one list (RFC 9110 section 5.3). */
function listHeader(headers: HeaderList, name: string): string {
  return headers
    .filter(([present]) => present.toLowerCase() === name)
    .map(([, value]) => value)
    .join(', ');
}
