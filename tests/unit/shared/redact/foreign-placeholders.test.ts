import { createRedactor, redactLoose } from '@shared/redact/redactor';
import { buildReport } from '@shared/report/build-report';
import { parseSessionExport } from '@shared/report/parse-session-export';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildTrace } from '../../../support/session-builder';

const PLACEHOLDER = /\[redacted:[a-z_]+-\d+\]/g;

/** As a text of an imported report may hold it. */
const SPELLINGS: Record<string, (text: string) => string> = {
  plain: (text) => text,
  percent: encodeURIComponent,
  base64: (text) => btoa(`{"seen":"${text}"}`),
  json: (text) => JSON.stringify({ seen: text }),
};
const foreign = fc.record({
  secret: fc.constantFrom('email', 'state', 'access_token', 'code', 'sub'),
  index: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.bigInt({ min: 1n, max: 10n ** 20n })),
  spelling: fc.constantFrom(...Object.keys(SPELLINGS)),
});

describe('placeholders that a recording came with', () => {
  it('are never given to another value, however they are spelled', () => {
    fc.assert(
      fc.property(fc.array(foreign, { maxLength: 8 }), fc.nat(5), (list, count) => {
        const placeholders = list.map(({ secret, index }) => `[redacted:${secret}-${index}]`);
        const seen = list.map(({ spelling }, at) => SPELLINGS[spelling]?.(placeholders[at] ?? '')).join(' ');
        const addresses = Array.from({ length: count }, (_, at) => `person${at}@acme.example`);
        const redactor = createRedactor(
          buildTrace({ answers: { resource: { body: `${addresses.join(' ')} ${seen}` } } }),
        );
        const text = JSON.stringify(redactor.redactEvents());
        const given = redactor.listValues().map(({ placeholder }) => placeholder);
        expect(given.filter((each) => placeholders.includes(each))).toEqual([]);
        expect(new Set(given).size).toBe(given.length);
        expect(redactor.findLeaks(text)).toEqual([]);
        expect(text).not.toContain('person');
      }),
      { numRuns: 80 },
    );
  });

  it('keep their meaning when an imported export is exported again with something new in it', () => {
    const options = { format: 'json', now: 0, appVersion: '1.0' } as const;
    const first = buildReport(
      buildTrace({ answers: { resource: { body: 'first@acme.example and second@acme.example' } } }),
      options,
    ).text;
    const imported = parseSessionExport(first);
    if (!imported.ok) throw new Error(imported.message);
    const note = {
      type: 'note',
      seq: 10_000,
      time: 2_000_000_000_000,
      code: 'x',
      message: 'third@acme.example',
    };
    const again = buildReport([...imported.events, { ...note, stepId: null } as never], options).text;
    expect(again).toContain('[redacted:email-1] and [redacted:email-2]');
    expect(again).toContain('"[redacted:email-3]"');
    const known = new Set(first.match(PLACEHOLDER));
    expect([...new Set(again.match(PLACEHOLDER))].filter((each) => !known.has(each))).toEqual([
      '[redacted:email-3]',
    ]);
  });

  it('are respected in a text without a session', () => {
    expect(redactLoose('password=hunter2 after [redacted:password-1]')).toBe(
      'password=[redacted:password-2] after [redacted:password-1]',
    );
  });

  it('do not move the numbers that a preview showed', () => {
    const events = buildTrace({ answers: { resource: { body: 'one@acme.example [redacted:email-1]' } } });
    const known = createRedactor(events);
    known.redactEvents();
    const choices = { shown: [], hidden: ['hello you'], isAnyCase: false, known: known.listValues() };
    const next = createRedactor(events, choices);
    expect(next.redactText('one@acme.example two@acme.example')).toBe(
      '[redacted:email-2] [redacted:email-3]',
    );
  });
});
