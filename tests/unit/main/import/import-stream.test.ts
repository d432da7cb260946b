import { gzipSync } from 'node:zlib';
import { diagnose } from '@shared/diagnosis/diagnose';
import { foldTrace } from '@shared/trace/fold-trace';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createExchangeStore } from '../../../../src/main/import/exchange-store';
import { createImportStream } from '../../../../src/main/import/import-stream';
import { readHarEntry } from '../../../../src/main/import/parse-har';
import { loadCorpus } from '../../../support/diagnosis-corpus';
import { buildHar, buildHarEntry } from '../../../support/har-builder';
import { IMPORTED_AT, importAny } from '../../../support/imported';
import { convertToHar } from '../../../support/session-to-har';
import { listUnrelatedEntries } from '../../../support/unrelated-traffic';

const OPTIONS = { sessionId: 'imported-1', now: () => IMPORTED_AT };

/** Everything beyond a few bytes counts as large. */
async function readStreamed(bytes: Uint8Array, sizes: readonly number[] = [4_096], wholeBytes = 4) {
  const stream = createImportStream({ wholeBytes });
  let problem: string | null = null;
  for (let at = 0, turn = 0; at < bytes.length && problem === null; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    problem = await stream.write(bytes.subarray(at, at + size));
    at += size;
  }
  const finished = await stream.finish(OPTIONS);
  stream.close();
  return { ...finished, problem };
}

/** What a session says of a sign-in; how it was read is another matter. */
function describeImported(imported: ReturnType<typeof importAny>) {
  if (imported.kind === 'refused') return imported;
  const session = foldTrace(imported.events);
  return {
    kind: imported.kind,
    outcome: session.outcome,
    findings: diagnose(session),
    top: diagnose(session)[0]?.entryId,
    steps: session.steps.map(({ notes, ...step }) => ({ ...step, notes: notes.length, seq: 0 })),
  };
}

/** What differs is where in the trace something stands: notes before it say how the archive was read. */
const withoutPlaces = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, member: unknown) => {
      if (/seq$/i.test(key)) return 0;
      return typeof member === 'string' ? member.replaceAll(/\bevent \d+/g, 'an event') : member;
    }),
  );

const SIGN_IN = [
  buildHarEntry({
    url: 'https://a.example/x1?client_id=c&response_type=code&redirect_uri=https%3A%2F%2Fb.example%2Fcb&state=ü',
    status: 302,
    location: 'https://b.example/cb?code=c1&state=ü',
  }),
  buildHarEntry({ url: 'https://b.example/cb?code=c1&state=ü' }),
  buildHarEntry({
    method: 'POST',
    url: 'https://a.example/x2',
    form: 'grant_type=authorization_code&code=c1&redirect_uri=https%3A%2F%2Fb.example%2Fcb',
    status: 400,
    answer: { error: 'invalid_grant', error_description: 'Zoë 🛰️ \u2028' },
  }),
];
const HAR = buildHar(SIGN_IN);
const noted = (imported: ReturnType<typeof importAny>): string[] =>
  imported.kind === 'refused' ? [] : foldTrace(imported.events).notes.map(({ code }) => code);

