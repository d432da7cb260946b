import { REFERENCES } from '@shared/checks/references';
import { REPORT_FORMATS } from '@shared/contract/host-api';
import { isStandardUrl } from '@shared/model/reference';
import type { TraceEvent } from '@shared/model/trace-event';
import { createRedactor } from '@shared/redact/redactor';
import { buildReport, ReportLeakError } from '@shared/report/build-report';
import { parseSessionExport } from '@shared/report/parse-session-export';
import { foldTrace } from '@shared/trace/fold-trace';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildTrace, SECRETS, type TraceOptions } from '../../../support/session-builder';

const NOW = Date.UTC(2026, 0, 31, 9, 45);
const FAILED: TraceOptions = {
  failAt: 'token',
  answers: {
    token: {
      status: 400,
      headers: { 'x-request-id': 'req-1' },
      body: { error: 'invalid_grant', error_description: 'The code has expired.' },
    },
  },
  checks: { 'token-status': { verdict: 'fail', expected: '200', actual: '400' } },
  error: {
    message: 'The server refused the code.',
    details: { claim: 'exp' },
    code: 'OAUTH_RESPONSE_BODY_ERROR',
    oauth: { error: 'invalid_grant', errorDescription: 'The code has expired.', errorUri: null },
  },
};

function build(format: (typeof REPORT_FORMATS)[number], options: TraceOptions = FAILED) {
  return buildReport(buildTrace(options), { format, now: NOW, appVersion: '0.1.0' });
}

describe('a report', () => {
  it('is named after the flow, the start and the outcome', () => {
    expect(build('html').fileName).toBe('grantscope-authorization-code-20260115-093000-failed.html');
    expect(build('md', {}).fileName).toBe('grantscope-authorization-code-20260115-093000-succeeded.md');
    expect(build('json', { outcome: 'running', failAt: 'token' }).fileName).toMatch(/-running\.json$/);
  });

  it('counts the values it replaced', () => {
    expect(build('md').redactions).toBeGreaterThanOrEqual(5);
  });

  it.each(['md', 'html'] as const)(
    'says in %s what failed, why, and what to quote to the provider',
    (format) => {
      const { text } = build(format);
      for (const part of [
        'failed at step 4 of 4',
        'invalid_grant',
        'Findings',
        'How to fix it',
        'req-1',
        'Removed from this report',
      ]) {
        expect(text).toContain(part);
      }
    },
  );

  it.each(['md', 'html'] as const)('says in %s what was removed, how often and by which rule', (format) => {
    const { text } = build(format);
    const rules = text.slice(text.indexOf('Removed from this report'));
    const plain = rules.replaceAll('\\_', '_');
    expect(plain).toContain('code: named authorization_code, auth_code');
    expect(plain).toMatch(
      /Access token \(RFC 6749 section 1\.4\)(?: \| |<\/td><td[^>]*>)\d+(?: \| |<\/td><td[^>]*>)\d+/,
    );
    expect(plain).toContain('access_token: named access_token');
  });

  it.each(REPORT_FORMATS)('is the same bytes in %s whenever it is built from the same session', (format) => {
    expect(build(format).text).toBe(build(format).text);
    expect(build(format, structuredClone(FAILED)).fileName).toBe(build(format).fileName);
  });

  it.each(REPORT_FORMATS)(
    'is not built in %s where the finished text still holds a secret, and the error does not tell it',
    (format) => {
      const build = () => buildReport(buildTrace(), { format, now: NOW, appVersion: SECRETS.code });
      expect(build).toThrow(ReportLeakError);
      expect(build).toThrow(/^The report was not built: it would still show \[redacted:code-1\]\.$/);
    },
  );

  it.each(['style-src', 'initial-scale=1', 'grantscope-session'])(
    'is built although the secret %s is a word of every report',
    (word) => {
      const url = `https://id.acme.example/?password=${encodeURIComponent(word)}`;
      const { text } = buildReport(buildTrace({ hits: [{ url, verdict: 'wrong-path' }] }), {
        format: 'html',
        now: NOW,
        appVersion: '0.1.0',
      });
      expect(text).toContain('?password=[redacted:password-1]');
    },
  );

  it('hides secrets that only a finding would show', () => {
    const finding = {
      entryId: 'x',
      code: null,
      severity: 'error',
      title: `t ${SECRETS.code}`,
      meaning: '',
      confidence: 1,
      stepId: null,
      evidence: [],
      causes: [],
      fixes: [],
      actors: [],
      retry: 'no',
      retryAfterSeconds: null,
      reference: { label: 'RFC 6749', url: 'https://www.rfc-editor.org/' },
    } as const;
    const { text } = buildReport(buildTrace(), {
      format: 'md',
      now: NOW,
      appVersion: '0.1.0',
      findingsOf: () => [structuredClone(finding) as never],
    });
    expect(text).toContain('t [redacted:code-1]');
  });

  it.each(REPORT_FORMATS)(
    'is built in %s from a session in any state, whatever the texts in it',
    (format) => {
      const anyText = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.constantFrom('```\n# x', '<script>', '| a |', '\u202Egnp', '__proto__', '[x](y)'),
      );
      const steps = fc.constantFrom('discovery', 'callback', 'token', 'userinfo', undefined);
      fc.assert(
        fc.property(anyText, anyText, steps, fc.nat(), (first, second, failAt, cut) => {
          const events = buildTrace({
            ...(failAt && { failAt }),
            callback: { code: first, state: second, [first]: second },
            checks: { state: { verdict: 'fail', expected: first, actual: second } },
            answers: {
              token: { status: 400, body: first, headers: { 'x-note': second } },
              userinfo: { body: { [first]: second } },
            },
            error: {
              message: first,
              details: { [first]: second },
              causes: [{ name: second, message: first, code: second, details: {} }],
            },
          }).slice(0, cut % 60);
          expect(() => buildReport(events, { format, now: NOW, appVersion: '0.1.0' })).not.toThrow();
        }),
        { numRuns: 60 },
      );
    },
  );
});

