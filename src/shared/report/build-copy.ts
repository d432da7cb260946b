import type { CopiedExchange, CopyForm } from '../contract/host-api';
import { diagnose } from '../diagnosis/diagnose';
import type { TraceEvent } from '../model/trace-event';
import { createRedactor, type Redactor } from '../redact/redactor';
import { foldTrace } from '../trace/fold-trace';
import { ReportLeakError } from './build-report';
import { renderComment } from './render-comment';
import { renderCurl } from './render-curl';
import { renderMessages } from './render-message';

/**
 * One exchange as a text for the clipboard, redacted like a report: made from the redacted session only, and
 * searched once more. Null where the session has no such exchange.
 */
export function buildCopy(
  events: readonly TraceEvent[],
  { exchangeId, form }: { exchangeId: string; form: CopyForm },
): CopiedExchange | null {
  const redactor = createRedactor(events);
  const text = render(redactor, exchangeId, form);
  if (text === null) return null;
  const leaks = redactor.findLeaks(text, FIXED);
  if (leaks.length > 0) throw new ReportLeakError(leaks);
  return { text, redactions: countHidden(text, form) };
}

/** What a copy says whatever the exchange: no leak where a password is a word of it. */
const FIXED =
  "--globoff --proto '=http,https' --request --header --data-raw --data-binary --url Content-Type HTTP/1.1 base64";

function render(redactor: Redactor, exchangeId: string, form: CopyForm): string | null {
  const session = foldTrace(redactor.redactEvents());
  const step = session.steps.find(({ exchanges }) => exchanges.some(({ id }) => id === exchangeId));
  const exchange = step?.exchanges.find(({ id }) => id === exchangeId);
  if (!step || !exchange) return null;
  if (form === 'curl') return renderCurl(exchange.request);
  if (form === 'http') return renderMessages(exchange);
  return renderComment(session, step, exchange, redactor.redactData(diagnose(session)));
}

/** A command has a variable for each placeholder. */
function countHidden(text: string, form: CopyForm): number {
  const found =
    form === 'curl'
      ? text.match(/(?<="\$\{)[A-Z_]+_\d+(?=:\?\}")/g)
      : text.match(/\[redacted:[a-z_]+-\d+\]/g);
  return new Set(found).size;
}
