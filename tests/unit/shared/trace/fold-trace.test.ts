import { emptySession, foldTrace } from '@shared/trace/fold-trace';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { measureCpuMs } from '../../../support/cpu-time';
import { buildLongTrace } from '../../../support/long-session';
import { buildTrace } from '../../../support/session-builder';

const events = buildTrace({ failAt: 'token' });

test('a recording folds to the same in any batches, and no earlier view is changed by a later one', () => {
  const whole = foldTrace(events);
  const cuts = fc.array(fc.nat(events.length), { maxLength: 6 });
  fc.assert(
    fc.property(cuts, (places) => {
      const ends = [...places.toSorted((left, right) => left - right), events.length];
      let view = emptySession();
      let from = 0;
      for (const end of ends) {
        const before = structuredClone(view);
        // The last event once more, as an overlapping batch brings it.
        const next = foldTrace(events.slice(Math.max(0, from - 1), end), view);
        expect(view).toEqual(before);
        view = next;
        from = end;
      }
      expect(view).toEqual(whole);
    }),
  );
});

test('a batch of events that are known is no change, and steps that it does not touch stay the same', () => {
  const view = foldTrace(events.slice(0, -1));
  expect(foldTrace(events.slice(3, 9), view)).toBe(view);
  const next = foldTrace(events, view);
  expect(next).not.toBe(view);
  expect(next.steps.map((step, index) => step === view.steps[index])).toContain(true);
});

test('a recording of 20,000 steps costs by its length', () => {
  const long = buildLongTrace(20_000);
  expect(measureCpuMs(() => foldTrace(long), { runs: 3, enoughMs: 500 })).toBeLessThan(1_000);
});
