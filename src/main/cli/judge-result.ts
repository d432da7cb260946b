import type { SessionView } from '@shared/model/session';
import { EXIT, type ExitCode } from './exit-codes';

/** A person did not act within --timeout. */
const NOBODY_CAME = new Set(['callback_timeout', 'approval_timeout', 'ping_timeout']);

/**
 * The exit code of a finished run. Unreachable means that no HTTP answer came at all: an answer of any
 * kind makes it a failure that the findings explain.
 */
export function judgeRun(session: SessionView): ExitCode {
  if (session.outcome === 'succeeded') return EXIT.succeeded;
  if (session.outcome === 'cancelled') return EXIT.interrupted;
  const failed = session.steps.findLast((step) => step.outcome === 'failed');
  if (NOBODY_CAME.has(failed?.error?.code ?? '')) return EXIT.noCallback;
  const exchanges = session.steps.flatMap((step) => step.exchanges);
  const wasAnswered = exchanges.some((exchange) => exchange.response);
  const wasUnreachable = exchanges.some((exchange) => exchange.error?.source === 'network');
  return !wasAnswered && wasUnreachable ? EXIT.unreachable : EXIT.failed;
}
