import type { CheckView, ExchangeView, SessionView, StepView } from '@shared/model/session';
import type { TraceEvent } from '@shared/model/trace-event';
import type { Selection } from '../store/app-state';

export interface Inspected {
  step: StepView;
  /** The one picked; else the one that went wrong, else the last. Null where the step made none. */
  exchange: ExchangeView | null;
  check: CheckView | null;
}

/** What a selection points at in this session; null where it points at nothing. */
export function resolveSelection(view: SessionView, selection: Selection | null): Inspected | null {
  const step = view.steps.find((each) => each.id === selection?.stepId);
  if (!selection || !step) return null;
  const picked = step.exchanges.find((exchange) => exchange.id === selection.exchangeId);
  return {
    step,
    exchange: picked ?? step.exchanges.findLast(isBad) ?? step.exchanges.at(-1) ?? null,
    check: step.checks.find((check) => check.seq === selection.checkSeq) ?? null,
  };
}

function isBad({ error, response }: ExchangeView): boolean {
  return Boolean(error) || (response?.status ?? 0) >= 400;
}

/** The recorded events behind a selection: of the check, of the exchange, or everything of the step. */
export function pickEvents(
  events: readonly TraceEvent[],
  { step }: Inspected,
  selection: Selection,
): TraceEvent[] {
  return events.filter((event) => {
    if (selection.checkSeq !== null) return event.seq === selection.checkSeq;
    if (selection.exchangeId !== null)
      return 'exchangeId' in event && event.exchangeId === selection.exchangeId;
    if (event.type === 'exchange-ended') return step.exchanges.some(({ id }) => id === event.exchangeId);
    return 'stepId' in event && event.stepId === step.id;
  });
}
