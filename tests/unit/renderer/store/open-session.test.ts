import { foldTrace } from '@shared/trace/fold-trace';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addEvents, createOpenSession, hasHole } from '../../../../src/renderer/src/store/open-session';
import { buildTrace } from '../../../support/session-builder';

const TRACE = buildTrace();

describe('addEvents', () => {
  it('ends with the same session however batches are cut, ordered and repeated', () => {
    const batch = fc
      .tuple(fc.nat(TRACE.length - 1), fc.nat(TRACE.length))
      .map(([from, length]) => TRACE.slice(from, from + length));
    fc.assert(
      fc.property(fc.array(batch, { maxLength: 12 }), (batches) => {
        const open = [...batches, TRACE].reduce(addEvents, createOpenSession('session-1'));
        expect(open.view).toEqual(foldTrace(TRACE));
        expect(open.events).toEqual(TRACE);
        expect(open.ahead).toEqual([]);
      }),
    );
  });

  it('holds back an event whose predecessor is missing, and says that there is a hole', () => {
    const open = addEvents(createOpenSession('session-1'), TRACE.slice(3, 5));
    expect(hasHole(open)).toBe(true);
    expect(open.view.lastSeq).toBe(0);
    const whole = addEvents(open, TRACE.slice(0, 3));
    expect(hasHole(whole)).toBe(false);
    expect(whole.view.lastSeq).toBe(5);
  });

  it('keeps the view as it is where a batch brings nothing new', () => {
    const open = addEvents(createOpenSession('session-1'), TRACE);
    expect(addEvents(open, TRACE.slice(0, 4)).view).toBe(open.view);
  });
});
