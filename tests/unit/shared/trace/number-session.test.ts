import type { TraceEvent } from '@shared/model/trace-event';
import { buildReport } from '@shared/report/build-report';
import { foldTrace } from '@shared/trace/fold-trace';
import { numberSession } from '@shared/trace/number-session';
import { describe, expect, it } from 'vitest';
import { buildSession, buildTrace } from '../../../support/session-builder';

describe('numberSession', () => {
  it('numbers the steps, and within each its requests and callbacks as they came', () => {
    const session = buildSession({
      pages: [{ status: 200, body: 'Sign in' }],
      hits: [{ url: 'http://127.0.0.1:8400/favicon.ico', verdict: 'wrong-path' }],
    });
    const { steps, exchanges, hits } = numberSession(session);
    expect([...steps]).toEqual(session.steps.map(({ id }, index) => [id, String(index + 1)]));
    expect([...exchanges.values()]).toEqual(['1.1', '3.1', '4.1', '5.1', '6.1', '7.1']);
    expect([...hits.values()]).toEqual(['3.2', '3.3']);
  });

  it('never changes a number while a run goes on', () => {
    const events = buildTrace({ pages: [{ status: 200, body: 'Sign in' }] });
    const whole = numberSession(foldTrace(events));
    for (let count = 1; count < events.length; count += 1) {
      const { steps, exchanges, hits } = numberSession(foldTrace(events.slice(0, count)));
      for (const [id, number] of steps) expect(whole.steps.get(id)).toBe(number);
      for (const [id, number] of exchanges) expect(whole.exchanges.get(id)).toBe(number);
      for (const [seq, number] of hits) expect(whole.hits.get(seq)).toBe(number);
    }
  });

  it('is what every report says', () => {
    const events = buildTrace({
      failAt: 'token',
      answers: { token: { status: 400, body: { error: 'invalid_grant' } } },
      pages: [{ status: 200, body: 'Sign in' }],
    });
    const md = readReport(events, 'md');
    expect(md).toContain('### Exchange 4.1: token (token, 400');
    expect(md).toContain('| 3.2 | ');
    expect(md).toContain('failed at step 4 of 4');
    expect(readReport(events, 'html')).toContain('<summary>4.1 <code>POST');
    expect(readReport(events, 'mmd')).toContain('Note over client: 4. token');
  });
});

function readReport(events: TraceEvent[], format: 'md' | 'html' | 'mmd'): string {
  return String(buildReport(events, { format, now: 1_800_000_000_000, appVersion: '0.0.0' }).text);
}
