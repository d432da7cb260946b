import type {
  CallbackWaitView,
  CheckView,
  ExchangeView,
  HitView,
  SessionView,
  StepView,
} from '@shared/model/session';
import type { TraceEvent } from '@shared/model/trace-event';
import { listMessages } from '@shared/trace/number-session';
import type { Selection } from '../store/app-state';

/**
 * What the Request and Response tabs can show of a step: an exchange, a request that reached the redirect URI, or the
 * address that the browser is sent to where nobody recorded how it went there.
 */
export type Message =
  | { type: 'exchange'; id: string; exchange: ExchangeView }
  | { type: 'hit'; id: string; hit: HitView }
  | { type: 'way'; id: string; wait: CallbackWaitView };

export interface Inspected {
  step: StepView;
  /** The one picked; else the exchange that went wrong, else the last, else what there is. Null where there is none. */
  message: Message | null;
  check: CheckView | null;
}

/** All messages of a step, in the order in which they were sent. */
export function listShowable(step: StepView): Message[] {
  const { wait, exchanges } = step;
  return [
    ...(wait && exchanges.length === 0 ? [{ type: 'way' as const, id: 'way', wait }] : []),
    ...listMessages(step).map(
      (message): Message =>
        message.type === 'exchange'
          ? { type: 'exchange', id: message.exchange.id, exchange: message.exchange }
          : { type: 'hit', id: `hit-${message.seq}`, hit: message.hit },
    ),
  ];
}

/** What a selection points at in this session; null where it points at nothing. */
export function resolveSelection(view: SessionView, selection: Selection | null): Inspected | null {
  const step = view.steps.find((each) => each.id === selection?.stepId);
  if (!selection || !step) return null;
  return {
    step,
    message: pickMessage(listShowable(step), selection),
    check: step.checks.find((check) => check.seq === selection.checkSeq) ?? null,
  };
}

/** What has to be selected for a message to be shown. */
export function selectMessage({ id }: StepView, message: Message): Selection {
  const step = { stepId: id, exchangeId: null, checkSeq: null };
  if (message.type === 'exchange') return { ...step, exchangeId: message.id };
  return message.type === 'hit' ? { ...step, hitSeq: message.hit.seq } : step;
}

function pickMessage(messages: readonly Message[], { exchangeId, hitSeq }: Selection): Message | null {
  const picked = messages.find((message) =>
    message.type === 'hit' ? message.hit.seq === hitSeq : message.id === exchangeId,
  );
  const exchanges = messages.filter(({ type }) => type === 'exchange');
  return picked ?? exchanges.findLast(isBad) ?? exchanges.at(-1) ?? messages[0] ?? null;
}

function isBad(message: Message): boolean {
  if (message.type !== 'exchange') return false;
  const { error, response } = message.exchange;
  return Boolean(error) || (response?.status ?? 0) >= 400;
}

/** The recorded events behind a selection: of the check, of the message, or everything of the step. */
export function pickEvents(
  events: readonly TraceEvent[],
  step: StepView,
  { exchangeId, checkSeq, hitSeq }: Omit<Selection, 'stepId'>,
): TraceEvent[] {
  return events.filter((event) => {
    const seq = checkSeq ?? hitSeq ?? null;
    if (seq !== null) return event.seq === seq;
    if (exchangeId !== null) return 'exchangeId' in event && event.exchangeId === exchangeId;
    if (event.type === 'exchange-ended') return step.exchanges.some(({ id }) => id === event.exchangeId);
    return 'stepId' in event && event.stepId === step.id;
  });
}
