import type { TraceEvent } from '../model/trace-event';

/** Told which share of the work is done, 0 to 1, as it goes. */
export type OnProgress = (share: number) => void;

/** Progress of one part of a work, from where to where it takes of the whole. */
export function createPart(onProgress: OnProgress, from: number, to: number): OnProgress {
  return (share) => onProgress(from + (to - from) * share);
}

/** Told after each event; a long one counts for more, because its text is what takes the time. */
export function followEvents(events: readonly TraceEvent[], onProgress: OnProgress): () => void {
  const weights = events.map(weighEvent);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  let done = 0;
  let index = 0;
  return () => {
    done += weights[index] ?? 0;
    index += 1;
    onProgress(done / whole);
  };
}

/** Characters, roughly: what is in no body is short. */
export function weighEvents(events: readonly TraceEvent[]): number {
  return events.reduce((sum, event) => sum + weighEvent(event), 0);
}

const OF_ANY_EVENT = 500;

function weighEvent(event: TraceEvent): number {
  if (event.type === 'exchange-started') return OF_ANY_EVENT + (event.request.body?.text.length ?? 0);
  if (event.type === 'exchange-ended') {
    return OF_ANY_EVENT + (event.request.body?.text.length ?? 0) + (event.response?.body?.text.length ?? 0);
  }
  return OF_ANY_EVENT + (event.type === 'artifact' ? event.value.length : 0);
}
