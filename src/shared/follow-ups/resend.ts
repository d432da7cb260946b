import type { RecordedRequest } from '../model/exchange';
import type { OutgoingRequest } from '../model/run-control';
import type { ExchangeView, SessionView } from '../model/session';
import { hasPlaceholder } from '../redact/span';

/** The fields that belong to a connection, or that the recorder adds by itself. */
const OWN_FIELDS = /^(host|connection|content-length|transfer-encoding|user-agent)$/i;

/** Why this request of a session cannot be sent once more; null where it can. */
export function findResendObstacle(session: SessionView, exchange: ExchangeView): string | null {
  if (session.outcome === 'running') return 'The session is still running.';
  if (exchange.channel === 'front') return 'The browser sent this request: run the flow again for it.';
  if (!/^https?:/i.test(exchange.request.url))
    return 'This recording does not tell where the request was sent.';
  const { body } = exchange.request;
  if (body && (body.truncated || body.encoding !== 'utf8'))
    return 'Its body was not recorded whole, or is no text.';
  return hasPlaceholder(JSON.stringify(exchange.request)) ? 'Parts of this request were redacted.' : null;
}

/** A recorded request as it can be sent again. */
export function toOutgoingRequest({ method, url, headers, body }: RecordedRequest): OutgoingRequest {
  return {
    method,
    url,
    headers: headers.filter(([name]) => !OWN_FIELDS.test(name)),
    body: body?.text ?? null,
  };
}