const listChecks = (events: readonly TraceEvent[]) => foldTrace(events).steps.flatMap(({ checks }) => checks);

describe('a JSON export', () => {
  const parse = (text: string): TraceEvent[] => {
    const parsed = parseSessionExport(text);
    if (!parsed.ok) throw new Error(parsed.message);
    return parsed.events;
  };

  it('reads back as the redacted events, to the same session', () => {
    const redacted = createRedactor(buildTrace(FAILED)).redactEvents();
    const events = parse(build('json').text);
    expect(events).toEqual(redacted);
    expect(foldTrace(events)).toEqual(foldTrace(redacted));
  });

  it('exports again to the same events', () => {
    const events = parse(build('json').text);
    expect(parse(buildReport(events, { format: 'json', now: NOW, appVersion: '0.1.0' }).text)).toEqual(
      events,
    );
  });

  it.each([
    ['no JSON', '{', /not a Grantscope session export/],
    ['another format', '{"format":"har","version":1,"events":[{}]}', /not a Grantscope session export/],
    ['a newer envelope', '{"format":"grantscope-session","version":99,"events":[{}]}', /version 99.*Update/],
    [
      'a trace without its start',
      '{"format":"grantscope-session","version":1,"events":[{"type":"note"}]}',
      /does not begin/,
    ],
    ['deep nesting', '['.repeat(5_000), /nested too deeply/],
    [
      'a broken event',
      JSON.stringify({
        format: 'grantscope-session',
        version: 1,
        events: [buildTrace()[0], { type: 'note', seq: 2 }],
      }),
      /Event 2/,
    ],
    [
      'events out of order',
      JSON.stringify({
        format: 'grantscope-session',
        version: 1,
        events: [buildTrace()[0], buildTrace()[0]],
      }),
      /out of order/,
    ],
  ])('is refused with a reason for %s', (_, text, message) => {
    const parsed = parseSessionExport(text);
    expect(parsed).toMatchObject({ ok: false, message: expect.stringMatching(message) });
  });

  it.each([
    'https://rfc-editor.org.attacker.example/rfc/rfc6749.html',
    'https://www.rfc-editor.org@attacker.example/rfc/rfc6749.html',
    'https://www.rfc-editor.org:8443/rfc/rfc6749.html',
    'http://www.rfc-editor.org/rfc/rfc6749.html',
    'https://github.com/attacker/rfc6749',
    'javascript:alert(1)//www.rfc-editor.org',
    '//openid.net/specs',
    '',
  ])('brings no link to %s: the words of the reference stay', (url) => {
    const own = build('json').text;
    const [check] = listChecks(parse(own));
    const events = parse(own.replaceAll(JSON.stringify(check?.reference.url), JSON.stringify(url)));
    expect(listChecks(events)[0]?.reference).toEqual({ label: check?.reference.label, url: '' });
    expect(listChecks(events).map(({ reference }) => reference.label)).toEqual(
      listChecks(parse(own)).map(({ reference }) => reference.label),
    );
  });

  it('keeps the links of all of our own checks', () => {
    expect(Object.values(REFERENCES).filter(({ url }) => !isStandardUrl(url))).toEqual([]);
    expect(listChecks(parse(build('json').text)).filter(({ reference }) => reference.url === '')).toEqual([]);
  });

  it('cannot reach a prototype', () => {
    const text = build('json').text.replace('"details": {', '"details": {"__proto__": {"polluted": true},');
    const failed = parse(text).find((event) => event.type === 'step-ended' && event.error !== null);
    expect(text).toContain('__proto__');
    expect(failed?.type === 'step-ended' && 'polluted' in (failed.error?.details ?? {})).toBe(false);
    expect('polluted' in {}).toBe(false);
  });

  it('never throws on any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(parseSessionExport(text).ok).toBe(false);
      }),
    );
  });
});
