import type { RecordedBody } from '@shared/model/exchange';
import { describe, expect, it } from 'vitest';
import { groupUrlPairs, readBody, readUrlPairs } from '../../../../src/renderer/src/inspector/read-body';
import { findTokens, readClaimTime, readTokens } from '../../../../src/renderer/src/inspector/read-tokens';
import { layOutPhases } from '../../../../src/renderer/src/inspector/TimingSection';
import { buildSession } from '../../../support/session-builder';

function buildBody(text: string): RecordedBody {
  return { text, encoding: 'utf8', bodyBytes: text.length, truncated: false };
}

describe('readBody', () => {
  it('reads a form in order, with duplicates', () => {
    const body = readBody(buildBody('b=1&a=2+3&b=%26'), [
      ['Content-Type', 'application/x-www-form-urlencoded;charset=UTF-8'],
    ]);
    expect(body).toEqual({
      kind: 'form',
      pairs: [
        { name: 'b', value: '1' },
        { name: 'a', value: '2 3' },
        { name: 'b', value: '&' },
      ],
    });
  });

  it.each(['application/json', 'application/problem+json; charset=utf-8', 'text/html'])(
    'reads JSON that is sent as %s',
    (type) => {
      expect(readBody(buildBody('{"a":1}'), [['content-type', type]])).toEqual({
        kind: 'json',
        text: '{\n  "a": 1\n}',
      });
    },
  );

  it('shows what claims to be JSON and is not as the text it is', () => {
    expect(readBody(buildBody('{"a":'), [['content-type', 'application/json']])).toEqual({ kind: 'text' });
  });
});

describe('readUrlPairs', () => {
  it('reads the query and the fragment', () => {
    expect(readUrlPairs('https://a.example/cb?x=1#y=2&x=3').map(({ name, value }) => name + value)).toEqual([
      'x1',
      'y2',
      'x3',
    ]);
    expect(readUrlPairs('https://a.example/cb')).toEqual([]);
  });
});

describe('readTokens', () => {
  const session = buildSession();
  const step = session.steps.find((each) => each.name === 'token');
  const later = session.steps.find((each) => each.name === 'id-token');

  it('decodes each JWT once and leaves opaque tokens out', () => {
    const tokens = step ? readTokens(step) : [];
    expect(tokens.map(({ name, header, claims }) => ({ name, header, sub: claims?.['sub'] }))).toEqual([
      { name: 'id-token', header: { alg: 'RS256', kid: 'k1' }, sub: 'alice' },
    ]);
  });

  it('finds the tokens of an earlier step for one that only validates them', () => {
    expect(later && findTokens(session.steps, later)?.from.name).toBe('token');
    expect(step && findTokens(session.steps.slice(0, 2), step)).toBeNull();
  });

  it('knows which claims are times', () => {
    expect(readClaimTime('exp', 1_700_000_000)).toBe(1_700_000_000_000);
    expect(readClaimTime('exp', '1700000000')).toBeNull();
    expect(readClaimTime('max_age', 300)).toBeNull();
  });
});

describe('groupUrlPairs', () => {
  it('tells a query from a fragment, and a form from both', () => {
    const url = 'http://127.0.0.1/cb?code=c&code=d#state=s';
    expect(groupUrlPairs(url, false)).toEqual([
      {
        title: 'Query parameters',
        pairs: [
          { name: 'code', value: 'c' },
          { name: 'code', value: 'd' },
        ],
      },
      { title: 'Fragment parameters', pairs: [{ name: 'state', value: 's' }] },
    ]);
    expect(groupUrlPairs('http://127.0.0.1/cb?code=c', true).map(({ title }) => title)).toEqual([
      'Form fields',
    ]);
    expect(groupUrlPairs('no url', false)).toEqual([]);
  });
});

describe('layOutPhases', () => {
  it('starts each phase where the one before it ended and leaves out what did not happen', () => {
    const phases = layOutPhases({ dnsMs: 2, connectMs: 3, tlsMs: null, firstByteMs: 10, totalMs: 16 });
    expect(phases.map(({ name, startMs, durationMs }) => [name, startMs, durationMs])).toEqual([
      ['DNS', 0, 2],
      ['Connect', 2, 3],
      ['Wait', 5, 10],
      ['Receive', 15, 1],
      ['Total', 0, 16],
    ]);
  });
});
