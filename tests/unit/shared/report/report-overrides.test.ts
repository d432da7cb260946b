import { REPORT_FORMATS, type ReportFormat } from '@shared/contract/host-api';
import { diagnose } from '@shared/diagnosis/diagnose';
import { type ReportOverrides, reportOverridesSchema } from '@shared/model/report-overrides';
import type { PreviewItem } from '@shared/model/report-preview';
import type { TraceEvent } from '@shared/model/trace-event';
import { decodeFully } from '@shared/redact/decode-view';
import { createRedactor } from '@shared/redact/redactor';
import { visitTraceStrings } from '@shared/redact/visit-trace-strings';
import { buildReport } from '@shared/report/build-report';
import { OverrideError } from '@shared/report/override-error';
import { parseSessionExport } from '@shared/report/parse-session-export';
import { previewReport } from '@shared/report/preview-report';
import { decodeBase64, encodeBase64 } from '@shared/text/base64';
import { foldTrace } from '@shared/trace/fold-trace';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildPlantedSession, createRandom } from '../../../support/planted-session';
import { buildTrace, ISSUER, SECRETS } from '../../../support/session-builder';

const FAILED = buildTrace({
  failAt: 'token',
  answers: {
    token: { status: 400, body: { error: 'invalid_grant', error_description: 'Not on db-7.corp.' } },
  },
  error: {
    message: 'The server refused the code.',
    oauth: { error: 'invalid_grant', errorDescription: null, errorUri: null },
  },
});
const PLANTED = buildPlantedSession(createRandom(11)).events;

/** The same for each format. */
const bases = new Map<TraceEvent[], string>();

function readBasis(events: TraceEvent[]): string {
  const basis =
    bases.get(events) ?? previewReport(events, { format: 'mmd', now: 0, appVersion: '0.1.0' }).basis;
  bases.set(events, basis);
  return basis;
}

type Choice = Partial<Omit<ReportOverrides, 'basis'>>;

function preview(events: TraceEvent[], format: ReportFormat, choice: Choice = {}) {
  const options = { format, now: 0, appVersion: '0.1.0' };
  const basis = readBasis(events);
  return previewReport(events, { ...options, overrides: reportOverridesSchema.parse({ basis, ...choice }) });
}

function build(events: TraceEvent[], format: ReportFormat, choice: Choice = {}) {
  const options = { format, now: 0, appVersion: '0.1.0' };
  const basis = readBasis(events);
  return buildReport(events, { ...options, overrides: reportOverridesSchema.parse({ basis, ...choice }) });
}

function reveal({ placeholder, sensitivity }: PreviewItem): Choice {
  return sensitivity === 'credential' ? { revealCredentials: [placeholder] } : { reveal: [placeholder] };
}

