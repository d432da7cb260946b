import { buildComparison } from '@shared/compare/build-comparison';
import { COMPARISON_FORMATS, type ComparisonFormat } from '@shared/contract/host-api';
import type { TraceEvent } from '@shared/model/trace-event';
import { decodeFully } from '@shared/redact/decode-view';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildPlantedSession, createRandom, type PlantStyle } from '../../../support/planted-session';
import { buildTrace, type TraceOptions } from '../../../support/session-builder';

const OPTIONS = { now: Date.UTC(2026, 0, 15, 10), appVersion: '0.1.0' };

function build(format: ComparisonFormat, right: TraceOptions, left: TraceOptions = {}): string {
  return buildComparison(
    buildTrace({ sessionId: 'left-1', ...left }),
    buildTrace({ sessionId: 'right-1', ...right }),
    {
      format,
      ...OPTIONS,
    },
  ).text;
}

const CHANGED: TraceOptions = {
  authorize: { scope: 'openid' },
  callback: { code: 'another-code-1f2e3d4c' },
  token: { code: 'another-code-1f2e3d4c' },
  failAt: 'token',
  answers: { token: { status: 400, body: { error: 'invalid_grant' } } },
};
const withSecret = (secret: string): TraceOptions => ({
  tokenHeaders: { authorization: `Basic ${btoa(`web:${secret}`)}` },
});

describe('a comparison as a document', () => {
  it.each(COMPARISON_FORMATS)(
    'says in %s what was compared, what differs and where, and what was removed',
    (format) => {
      const text = decodeFully(build(format, CHANGED));
      for (const fact of ['left-1', 'right-1', 'succeeded', 'failed', 'scope', 'invalid_grant', '0.1.0']) {
        expect(text).toContain(fact);
      }
      expect(text).toContain('2026-01-15T10:00:00.000Z');
      expect(text).toMatch(/The left session succeeded, the right one failed\. What differs first is scope/);
      expect(text).toMatch(/named authorization_code/);
    },
  );

  it('is one JSON value that says what it is', () => {
    const json = JSON.parse(build('json', CHANGED));
    expect(json).toMatchObject({
      format: 'grantscope-comparison',
      version: 1,
      left: { id: 'left-1', firstFailure: null },
      right: { id: 'right-1' },
      isSameOutcome: false,
    });
    expect(json.differences[0]).toMatchObject({ rank: 1, name: 'scope', isImportant: true });
    expect(json.redactions.length).toBeGreaterThan(0);
  });

  it.each(COMPARISON_FORMATS)(
    'has one placeholder in %s for what is equal, and two for what is not',
    (format) => {
      const text = decodeFully(
        build(format, withSecret('other-secret-55aa91bc'), withSecret('kept-secret-8f2c71d0')),
      );
      expect(text).toContain('[redacted:client_secret-1]');
      expect(text).toContain('[redacted:client_secret-2]');
      expect(text).not.toMatch(/kept-secret|other-secret/);
      const same = withSecret('kept-secret-8f2c71d0');
      expect(decodeFully(build(format, { ...same, ...CHANGED }, same))).not.toContain(
        '[redacted:client_secret-2]',
      );
    },
  );

  it('says of two runs alike that nothing of importance differs', () => {
    expect(build('md', {})).toContain('Nothing of importance differs.');
    expect(build('html', {})).toContain('Nothing of importance differs.');
  });

  it('is named after the start of the right session, and is the same twice', () => {
    const events = buildTrace();
    const [one, other] = [1, 2].map(() => buildComparison(events, events, { format: 'html', ...OPTIONS }));
    expect(one?.fileName).toMatch(/^grantscope-comparison-\d{8}-\d{6}\.html$/);
    expect(other).toEqual(one);
  });

  it('is a page without scripts that loads nothing, whatever the texts in the sessions are', () => {
    const text = build('html', {
      profile: { name: '<img src=x onerror=alert(1)>' },
      authorize: { scope: '"><script>' },
    });
    expect(text).not.toMatch(/<img|<script/);
    expect(text).toContain('default-src &#39;none&#39;');
  });

  it('is built from any texts, in Markdown one table row to a line', () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(anyText, anyText, (first, second) => {
        const right: TraceOptions = {
          authorize: { scope: first },
          failAt: 'token',
          answers: { token: { status: 400, body: { error: second, error_description: first } } },
        };
        for (const format of COMPARISON_FORMATS) expect(() => build(format, right)).not.toThrow();
        const rows = build('md', right)
          .split('\n')
          .filter((line) => line.startsWith('|'));
        for (const row of rows) expect(row.replaceAll('\\|', '').match(/\|/g)?.length).toBeGreaterThan(3);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a comparison of sessions with a secret in every place', () => {
  const SEEDS = Array.from({ length: 8 }, (_, index) => index + 1);
  const pairs = (seed: number, style: PlantStyle): { events: readonly TraceEvent[][]; values: string[] } => {
    const [left, right] = [
      buildPlantedSession(createRandom(seed), style),
      buildPlantedSession(createRandom(seed + 1000), style),
    ];
    return {
      events: [left.events, right.events],
      values: [...left.plants, ...right.plants].map(({ value }) => value),
    };
  };
  for (const style of ['token', 'awkward'] as const) {
    it.each(COMPARISON_FORMATS)(`shows none of either session in %s (${style})`, (format) => {
      for (const seed of SEEDS) {
        const { events, values } = pairs(seed, style);
        const { text } = buildComparison(events[0] ?? [], events[1] ?? [], { format, ...OPTIONS });
        const all = `${text}\n${decodeFully(text)}`;
        expect(
          values.filter((value) => all.includes(value) || all.includes(value.replaceAll(' ', '+'))),
        ).toEqual([]);
      }
    });
  }
});
