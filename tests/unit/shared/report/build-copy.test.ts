import { execFileSync } from 'node:child_process';
import { COPY_FORMS } from '@shared/contract/host-api';
import { buildCopy } from '@shared/report/build-copy';
import { quoteShell } from '@shared/report/quote-shell';
import { renderCurl } from '@shared/report/render-curl';
import { foldTrace } from '@shared/trace/fold-trace';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importText } from '../../../../src/main/import/import-text';
import { buildTrace, SECRETS, type TraceOptions } from '../../../support/session-builder';

/** Runs a command line in a POSIX shell with a curl that prints its arguments; nothing is sent. */
function readArguments(command: string, variables: Record<string, string> = {}): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}`;
  const printed = execFileSync('sh', ['-c', script], {
    env: { PATH: process.env.PATH, ...variables },
    stdio: 'pipe',
  });
  return printed.toString().split('\0').slice(0, -1);
}

function copy(form: (typeof COPY_FORMS)[number], options: TraceOptions = {}, purpose = 'token'): string {
  const events = buildTrace(options);
  const exchange = foldTrace(events)
    .steps.flatMap(({ exchanges }) => exchanges)
    .find((each) => each.purpose === purpose);
  const copied = buildCopy(events, { exchangeId: exchange?.id ?? '', form });
  if (!copied) throw new Error(`There is no ${purpose} exchange.`);
  return copied.text;
}

describe('a word for the shell', () => {
  it('comes out of sh as it went in, whatever is in it', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.string({
        unit: fc.constantFrom("'", '"', '$', '`', '\\', '\n', '\t', '!', '*', '~', ' ', '-', '\u001b'),
      }),
      fc.constantFrom('$(id)', '`id`', '$HOME', "'; id; '", '-e', '\\', '\n', '', '\u202e', '%s\\n', '\r\n'),
    );
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 8 }), (texts) => {
        const words = texts.map((text) => quoteShell([{ text }]));
        const sent = texts.map((text) => text.replaceAll('\0', '').toWellFormed());
        expect(readArguments(`curl ${words.join(' ')}`)).toEqual(sent);
      }),
      { numRuns: 150 },
    );
  });

  it('holds no character that a terminal would obey', () => {
    const word = quoteShell([{ text: 'a\u001b[201~\rb\tc\u009b' }]);
    expect(word).toMatch(/^[\x20-\x7e]+$/);
  });
});

describe('an exchange copied as curl', () => {
  it('sends what was sent once its variables are set, and nothing while one is not', () => {
    const text = copy('curl');
    const names = [...new Set(text.match(/(?<=\$\{)[A-Z_]+_\d+/g))];
    expect(names.length).toBeGreaterThan(1);
    const values = Object.fromEntries(names.map((name) => [name, `<${name}>`]));
    const sent = readArguments(text, values);
    expect(sent).toEqual(expect.arrayContaining(['--request', 'POST', '--url', '--data-raw']));
    expect(sent.at(-1)).toMatch(/grant_type=authorization_code&code=<CODE_1>/);
    for (const name of names) expect(text).toContain(`#   ${name}: `);
    expect(() => readArguments(text, { ...values, CODE_1: '' })).toThrow();
  });

  it('takes a JWT whose signature is hidden for one value', () => {
    const url = 'https://api.acme.example/?id_token_hint=eyJhIjoxfQ.eyJiIjoyfQ.[redacted:id_token-1]&x=1';
    const text = renderCurl({ method: 'GET', url, headers: [], body: null });
    expect(readArguments(text, { ID_TOKEN_1: 'whole' })).toContain(
      'https://api.acme.example/?id_token_hint=whole&x=1',
    );
  });

  it('lets no field or address of a recording read a file of this machine', () => {
    const text = renderCurl({
      method: 'POST',
      url: 'file:///etc/passwd',
      headers: [
        ['@/etc/passwd', ''],
        ['X-Empty', ''],
        ['X-Two', 'a\r\nb'],
      ],
      body: { text: '@/etc/passwd', encoding: 'utf8', bodyBytes: 12, truncated: true },
    });
    const sent = readArguments(text);
    expect(sent).toEqual([
      ...['--globoff', '--proto', '=http,https', '--request', 'POST', '--url', 'file:///etc/passwd'],
      ...['--header', 'X-Empty;', '--header', 'X-Two: a b', '--header', 'Content-Type:'],
      ...['--data-raw', '@/etc/passwd'],
    ]);
    expect(text).toContain('# Only the start of the body was recorded.');
  });

  it('pipes the bytes of a body that is no text', () => {
    const body = { text: 'AAEC', encoding: 'base64', bodyBytes: 3, truncated: false } as const;
    const text = renderCurl({ method: 'PUT', url: 'https://a.example/', headers: [], body });
    expect(readArguments(text.replace('| curl', '| cat >/dev/null; curl')).slice(-2)).toEqual([
      '--data-binary',
      '@-',
    ]);
  });
});

describe('an exchange copied as messages', () => {
  it('is what an import reads again', () => {
    const text = copy('http', {
      failAt: 'token',
      answers: { token: { status: 400, body: { error: 'invalid_grant' } } },
    });
    expect(text).toMatch(/^POST \/token HTTP\/1\.1\nHost: id\.acme\.example\n/);
    const imported = importText(text, { sessionId: 'i', now: () => 0 });
    if (imported.kind === 'refused') throw new Error(imported.message);
    expect(imported.kind).toBe('http-messages');
    const [exchange] = foldTrace(imported.events).steps.flatMap(({ exchanges }) => exchanges);
    expect(exchange).toMatchObject({
      purpose: 'token',
      request: { url: 'https://id.acme.example/token' },
      response: { status: 400 },
    });
  });
});

describe('an exchange copied as a comment', () => {
  it('says what was asked, what came back, which check failed and what to do', () => {
    const text = copy('comment', {
      failAt: 'token',
      answers: {
        token: { status: 400, headers: { 'x-request-id': 'req-1' }, body: { error: 'invalid_grant' } },
      },
      checks: { 'token-status': { verdict: 'fail', expected: '200', actual: '400' } },
      error: {
        code: 'OAUTH_RESPONSE_BODY_ERROR',
        oauth: { error: 'invalid_grant', errorDescription: 'Too *late*', errorUri: null },
      },
    });
    for (const part of [
      'POST https://id.acme.example/token',
      '`400`',
      '`invalid_grant` Too \\*late\\*',
      'Expected `200`, got `400`',
      'To fix it: ',
      '`req-1`',
    ]) {
      expect(text).toContain(part);
    }
  });
});

describe('every copy', () => {
  it.each(COPY_FORMS)('as %s holds no secret, and is the same each time', (form) => {
    const text = copy(form);
    for (const secret of Object.values(SECRETS)) expect(text).not.toContain(secret);
    expect(copy(form)).toBe(text);
  });

  it('is null of an exchange that is not there', () => {
    expect(buildCopy(buildTrace(), { exchangeId: 'exchange-99', form: 'curl' })).toBeNull();
  });
});
