import type { SessionView } from '@shared/model/session';
import { describe, expect, it } from 'vitest';
import {
  listShowable,
  type Message,
  pickEvents,
  resolveSelection,
  selectMessage,
} from '../../../../src/renderer/src/inspector/inspected';
import { pickSearched } from '../../../../src/renderer/src/inspector/pick-searched';
import { buildSession, buildTrace, REDIRECT_URI } from '../../../support/session-builder';

const REFUSED = {
  failAt: 'token',
  answers: { token: { status: 400, body: { error: 'invalid_grant' } } },
} as const;

const whole = (stepId: string) => ({ stepId, exchangeId: null, checkSeq: null });

function findStep(view: SessionView, name: string) {
  const step = view.steps.find((each) => each.name === name);
  if (!step) throw new Error(`There is no step ${name}.`);
  return step;
}

describe('what a selection shows', () => {
  it('is the exchange that went wrong where only the step is picked', () => {
    const inspected = resolveSelection(buildSession(REFUSED), whole('token'));
    expect(inspected?.message).toMatchObject({ type: 'exchange', exchange: { response: { status: 400 } } });
    const types = inspected
      ? pickEvents(buildTrace(REFUSED), inspected.step, whole('token')).map((event) => event.type)
      : [];
    expect(types[0]).toBe('step-started');
    expect(types).toContain('exchange-ended');
    expect(types.at(-1)).toBe('step-ended');
  });

  it('is nothing where the step does not exist', () => {
    expect(resolveSelection(buildSession(REFUSED), whole('none'))).toBeNull();
  });

  it('is the address that the browser was sent to where no request of it was recorded', () => {
    const view = buildSession();
    expect(listShowable(findStep(view, 'callback')).map(({ type }) => type)).toEqual(['way', 'hit']);
    expect(resolveSelection(view, whole('callback'))?.message?.type).toBe('way');
    const recorded = buildSession({ pages: [{ status: 200, body: 'Sign in' }] });
    expect(listShowable(findStep(recorded, 'callback')).map(({ type }) => type)).toEqual(['exchange', 'hit']);
  });

  it('is a callback of several, with its own event only', () => {
    const options = { hits: [{ url: `${REDIRECT_URI}?code=other`, verdict: 'wrong-state' as const }] };
    const view = buildSession(options);
    const step = findStep(view, 'callback');
    for (const message of listShowable(step)) {
      expect(resolveSelection(view, selectMessage(step, message))?.message).toEqual(message);
    }
    const hit = listShowable(step).find(({ type }) => type === 'hit');
    const events = hit ? pickEvents(buildTrace(options), step, selectMessage(step, hit)) : [];
    expect(events).toMatchObject([{ type: 'callback-hit', verdict: 'wrong-state' }]);
  });
});

describe('what is searched of a step', () => {
  const hit = (seq: number, url: string): Message => ({
    type: 'hit',
    id: `hit-${seq}`,
    hit: { seq, time: 0, via: 'listener', method: 'GET', url, verdict: 'wrong-path' },
  });
  const few = [hit(1, 'http://127.0.0.1/a'), hit(2, 'http://127.0.0.1/b')];
  const many = Array.from({ length: 500 }, (_, seq) =>
    hit(seq, `http://127.0.0.1/page-${seq}?to=https%3A%2F%2Fa%20b`),
  );

  it('is all of it where that is little', () => {
    expect(pickSearched(few, 'nowhere')).toEqual({ messages: few, isCut: false });
  });

  it('is what holds the text where it is much, however that was written on the wire', () => {
    expect(pickSearched(many, 'PAGE-321').messages.map(({ id }) => id)).toEqual(['hit-321']);
    expect(pickSearched(many, 'page-4').isCut).toBe(true);
    expect(pickSearched(many, 'https://a b').messages).toHaveLength(40);
    expect(pickSearched(many, '')).toEqual({ messages: [], isCut: false });
  });
});