describe('an archive that is read as a stream', () => {
  const archives = loadCorpus()
    .flatMap(({ session }) => (session?.steps.some(({ exchanges }) => exchanges.length > 0) ? [session] : []))
    .map(convertToHar);

  test('gives the steps and findings that it gives whole, wherever its chunks end', async () => {
    expect(archives.length).toBeGreaterThan(100);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...archives, HAR),
        fc.array(fc.integer({ min: 1, max: 3_000 }), { minLength: 1, maxLength: 6 }),
        async (text, sizes) => {
          const streamed = await readStreamed(Buffer.from(text), sizes);
          expect(streamed.archive?.entries).toBe(JSON.parse(text).log.entries.length);
          expect(withoutPlaces(describeImported(streamed.imported))).toEqual(
            withoutPlaces(describeImported(importAny(text))),
          );
        },
      ),
      { numRuns: 150 },
    );
  });

  test('is the same where its entries are in no order and among others', async () => {
    const entries = [...listUnrelatedEntries(300), ...JSON.parse(HAR).log.entries];
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(entries, { minLength: entries.length }), async (shuffled) => {
        const text = JSON.stringify({ log: { entries: shuffled } });
        const { imported, archive } = await readStreamed(Buffer.from(text));
        expect(archive).toEqual({ entries: 303, kept: 3 });
        expect(withoutPlaces(describeImported(imported))).toEqual(
          withoutPlaces(describeImported(importAny(text))),
        );
      }),
      { numRuns: 10 },
    );
  });

  test.each([
    [
      'without a sign-in, with a call that failed',
      [buildHarEntry({ url: 'https://a.example/api', status: 503 })],
    ],
    ['without a sign-in or a failure', [buildHarEntry({ url: 'https://a.example/api' })]],
    [
      'with a failure that was asked again with success',
      [
        buildHarEntry({ url: 'https://a.example/api', status: 500 }),
        buildHarEntry({ url: 'https://a.example/api' }),
      ],
    ],
    ['without an answer', [buildHarEntry({ url: 'https://a.example/api', status: 0 })]],
    ['with entries that are no exchanges', ['x', 7, null, [], { request: {} }, ...SIGN_IN] as object[]],
  ])('%s is judged alike', async (_name, entries) => {
    const text = buildHar(entries);
    const { imported } = await readStreamed(Buffer.from(text));
    expect(withoutPlaces(describeImported(imported))).toEqual(
      withoutPlaces(describeImported(importAny(text))),
    );
  });

  test.each([
    ['gzip', gzipSync(HAR), 'gzip'],
    ['a byte order mark', Buffer.from(`\uFEFF${HAR}`), 'byte-order-mark'],
    ['UTF-16', Buffer.from(`\uFEFF${HAR}`, 'utf16le'), 'utf-16'],
    ['UTF-16 of the other order', Buffer.from(`\uFEFF${HAR}`, 'utf16le').swap16(), 'utf-16'],
    ['gzip of UTF-16', gzipSync(Buffer.from(`\uFEFF${HAR}`, 'utf16le')), 'utf-16'],
    ['NUL characters', Buffer.from(HAR.replace('"log"', '\u0000"log"')), 'nul-characters'],
    ['bytes that are no UTF-8', Buffer.from(HAR.replaceAll(/[^ -\u00ff]/g, ''), 'latin1'), 'not-utf8'],
  ])('in or with %s is read, and says so', async (_name, bytes, code) => {
    for (const sizes of [[1], [7, 1_000], [1_000_000]]) {
      const { imported, archive } = await readStreamed(bytes, sizes);
      expect(describeImported(imported)).toMatchObject({ kind: 'har', top: 'invalid-grant' });
      expect(archive).toEqual({ entries: 3, kept: 3 });
      expect(noted(imported)).toEqual(expect.arrayContaining([code, 'entries-read']));
    }
  });

  test.each([
    ['is cut off', (text: string) => text.slice(0, -20)],
    ['is no JSON after its third entry', (text: string) => `${text.slice(0, -3)} oops ]}}`],
    ['goes on with a nesting without end', (text: string) => `${text.slice(0, -3)},${'['.repeat(9_999)}`],
  ])('that %s keeps what was before, and says so', async (_name, damage) => {
    const { imported, archive } = await readStreamed(
      Buffer.from(damage(buildHar([...SIGN_IN, ...listUnrelatedEntries(3)]))),
    );
    expect(archive?.entries).toBeGreaterThanOrEqual(5);
    expect(describeImported(imported)).toMatchObject({ kind: 'har', top: 'invalid-grant' });
    expect(noted(imported)).toContain('cut-off');
  });

  test('keeps an entry of 50 MB like any other', async () => {
    const large = buildHarEntry({ url: 'https://c.example/film', page: 'x'.repeat(50_000_000) });
    const { imported, archive } = await readStreamed(Buffer.from(buildHar([large, ...SIGN_IN])), [1_048_576]);
    expect(archive).toEqual({ entries: 4, kept: 3 });
    expect(describeImported(imported)).toMatchObject({ top: 'invalid-grant' });
  });

  test.each([
    [
      'an entry larger than 64 MiB',
      `{"log":{"entries":[{"x":"${'x'.repeat(70_000_000)}`,
      'larger than 64 MiB',
    ],
    ['an entry of millions of values', `{"log":{"entries":[[${'0,'.repeat(2_000_000)}`, 'larger than 64 MiB'],
    ['a nesting without end', '['.repeat(1_000), 'nested more than 200 deep'],
    ['a log', 'ERROR the sign-in failed\n'.repeat(10), 'breaks at byte 0'],
    ['another root', `{"events":[${'1,'.repeat(10)}1]}`, 'has no log.entries'],
    ['entries that are no list', '{"log":{"entries":{"0":{"request":{}}}}}', 'has no log.entries'],
    ['the beginning of an archive', '{"log":{"version":"1.2","entr', 'ends before its first entry'],
  ])('%s is refused in words', async (_name, text, says) => {
    const { imported, archive } = await readStreamed(Buffer.from(text), [1_048_576]);
    expect(imported).toMatchObject({ kind: 'refused', message: expect.stringContaining(says) });
    expect(archive).toBeNull();
  });

  test('stops being sent once it is of no use', async () => {
    const { problem } = await readStreamed(Buffer.from(`nothing ${'x'.repeat(100)}`), [10]);
    expect(problem).toContain('only an HTTP archive');
  });

  test('that unpacks to more than is allowed is refused', async () => {
    const stream = createImportStream({ maxUnpackedBytes: 1_000_000 });
    const problem = await stream.write(gzipSync(Buffer.alloc(30_000_000)));
    expect(problem).toContain('larger than');
    expect((await stream.finish(OPTIONS)).imported).toMatchObject({ kind: 'refused' });
  });

  test('can be given up while it is judged', async () => {
    const stream = createImportStream({ wholeBytes: 4 });
    await stream.write(Buffer.from(JSON.stringify({ log: { entries: [...listUnrelatedEntries(10)] } })));
    const cancel = new AbortController();
    const finished = stream.finish(OPTIONS, cancel.signal);
    cancel.abort();
    await expect(finished).rejects.toThrow(/abort/i);
  });
});