/** A text as a stranger would read it: escapes undone, base64 opened. */
function readAll(text: string): string {
  const readings = [
    text,
    decodeFully(text),
    text.replace(/#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))),
  ];
  for (const [run] of decodeFully(text).matchAll(/[\w+/-]{12,}/g)) {
    for (const shift of [0, 1, 2, 3]) readings.push(decodeBase64(run.slice(shift)) ?? '');
  }
  return readings.join('\n');
}

/** Every text of outside origin in a session. */
function listTexts(events: TraceEvent[]): string[] {
  const texts: string[] = [];
  visitTraceStrings(events, (text) => {
    if (text.length >= 4) texts.push(text);
    return text;
  });
  return texts;
}

describe('the preview of a report', () => {
  it.each(REPORT_FORMATS)('is in %s the text that is saved, with a list of all that it hides', (format) => {
    const shown = preview(PLANTED, format);
    expect(shown.text).toBe(build(PLANTED, format).text);
    expect(shown.items).toHaveLength(shown.redactions);
    expect(new Set(shown.items.map(({ placeholder }) => placeholder)).size).toBe(shown.redactions);
    for (const [placeholder] of shown.text.matchAll(/\[redacted:[a-z_]+-\d+\]/g)) {
      expect(shown.items.map((item) => item.placeholder)).toContain(placeholder);
    }
  });

  it('says of each value what it is, why it goes, and where it stands', () => {
    const { items } = preview(FAILED, 'md');
    const code = items.find(({ secret }) => secret === 'code');
    expect(code).toMatchObject({ sensitivity: 'credential', state: 'hidden', shownAs: null });
    expect(code?.rule).toContain('authorization_code');
    const places = code?.places.map(({ where, step }) => `${step}: ${where}`) ?? [];
    expect(places).toContainEqual(expect.stringMatching(/: callback, parameter code$/));
    expect(places).toContainEqual(expect.stringMatching(/: token request, body, parameter code$/));
    for (const { places, placeholder } of items) expect(places.length, placeholder).toBeGreaterThan(0);
  });

  it('tells no more of a value than a sixth', () => {
    const { plants, events } = buildPlantedSession(createRandom(5));
    for (const { peek } of preview(events, 'json').items) {
      for (const { value } of plants) expect(peek).not.toContain(value.slice(0, Math.ceil(value.length / 3)));
    }
  });
});

describe('a value that the author shows', () => {
  it.each(REPORT_FORMATS)('is named in %s with its placeholder and rule', (format) => {
    const { text } = build(FAILED, format, { reveal: ['[redacted:state-1]'] });
    const plain = readAll(text).replaceAll('\\', '');
    expect(plain).toMatch(/author&?#?3?9?;?['’]?s wish|shownAtAuthorsWish|"shown"/i);
    expect(plain).toContain('[redacted:state-1]');
    expect(plain).toContain('state (RFC 6749 section 10.12)'.slice(0, 5));
    if (format !== 'mmd') expect(plain).toContain(SECRETS.state);
  });

  it.each(REPORT_FORMATS)('shows in %s itself and no other, whichever it is', (format) => {
    for (const events of [FAILED, PLANTED]) {
      const known = listKnown(events);
      const before = readAll(build(events, format).text);
      for (const item of preview(events, format).items.slice(0, format === 'json' ? 12 : 3)) {
        const after = readAll(build(events, format, reveal(item)).text);
        const value = known.get(item.placeholder) ?? '';
        for (const [placeholder, other] of known) {
          if (placeholder === item.placeholder || before.includes(other)) continue;
          if (readAll(value).includes(other)) continue;
          expect(after.includes(other), `${placeholder} beside ${item.placeholder}`).toBe(false);
        }
      }
    }
  });

  it('is there in full, or the preview says that it stays hidden with another secret around it', () => {
    const known = listKnown(PLANTED);
    const items = preview(PLANTED, 'json').items.filter((_, index) => index % 12 === 0);
    const missing = items.filter((item) => {
      const after = preview(PLANTED, 'json', reveal(item));
      const shown = after.items.find(({ placeholder }) => placeholder === item.placeholder);
      expect(shown?.state).toBe('shown');
      if (shown?.shownAs === null) return true;
      expect(after.text).toContain(shown?.shownAs);
      expect(readAll(known.get(item.placeholder) ?? '')).toContain(decodeFully(shown?.shownAs ?? ''));
      return false;
    });
    expect(missing.length).toBeLessThan(items.length / 4);
  });

  it('is a JWT with its signature, whose personal claims stay hidden', () => {
    const part = (value: object) =>
      encodeBase64(new TextEncoder().encode(JSON.stringify(value))).replace(/=+$/, '');
    const signature = 'c2lnbmF0dXJlLW9mLXRoaXMtand0LTEyMw';
    const jwt = `${part({ alg: 'RS256', typ: 'at+jwt' })}.${part({ iss: ISSUER, email: 'zoe@acme.example' })}.${signature}`;
    const events = buildTrace({ answers: { token: { body: { access_token: jwt, token_type: 'Bearer' } } } });
    const item = preview(events, 'json').items.find(
      ({ peek }) => peek.startsWith('eyJ') && peek.includes(`${jwt.length} `),
    );
    const { text } = build(events, 'json', { revealCredentials: [item?.placeholder ?? ''] });
    expect(text).toContain(`.${signature}`);
    expect(readAll(text)).not.toContain('zoe@acme.example');
    const email = preview(events, 'json').items.find(({ secret }) => secret === 'email');
    const both = build(events, 'json', {
      revealCredentials: [item?.placeholder ?? ''],
      reveal: [email?.placeholder ?? ''],
    });
    expect(both.text).toContain(jwt);
  });

  it('is refused where it is a credential and only asked for once', () => {
    expect(() => build(FAILED, 'md', { reveal: ['[redacted:code-1]'] })).toThrow(/is a credential/);
  });

  it('is refused in a session that has gone on since the preview', () => {
    const options = { format: 'md', now: 0, appVersion: '0.1.0' } as const;
    const { basis } = previewReport(FAILED, options);
    const later: TraceEvent = { type: 'note', seq: 900, time: 1, stepId: null, code: 'x', message: 'later' };
    const overrides = reportOverridesSchema.parse({ basis, reveal: ['[redacted:state-1]'] });
    const attempt = () => buildReport([...FAILED, later], { ...options, overrides });
    expect(attempt).toThrow(OverrideError);
    expect(attempt).toThrow(/changed since the preview/);
  });

  it('is refused where no preview is named, or nothing is hidden so', () => {
    expect(reportOverridesSchema.safeParse({ reveal: ['[redacted:state-1]'] }).success).toBe(false);
    expect(() => build(FAILED, 'md', { reveal: ['[redacted:state-77]'] })).toThrow(/Nothing in this session/);
  });
});

describe('a text that the author hides', () => {
  it.each(REPORT_FORMATS)('is gone in %s, also within words and encoded', (format) => {
    const { text } = build(FAILED, format, { hide: ['db-7.corp'] });
    expect(readAll(text)).not.toContain('db-7.corp');
    if (format !== 'mmd') expect(text).toContain('chosen-1');
  });

  it.each(REPORT_FORMATS)('leaves nothing in %s, whatever part of the session it is', (format) => {
    let taken = 0;
    let refused = 0;
    for (const events of [FAILED, PLANTED]) {
      const texts = listTexts(events);
      const part = fc
        .tuple(fc.constantFrom(...texts), fc.nat(), fc.integer({ min: 4, max: 24 }))
        .map(([text, at, length]) => {
          const from = at % Math.max(1, text.length - 3);
          return text.slice(from, from + length);
        })
        .filter((text) => text.trim().length >= 4 && text.isWellFormed());
      fc.assert(
        fc.property(part, (hidden) => {
          try {
            const { text } = build(events, format, { hide: [hidden] });
            taken += 1;
            expect(readAll(text.replace(/\[redacted:[a-z_]+-\d+\]/g, '\u0000'))).not.toContain(hidden);
          } catch (error) {
            if (!(error instanceof OverrideError)) throw error;
            refused += 1;
          }
        }),
        { numRuns: 8 },
      );
    }
    expect(taken).toBeGreaterThan((taken + refused) / 5);
  });

  it('is hidden although it is shown too', () => {
    const { text } = build(FAILED, 'json', { reveal: ['[redacted:state-1]'], hide: [SECRETS.state] });
    expect(readAll(text)).not.toContain(SECRETS.state);
  });

  it.each(['severity', 'redirectUri', 'authorization-code', 'session-started', 'error'])(
    'is refused in words where it is one of our own: %s',
    (hidden) => {
      const attempt = () => build(FAILED, 'json', { hide: [hidden] });
      expect(attempt).toThrow(OverrideError);
      expect(attempt).not.toThrow(new RegExp(hidden));
    },
  );

  it('is told from a word of another case that base64 hides within a JWT', () => {
    const part = (value: object) =>
      encodeBase64(new TextEncoder().encode(JSON.stringify(value))).replace(/=+$/, '');
    const jwt = `${part({ alg: 'none' })}.${part({ aud: 'practice-public' })}.c2lnbmF0dXJlLW9mLXRoaXM`;
    const events = buildTrace({
      profile: { name: 'Practice: public client', browser: 'practice' },
      answers: { token: { body: { access_token: jwt, token_type: 'Bearer' } } },
    });
    const { text } = build(events, 'json', { hide: ['Practice'] });
    expect(text).not.toContain('Practice');
    expect(text).toContain('"browser": "practice"');
  });

  it('has at least four characters', () => {
    expect(reportOverridesSchema.safeParse({ hide: ['abc '] }).success).toBe(false);
  });
});

describe('an export with overrides', () => {
  it('opens again with the same findings', () => {
    const choice = {
      reveal: ['[redacted:state-1]'],
      revealCredentials: ['[redacted:code-1]'],
      hide: ['db-7.corp'],
    };
    const { text } = build(FAILED, 'json', choice);
    const opened = parseSessionExport(text);
    expect(opened.ok).toBe(true);
    if (!opened.ok) return;
    const { findings } = JSON.parse(text) as { findings: { entryId: string }[] };
    expect(findings.length).toBeGreaterThan(0);
    expect(diagnose(foldTrace(opened.events)).map(({ entryId }) => entryId)).toEqual(
      findings.map(({ entryId }) => entryId),
    );
    expect(text).toContain('[redacted:code-1]');
  });

  it('keeps the placeholders of all other values', () => {
    const before = preview(PLANTED, 'json').items;
    const after = preview(PLANTED, 'json', {
      ...reveal(before[0] as PreviewItem),
      hide: ['acme.example'],
    }).items;
    expect(after.slice(0, before.length).map(({ placeholder, peek }) => [placeholder, peek])).toEqual(
      before.map(({ placeholder, peek }) => [placeholder, peek]),
    );
  });
});

/** The value behind each placeholder. */
function listKnown(events: TraceEvent[]): Map<string, string> {
  const redactor = createRedactor(events);
  const session = foldTrace(redactor.redactEvents());
  redactor.redactData(diagnose(session));
  return new Map(redactor.listValues().map(({ placeholder, value }) => [placeholder, value]));
}
