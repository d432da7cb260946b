import { checkPolling } from '@shared/checks/check-polling';
import type { RecordedResponse } from '@shared/model/exchange';
import { isStillWaiting, readPolls } from '@shared/model/read-polls';
import type { ExchangeView } from '@shared/model/session';
import { describe, expect, it } from 'vitest';

function buildPoll(startedAt: number, error: string | null, purpose: ExchangeView['purpose'] = 'token') {
  const text = JSON.stringify(error === null ? { access_token: 'at' } : { error });
  const response: RecordedResponse = {
    status: error === null ? 200 : 400,
    statusText: '',
    headers: [],
    body: { text, encoding: 'utf8', bodyBytes: text.length, truncated: false },
  };
  const request = { method: 'POST', url: 'https://id.acme.example/token', headers: [], body: null };
  return {
    id: `${startedAt}`,
    stepId: 'approval',
    seq: 1,
    endSeq: 2,
    channel: 'back',
    purpose,
    startedAt,
    request,
    response,
  } satisfies ExchangeView;
}

const check = (...exchanges: ExchangeView[]) =>
  checkPolling(readPolls(exchanges, { intervalSeconds: 5, startedAt: 1_000 }));

describe('the row of the polling interval', () => {
  it('passes where each pause is as long as asked for, and shows the shortest', () => {
    expect(check(buildPoll(6_000, 'authorization_pending'), buildPoll(12_500, null))).toMatchObject({
      verdict: 'pass',
      actual: '2 polls, the shortest pause 5.00 s',
    });
  });

  it('fails for a poll that came early', () => {
    expect(check(buildPoll(6_000, 'authorization_pending'), buildPoll(9_000, null))).toMatchObject({
      verdict: 'fail',
      actual: '2 polls, one after 3.00 s',
    });
  });

  it('asks for five seconds more after each slow_down, and keeps them', () => {
    const polls = [buildPoll(6_000, 'slow_down'), buildPoll(16_000, 'slow_down')];
    expect(
      check(...polls, buildPoll(31_000, 'authorization_pending'), buildPoll(46_000, null)),
    ).toMatchObject({
      verdict: 'pass',
      expected: expect.stringMatching(/: 15 s in the end$/),
      actual: '4 polls, the shortest pause 5.00 s, 2 answered with slow_down',
    });
    expect(check(...polls, buildPoll(30_000, null)).verdict).toBe('fail');
  });

  it('counts nothing but token requests', () => {
    expect(check(buildPoll(1_010, null, 'jwks'))).toMatchObject({ verdict: 'skip', actual: 'not polled' });
  });
});

describe('an answer that says to go on waiting', () => {
  it.each([
    ['authorization_pending', true],
    ['slow_down', true],
    ['access_denied', false],
    [null, false],
  ])('%s: %s', (error, expected) => {
    expect(isStillWaiting(buildPoll(0, error))).toBe(expected);
  });
});