describe('a file that is small enough', () => {
  test.each([
    ['an error body', Buffer.from('{"error":"invalid_grant"}'), 'error-body'],
    ['a packed archive', gzipSync(HAR), 'har'],
    ['an archive in UTF-16', Buffer.from(`\uFEFF${HAR}`, 'utf16le'), 'har'],
  ])('is read whole, whatever it is: %s', async (_name, bytes, kind) => {
    const { imported, archive } = await readStreamed(bytes, [3], 1_000_000);
    expect(imported.kind).toBe(kind);
    expect(describeImported(imported)).toMatchObject({ top: 'invalid-grant' });
    expect(archive).toBeNull();
  });

  test.each([
    ['nothing', Buffer.from(' \n')],
    ['nothing at all', Buffer.alloc(0)],
  ])('and holds %s says so', async (_name, bytes) => {
    expect(await readStreamed(bytes, [3], 1_000_000)).toMatchObject({ isEmpty: true });
  });
});

test('a store that is full lets go of bodies without a sign of OAuth, and of no others', () => {
  const store = createExchangeStore(0);
  const entries = [...listUnrelatedEntries(200), ...JSON.parse(HAR).log.entries];
  for (const entry of entries) {
    const exchange = readHarEntry(entry);
    if (exchange) store.add(exchange);
  }
  const stored = store.list().map((each) => ({ ...each, exchange: each.read() }));
  expect(stored).toHaveLength(203);
  expect(store.countCut()).toBeGreaterThan(100);
  for (const { isTelling, exchange } of stored) {
    if (isTelling && exchange.response?.status === 400) expect(exchange.response.body?.text).toContain('Zoë');
  }
});
