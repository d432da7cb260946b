import type { TraceEvent } from '@shared/model/trace-event';
import type { Output } from './output';

/** One line per step on stderr, as the events come. Fixed words and times only, so no secret can be in it. */
export function createProgress(output: Output): (event: TraceEvent) => void {
  const started = new Map<string, { title: string; time: number }>();
  return (event) => {
    if (event.type === 'step-started') started.set(event.stepId, event);
    if (event.type === 'callback-awaited') {
      const seconds = Math.round((event.deadline - event.time) / 1000);
      output.say(`  waiting    for the callback, at most ${seconds} s`);
    }
    if (event.type === 'step-ended') {
      const step = started.get(event.stepId);
      const durationMs = event.time - (step?.time ?? event.time);
      output.say(`  ${event.outcome.padEnd(10)} ${step?.title ?? event.stepId} (${durationMs} ms)`);
    }
  };
}
