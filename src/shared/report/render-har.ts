import type { Entry, Har, Page, Timings } from 'har-format';
import type { ErrorRecord } from '../model/error-record';
import type { ExchangeTimings, RecordedRequest } from '../model/exchange';
import type { ExchangeView, HitView, SessionView, StepView } from '../model/session';
import { escapeInvisibleInJson } from '../text/invisible';
import { buildNoResponse, toHarRequest, toHarResponse } from './har-message';
import { listUnseenCallbacks } from './list-callbacks';
import type { ReportModel } from './report-model';

/** What stands behind an entry of ours under `_grantscope`; other readers pass over names with an underscore. */
export interface HarEntryNote {
  kind: 'exchange' | 'callback';
  stepId: string;
  /** Of the event in the recording, so that a finding's evidence can be found. */
  seq: number;
  purpose?: string;
  channel?: string;
  /** What the listener made of a callback, and how it came. */
  verdict?: string;
  via?: string;
  /** What an address may not hold in a HAR: the answer of implicit and hybrid flows. */
  fragment?: string;
  /** Why no answer came, whole; `response._error` has its code, as browsers write theirs. */
  error?: ErrorRecord;
}

/**
 * The session as an HTTP archive (HAR 1.2): an entry for each exchange and each callback, a page for each step.
 * What an archive has no place for (settings, checks, findings) stands in `log._grantscope`.
 */
export function renderHar(session: SessionView, model: ReportModel): string {
  const entries = session.steps
    .flatMap((step) => [
      ...step.exchanges.map((exchange) => ({ seq: exchange.seq, entry: buildExchangeEntry(step, exchange) })),
      ...listUnseenCallbacks(session, step).map((hit) => ({ seq: hit.seq, entry: buildHitEntry(step, hit) })),
    ])
    .sort((left, right) => left.seq - right.seq)
    .map(({ entry }) => entry);
  const used = new Set(entries.map(({ pageref }) => pageref));
  const { exchanges: _, ...report } = model;
  const har: Har = {
    log: {
      version: '1.2',
      creator: { name: 'Grantscope', version: model.appVersion },
      pages: session.steps.filter(({ id }) => used.has(id)).map(buildPage),
      entries,
      comment: model.summary,
      ...{ _grantscope: report },
    },
  };
  return `${escapeInvisibleInJson(JSON.stringify(har, null, 2))}\n`;
}

function buildPage({ id, title, startedAt, endedAt }: StepView): Page {
  const onLoad = endedAt === null ? -1 : Math.max(0, endedAt - startedAt);
  return { id, title, startedDateTime: toTime(startedAt), pageTimings: { onContentLoad: -1, onLoad } };
}

function buildExchangeEntry(step: StepView, exchange: ExchangeView): Entry {
  const { request, response, error, connection, seq, purpose, channel } = exchange;
  const { timings, time } = buildTimings(exchange.timings);
  const fragment = readFragment(request.url);
  const note: HarEntryNote = { kind: 'exchange', stepId: step.id, seq, purpose, channel, ...fragment };
  if (error) note.error = error;
  const unanswered = buildNoResponse(error?.message ?? 'No answer was recorded.');
  return {
    pageref: step.id,
    startedDateTime: toTime(exchange.startedAt),
    time,
    request: toHarRequest(request),
    response: response
      ? toHarResponse(response)
      : { ...unanswered, ...(error && { _error: error.code ?? error.message }) },
    cache: {},
    timings,
    ...(connection?.remoteAddress && { serverIPAddress: connection.remoteAddress }),
    ...(connection?.remotePort && { connection: String(connection.remotePort) }),
    _grantscope: note,
  };
}

function buildHitEntry(step: StepView, hit: HitView): Entry {
  const isAnswered = hit.verdict === 'accepted' && hit.via !== 'pasted';
  const note: HarEntryNote = {
    kind: 'callback',
    stepId: step.id,
    seq: hit.seq,
    verdict: hit.verdict,
    via: hit.via,
    ...readFragment(hit.url),
  };
  const answer = { status: 200, statusText: 'OK', headers: [], body: null };
  return {
    pageref: step.id,
    startedDateTime: toTime(hit.time),
    time: 0,
    request: toHarRequest(buildHitRequest(hit, step.wait?.redirectUri ?? null)),
    response: isAnswered ? toHarResponse(answer) : buildNoResponse('The answer is not in the recording.'),
    cache: {},
    timings: { send: 0, wait: 0, receive: 0 },
    comment: `A callback, ${hit.verdict}.`,
    _grantscope: note,
  };
}

/** A recording keeps the fields of a form behind the query of the redirect URI: they go back into the body. */
function buildHitRequest({ method, url }: HitView, redirectUri: string | null): RecordedRequest {
  const [address = url, query = ''] = url.split('#', 1)[0]?.split(/\?(.*)/s) ?? [];
  if (method !== 'POST' || query === '') return { method, url, headers: [], body: null };
  const own = /\?([^#]*)/.exec(redirectUri ?? '')?.[1] ?? '';
  const isOwn = own !== '' && (query === own || query.startsWith(`${own}&`));
  const text = isOwn ? query.slice(own.length + 1) : query;
  return {
    method,
    url: isOwn ? `${address}?${own}` : address,
    headers: [['Content-Type', 'application/x-www-form-urlencoded']],
    body: { text, encoding: 'utf8', bodyBytes: text.length, truncated: false },
  };
}

function readFragment(url: string): { fragment?: string } {
  const at = url.indexOf('#');
  return at < 0 ? {} : { fragment: url.slice(at + 1) };
}

/**
 * The phases add up to the whole, as section 3.9 wants it: `connect` holds `ssl`, and what is not accounted for
 * is receiving. A recording whose phases are longer than the whole loses the excess.
 */
function buildTimings(recorded: ExchangeTimings | undefined): { timings: Timings; time: number } {
  const time = Math.max(0, recorded?.totalMs ?? 0);
  let left = time;
  const take = (ms: number | null | undefined): number => {
    const taken = Math.min(left, Math.max(0, ms ?? 0));
    left -= taken;
    return taken;
  };
  const isKnown = (ms: number | null | undefined) => ms !== null && ms !== undefined;
  const dns = isKnown(recorded?.dnsMs) ? take(recorded?.dnsMs) : -1;
  const isConnected = isKnown(recorded?.connectMs) || isKnown(recorded?.tlsMs);
  const tcp = take(recorded?.connectMs);
  const tls = take(recorded?.tlsMs);
  const wait = take(recorded?.firstByteMs);
  const connect = isConnected ? tcp + tls : -1;
  const ssl = isKnown(recorded?.tlsMs) ? tls : -1;
  return { time, timings: { blocked: -1, dns, connect, ssl, send: 0, wait, receive: left } };
}

/** ISO 8601, always: a time that no calendar has becomes the first of 1970. */
function toTime(epochMs: number): string {
  return new Date(Math.abs(epochMs) <= 8.64e15 ? epochMs : 0).toISOString();
}
