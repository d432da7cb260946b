import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOutBar } from '../../../../src/renderer/src/timeline/waterfall/lay-out-bar';
import { formatTick, listTicks, roundUp } from '../../../../src/renderer/src/timeline/waterfall/list-ticks';
import {
  buildTimeScale,
  listBusy,
  placeTime,
  readSpan,
} from '../../../../src/renderer/src/timeline/waterfall/time-scale';
import { buildSession } from '../../../support/session-builder';

const time = fc.integer({ min: 0, max: 10_000_000 });
const interval = fc
  .tuple(time, fc.integer({ min: 0, max: 5_000 }))
  .map(([from, ms]) => ({ from, to: from + ms }));
const span = { from: 0, to: 10_005_000 };

describe('buildTimeScale', () => {
  it('never puts a later time before an earlier one, and stays within the axis', () => {
    fc.assert(
      fc.property(fc.array(interval, { maxLength: 40 }), fc.boolean(), time, time, (busy, isFolded, a, b) => {
        const scale = buildTimeScale(span, busy, isFolded);
        const [early, late] = [Math.min(a, b), Math.max(a, b)].map((each) => placeTime(scale, each)) as [
          number,
          number,
        ];
        expect(early).toBeGreaterThanOrEqual(0);
        expect(late).toBeLessThanOrEqual(1 + 1e-9);
        expect(late).toBeGreaterThanOrEqual(early - 1e-9);
        expect(scale.segments.reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(1, 6);
      }),
    );
  });

  it('shows two requests of the same length equally long, whatever is folded between them', () => {
    const scale = buildTimeScale(
      { from: 0, to: 60_300 },
      [
        { from: 0, to: 100 },
        { from: 60_000, to: 60_100 },
      ],
      true,
    );
    const length = (from: number, to: number) => placeTime(scale, to) - placeTime(scale, from);
    expect(length(60_000, 60_100)).toBeCloseTo(length(0, 100), 9);
    expect(length(100, 60_000)).toBeLessThan(length(0, 100));
    expect(scale.segments.filter(({ isFolded }) => isFolded)).toHaveLength(1);
  });

  it('folds nothing that is short beside what happened, and nothing at all where that is not wanted', () => {
    const busy = [
      { from: 0, to: 4_000 },
      { from: 5_500, to: 6_000 },
    ];
    expect(buildTimeScale({ from: 0, to: 6_000 }, busy, true).segments).toHaveLength(1);
    const open = buildTimeScale({ from: 0, to: 3_600_000 }, busy, false);
    expect(placeTime(open, 1_800_000)).toBeCloseTo(0.5, 9);
  });

  it('leaves half of the axis to what happened, however often it was idle', () => {
    const busy = Array.from({ length: 500 }, (_, index) => ({ from: index * 5_000, to: index * 5_000 + 10 }));
    const { segments } = buildTimeScale({ from: 0, to: 2_500_000 }, busy, true);
    const folded = segments.filter(({ isFolded }) => isFolded).reduce((sum, { width }) => sum + width, 0);
    expect(folded).toBeLessThanOrEqual(0.5);
  });

  it('shows the wait for a person short and the requests around it in full', () => {
    const view = buildSession({ waitMs: 45_000 });
    const busy = listBusy(view.steps, 0);
    const scale = buildTimeScale(readSpan(view, busy, 0), busy, true);
    const wait = view.steps.find(({ wait: each }) => each !== null);
    const [from, to] = [wait?.wait?.startedAt ?? 0, wait?.hits[0]?.time ?? 0];
    expect(to - from).toBeGreaterThan(45_000);
    expect(placeTime(scale, to) - placeTime(scale, from)).toBeLessThan(0.2);
  });
});

describe('readSpan', () => {
  it('stands still for a while during a run, and then leaps ahead', () => {
    const view = buildSession({ failAt: 'callback', outcome: 'running' });
    const at = (ms: number) => readSpan(view, [], view.startedAt + ms).to - view.startedAt;
    expect(at(10)).toBe(1_000);
    expect(at(900)).toBe(1_000);
    expect(at(1_100)).toBe(1_250);
    expect(new Set(Array.from({ length: 600 }, (_, index) => at(index * 200))).size).toBeLessThan(30);
  });
});

describe('listTicks', () => {
  it('puts round times as far apart as their labels need', () => {
    const scale = buildTimeScale({ from: 5_000, to: 6_000 }, [{ from: 5_000, to: 6_000 }], true);
    const ticks = listTicks(scale, 640, { from: 0, to: 1 });
    expect(ticks.map(({ label }) => label)).toEqual([
      '0',
      '100 ms',
      '200 ms',
      '300 ms',
      '400 ms',
      '500 ms',
      '600 ms',
      '700 ms',
      '800 ms',
      '900 ms',
      '1 s',
    ]);
    expect(ticks[5]?.at).toBeCloseTo(0.5, 9);
  });

  it('makes only those of the window, at any zoom', () => {
    fc.assert(
      fc.property(
        fc.array(interval, { maxLength: 30 }),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        fc.integer({ min: 0, max: 11 }),
        (busy, from, power) => {
          const scale = buildTimeScale(span, busy, true);
          const widthPx = 400 * 2 ** power;
          const window = { from, to: Math.min(1, from + 400 / widthPx) };
          const ticks = listTicks(scale, widthPx, window);
          expect(ticks.length).toBeLessThan(12);
          for (const [index, { at }] of ticks.entries()) {
            const before = ticks[index - 1];
            if (before) expect((at - before.at) * widthPx).toBeGreaterThan(63);
          }
        },
      ),
    );
  });

  it('names times as exactly as they are apart', () => {
    expect([roundUp(3), roundUp(70), roundUp(400), roundUp(45_000), roundUp(0.003)]).toEqual([
      5, 100, 500, 60_000, 0.005,
    ]);
    expect([
      formatTick(0, 1),
      formatTick(1_200, 200),
      formatTick(90_000, 10_000),
      formatTick(120_000, 60_000),
      formatTick(0.25, 0.05),
    ]).toEqual(['0', '1.2 s', '1:30 min', '2 min', '0.25 ms']);
  });
});

describe('layOutBar', () => {
  it('puts each recorded phase where the one before it ended, and reading last', () => {
    const phases = layOutBar({ dnsMs: 5, connectMs: 10, tlsMs: null, firstByteMs: 60, totalMs: 100 });
    expect(phases.map(({ name, durationMs, at }) => [name, durationMs, Math.round(at * 100)])).toEqual([
      ['DNS', 5, 0],
      ['connect', 10, 5],
      ['wait', 60, 15],
      ['receive', 25, 75],
    ]);
  });

  it('says nothing about phases that nobody measured', () => {
    expect(layOutBar({ dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 80 })).toEqual(
      [],
    );
  });

  it('never leaves its bar', () => {
    const ms = fc.option(fc.double({ min: 0, max: 1e5, noNaN: true }));
    fc.assert(
      fc.property(
        ms,
        ms,
        ms,
        ms,
        fc.double({ min: 0, max: 1e5, noNaN: true }),
        (dnsMs, connectMs, tlsMs, firstByteMs, totalMs) => {
          const phases = layOutBar({ dnsMs, connectMs, tlsMs, firstByteMs, totalMs });
          for (const { at, width } of phases) expect(at + width).toBeLessThanOrEqual(1 + 1e-6);
        },
      ),
    );
  });
});
