import { gzipSync } from 'node:zlib';
import { diagnose } from '@shared/diagnosis/diagnose';
import { foldTrace } from '@shared/trace/fold-trace';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBytes } from '../../../../src/main/import/decode-bytes';
import { importText } from '../../../../src/main/import/import-text';
import { measureCpuMs } from '../../../support/cpu-time';
import { buildHar, buildHarEntry } from '../../../support/har-builder';
import { IMPORTED_AT, importAny, readImported } from '../../../support/imported';

const BODY = '{"error":"invalid_grant"}';
const RESPONSE = `HTTP/1.1 400 Bad Request\nContent-Type: application/json\n\n${BODY}`;
const HAR = buildHar([
  buildHarEntry({
    method: 'POST',
    url: 'https://a.example/token',
    form: 'grant_type=authorization_code&code=c1',
    status: 400,
    answer: { error: 'invalid_grant' },
  }),
]);

function readBytes(bytes: Uint8Array) {
  const { text, remarks } = decodeBytes(bytes);
  return { text, codes: remarks.map(({ code }) => code), top: readImported(text).top };
}

const swap = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

describe('bytes of a file', () => {
  test.each([
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${RESPONSE}`), []],
    ['UTF-16 with its mark', Buffer.from(`\uFEFF${RESPONSE}`, 'utf16le'), ['utf-16']],
    ['UTF-16 of the other order with its mark', swap(`\uFEFF${HAR}`), ['utf-16']],
    ['UTF-16 without a mark', Buffer.from(RESPONSE, 'utf16le'), ['utf-16']],
    ['UTF-16 of the other order without a mark', swap(RESPONSE), ['utf-16']],
    ['gzip', gzipSync(HAR), ['gzip']],
    ['Latin-1', Buffer.from(RESPONSE.replace('Bad Request', 'Ungültig'), 'latin1'), ['not-utf8']],
  ])('in %s are read, and what is odd about them is said', (_name, bytes, codes) => {
    expect(readBytes(bytes)).toMatchObject({ codes, top: 'invalid-grant' });
  });

  test('of gzip that ends too early give what they began with', () => {
    const packed = gzipSync(RESPONSE.repeat(50));
    expect(readBytes(packed.subarray(0, packed.length - 12)).text).toContain('HTTP/1.1 400');
  });

  test('of gzip that is none are survived', () => {
    expect(readBytes(Uint8Array.of(0x1f, 0x8b, 1, 2, 3)).codes[0]).toBe('gzip-broken');
  });

  test('of any kind become a text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(typeof decodeBytes(bytes).text).toBe('string');
      }),
    );
  });
});

describe('a text', () => {
  test.each([
    ['a byte order mark', `\uFEFF${HAR}`, 'byte order mark'],
    ['NUL characters between all others', [...RESPONSE].join('\u0000'), 'UTF-16'],
    ['a NUL character', RESPONSE.replace('invalid', '\u0000invalid'), 'NUL characters'],
    ['bytes that are no UTF-8', RESPONSE.replace('Bad', 'B\uFFFDd'), 'not UTF-8'],
    ['carriage returns alone', RESPONSE.replaceAll('\n', '\r'), 'carriage returns'],
  ])('with %s is read, and a note names it', (_name, text, words) => {
    const { top, notes } = readImported(text);
    expect(top).toBe('invalid-grant');
    expect(notes.join('\n')).toContain(words);
  });

  test.each([
    'HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\n\r\n',
    'HTTP/1.1 400 Bad Request\nContent-Type: application/json\r\n\n',
    '\r\n\nHTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\n\r\n',
  ])('with line ends of two kinds (%j) is read', (head) => {
    expect(readImported(`${head}${BODY}`).top).toBe('invalid-grant');
  });

  test('of an archive that is cut off gives the exchanges before the cut', () => {
    const whole = JSON.parse(HAR);
    const [entry] = whole.log.entries;
    const text = JSON.stringify({ log: { version: '1.2', entries: [entry, entry] } });
    const { kind, top, notes } = readImported(text.slice(0, -40));
    expect({ kind, top }).toEqual({ kind: 'har', top: 'invalid-grant' });
    expect(notes).toContain('The archive is cut off: its first 1 exchanges could be read.');
  });

  test('of an error that is cut off gives the error, where its code is whole', () => {
    const { kind, top, notes } = readImported('{"error":"invalid_grant","error_description":"The co');
    expect({ kind, top }).toEqual({ kind: 'error-body', top: 'invalid-grant' });
    expect(notes.join()).toContain('cut off');
    expect(importAny('{"error":"invalid_gr').kind).toBe('refused');
  });

  test.each([
    ['{"error":"invalid_client","error":"invalid_grant"}', 'Duplicate member error'],
    ['{"error":"invalid_grant","__proto__":{"error":"x"}}', '__proto__'],
    ['{"error":"invalid_grant","constructor":{"prototype":1}}', 'constructor'],
  ])('%s is read, and the finding names what is odd', (text, words) => {
    const { top, notes, findings } = readImported(text);
    expect(top).toBe('invalid-grant');
    expect(notes.join('\n')).toContain(words);
    expect(findings[0]?.evidence.map(({ statement }) => statement).join('\n')).toContain(words);
  });

  test('of a callback that repeats a parameter says which', () => {
    const { notes } = readImported('https://a.example/cb?error=access_denied&error_uri=a&error_uri=b');
    expect(notes.join()).toContain('Duplicate parameter error_uri in the callback');
  });

  test('with members of prototypes changes no prototype', () => {
    readImported('{"error":"invalid_grant","__proto__":{"polluted":true}}');
    readImported('https://a.example/cb?error=x&__proto__=y&constructor=z');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

const noise = fc.constantFrom('\u0000', '\uFEFF', '\uFFFD', '\r', '\r\n', '\n', '\ud800', '__proto__', '"');
const formats = fc.constantFrom(
  HAR,
  RESPONSE,
  BODY,
  'https://a.example/cb?code=a&state=b&state=c#error=x',
  '> POST /token HTTP/1.1\n> Host: a.example\n> \n< HTTP/1.1 400\n< \n{"error":"invalid_client"}',
  'WWW-Authenticate: Bearer error="invalid_token"',
  'Error: x\n  [cause]: Error: y {\n  code: "ECONNRESET"\n}',
);
/** A known format with a piece cut out and noise put in. */
const mangled = fc
  .tuple(formats, fc.nat(), fc.nat(), fc.array(noise, { maxLength: 4 }))
  .map(([text, from, length, pieces]) => {
    const start = from % text.length;
    return text.slice(0, start) + pieces.join('') + text.slice(start + (length % 20));
  });

test('whatever is damaged becomes a session with findings, or a refusal', () => {
  fc.assert(
    fc.property(mangled, (text) => {
      const imported = importText(text, { sessionId: 'x', now: () => IMPORTED_AT });
      if (imported.kind === 'refused') return;
      const session = foldTrace(imported.events);
      const findings = diagnose(session);
      const hasError = findings.some(({ severity }) => severity === 'error');
      expect(hasError).toBe(session.outcome === 'failed');
      if (imported.kind === 'unrecognised') expect(findings[0]?.entryId).toBe('unrecognised-failure');
    }),
    { numRuns: 500 },
  );
});

test.each([
  ...['{', '[', '"', '\\"', '{"log":{"entries":[{', '{"entries":[{"log":', '"entries":['],
  ...['Error: ', '> ', '< HTTP/1.1 200\n', '* x\n', 'curl: (7) ', 'WWW-Authenticate: ', 'Bearer a="'],
  ...[
    'HTTP/1.1 200\n',
    'POST /t HTTP/1.1\n',
    ' \n',
    '\r',
    '\u0000',
    '\uFFFD',
    '&a=b',
    'https://a.example/?a=',
  ],
  ...['error="', 'error_description=', "  code: 'A'\n", 'AError: ', 'E', 'a_', 'AADSTS50011 ', '<title>'],
])('a megabyte of %j is imported and diagnosed in time', (piece) => {
  const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
  const ms = measureCpuMs(() => importAny(text), { runs: 3, enoughMs: 400 });
  expect(ms).toBeLessThan(1_000);
});

test.each(['code=a&', '{"a":', '"a":1,', '__proto__=&'])(
  'a HAR with a megabyte of %j in it is too',
  (piece) => {
    const junk = piece.repeat(Math.ceil(1_000_000 / piece.length));
    const entry = (parts: object) =>
      buildHarEntry({ method: 'POST', url: 'https://a.example/token', form: 'grant_type=x', ...parts });
    const har = buildHar([
      entry({ form: `grant_type=x&${junk}` }),
      entry({ url: `https://a.example/token?${junk}` }),
      entry({ status: 400, text: `{"error":"invalid_grant",${junk}` }),
    ]);
    expect(measureCpuMs(() => readImported(har), { runs: 3, enoughMs: 400 })).toBeLessThan(1_500);
  },
);
