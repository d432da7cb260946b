import type { ExchangeView, HitView, SessionView, StepView } from '../model/session';

/** Something that crossed between two parties in a step: an exchange, or a request that reached the listener. */
export type StepMessage =
  | { type: 'exchange'; seq: number; exchange: ExchangeView }
  | { type: 'hit'; seq: number; hit: HitView };

/** What things are cited by: "5" is the fifth step, "5.2" the second message of it. */
export interface SessionNumbers {
  /** By step id. */
  steps: ReadonlyMap<string, string>;
  /** By exchange id. */
  exchanges: ReadonlyMap<string, string>;
  /** By the `seq` of the hit. */
  hits: ReadonlyMap<number, string>;
}

const known = new WeakMap<SessionView, SessionNumbers>();

/**
 * The one owner of the numbers that the views and every report show. A trace only grows at its end, so a
 * number never changes once it was given, and redaction, which drops no event, leaves it as it is.
 */
export function numberSession(session: SessionView): SessionNumbers {
  const before = known.get(session);
  if (before) return before;
  const steps = new Map<string, string>();
  const exchanges = new Map<string, string>();
  const hits = new Map<number, string>();
  session.steps.forEach((step, index) => {
    const number = String(index + 1);
    steps.set(step.id, number);
    listMessages(step).forEach((message, place) => {
      const inner = `${number}.${place + 1}`;
      if (message.type === 'exchange') exchanges.set(message.exchange.id, inner);
      else hits.set(message.seq, inner);
    });
  });
  const numbers = { steps, exchanges, hits };
  known.set(session, numbers);
  return numbers;
}

/** The number of what is in the session. */
export function readNumber<K>(numbers: ReadonlyMap<K, string>, key: K): string {
  return numbers.get(key) ?? '';
}

/** The messages of a step in the order in which they were recorded. */
export function listMessages({ exchanges, hits }: Pick<StepView, 'exchanges' | 'hits'>): StepMessage[] {
  return [
    ...exchanges.map((exchange): StepMessage => ({ type: 'exchange', seq: exchange.seq, exchange })),
    ...hits.map((hit): StepMessage => ({ type: 'hit', seq: hit.seq, hit })),
  ].sort((left, right) => left.seq - right.seq);
}
