import type { CopiedExchange, CopyForm } from '../contract/host-api';
import { diagnose } from '../diagnosis/diagnose';
import type { Finding } from '../model/finding';
import type { SessionView } from '../model/session';
import type { TraceEvent } from '../model/trace-event';
import { createRedactor } from '../redact/redactor';
import { foldTrace } from '../trace/fold-trace';
import { ReportLeakError } from './build-report';
import { renderComment } from './render-comment';
import { renderCurl } from './render-curl';
import { renderMessages } from './render-message';

/**
 * One exchange as a text for the clipboard, redacted like a report: made from the redacted session only, and
 * searched once more. Null where the session has no such exchange.
 */
export function buildCopy(events: readonly TraceEvent[], wanted: WantedCopy): CopiedExchange | null {
  return createCopier(events)(wanted);
}

export interface WantedCopy {
  exchangeId: string;
  form: CopyForm;
}

/** For many copies of one session, which is redacted once. */
export function createCopier(events: readonly TraceEvent[]): (wanted: WantedCopy) => CopiedExchange | null {
  const redactor = createRedactor(events);
  const session = foldTrace(redactor.redactEvents());
  let findings: Finding[] | null = null;
  const findFindings = () => {
    findings ??= redactor.redactData(diagnose(session));
    return findings;
  };
  return ({ exchangeId, form }) => {
    const text = render(session, findFindings, exchangeId, form);
    if (text === null) return null;
    const leaks = redactor.findLeaks(text, FIXED);
    if (leaks.length > 0) throw new ReportLeakError(leaks);
    return { text, redactions: countHidden(text, form) };
  };
}

/** What a copy says whatever the exchange: no leak where a password is a word of it. */
const FIXED =
  "--globoff --proto '=http,https' --request --header --data-raw --data-binary --url Content-Type HTTP/1.1 base64";

function render(
  session: SessionView,
  findFindings: () => Finding[],
  exchangeId: string,
  form: CopyForm,
): string | null {
  const step = session.steps.find(({ exchanges }) => exchanges.some(({ id }) => id === exchangeId));
  const exchange = step?.exchanges.find(({ id }) => id === exchangeId);
  if (!step || !exchange) return null;
  if (form === 'curl') return renderCurl(exchange.request);
  if (form === 'http') return renderMessages(exchange);
  return renderComment(session, step, exchange, findFindings());
}

/** A command has a variable for each placeholder. */
function countHidden(text: string, form: CopyForm): number {
  const found =
    form === 'curl'
      ? text.match(/(?<="\$\{)[A-Z_]+_\d+(?=:\?\}")/g)
      : text.match(/\[redacted:[a-z_]+-\d+\]/g);
  return new Set(found).size;
}
