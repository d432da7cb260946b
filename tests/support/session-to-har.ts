import type { RecordedBody } from '@shared/model/exchange';
import { withoutQuery } from '@shared/model/read-message';
import type { ExchangeView, SessionView } from '@shared/model/session';

/** What a browser or a proxy would have saved of a run: its exchanges as HAR 1.2, and nothing else. */
export function convertToHar(session: SessionView): string {
  const exchanges = session.steps.flatMap((step) => step.exchanges);
  const seen = new Set(exchanges.map(({ request }) => withoutQuery(request.url)));
  const callbacks = session.steps.flatMap(({ hits, artifacts }) =>
    // The one that the client read, which a fault may have changed on its way.
    hits.map((hit) => ({
      ...hit,
      url: artifacts.findLast(({ name }) => name === 'callback-url')?.value ?? hit.url,
    })),
  );
  const entries = [
    ...exchanges
      .filter(({ request }) => !callbacks.some(({ url }) => withoutQuery(url) === withoutQuery(request.url)))
      .map((exchange) => ({ at: exchange.startedAt, seq: exchange.seq, entry: toEntry(exchange) })),
    ...callbacks
      .filter(({ verdict }) => verdict !== 'wrong-path')
      .map(({ time, seq, method, url }) => ({
        at: time,
        seq,
        entry: {
          startedDateTime: new Date(time).toISOString(),
          time: 1,
          request: { method, url, headers: [] },
          response: { status: 200, statusText: 'OK', headers: [], content: { text: '' } },
        },
      })),
  ].sort((a, b) => a.seq - b.seq);
  if (seen.size === 0) throw new Error('The session has no exchange.');
  return JSON.stringify({ log: { version: '1.2', entries: entries.map(({ entry }) => entry) } });
}

function toEntry({ startedAt, request, response, error, timings }: ExchangeView) {
  return {
    startedDateTime: new Date(startedAt).toISOString(),
    time: timings?.totalMs ?? 0,
    request: {
      method: request.method,
      url: request.url,
      headers: toPairs(request.headers),
      ...(request.body ? { postData: { text: request.body.text } } : {}),
    },
    response: {
      status: response?.status ?? 0,
      statusText: response?.statusText ?? '',
      headers: toPairs(response?.headers ?? []),
      content: toContent(response?.body ?? null),
      ...(error?.code === 'ECONNREFUSED' ? { _error: 'net::ERR_CONNECTION_REFUSED' } : {}),
    },
  };
}

function toPairs(headers: [name: string, value: string][]) {
  return headers.map(([name, value]) => ({ name, value }));
}

function toContent(body: RecordedBody | null) {
  if (!body) return { text: '' };
  return body.encoding === 'base64' ? { text: body.text, encoding: 'base64' } : { text: body.text };
}
