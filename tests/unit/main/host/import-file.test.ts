import { MAX_CHUNK_BYTES } from '@shared/contract/host-api';
import { diagnose } from '@shared/diagnosis/diagnose';
import { foldTrace } from '@shared/trace/fold-trace';
import { afterEach, expect, test, vi } from 'vitest';
import { buildHar, buildHarEntry } from '../../../support/har-builder';
import { createTestHost, type TestHost } from '../../../support/test-host';
import { listUnrelatedEntries } from '../../../support/unrelated-traffic';

const REFUSED = buildHarEntry({
  method: 'POST',
  url: 'https://a.example/x1',
  form: 'grant_type=authorization_code&code=c1',
  status: 400,
  answer: { error: 'invalid_grant' },
});

/** 25 MB, of which one exchange belongs to a sign-in. */
function buildLargeHar(): Buffer {
  const film = buildHarEntry({ url: 'https://b.example/film', page: 'x'.repeat(5_000_000) });
  return Buffer.from(buildHar([film, film, REFUSED, ...listUnrelatedEntries(20), film, film, film]));
}

async function append(host: TestHost, importId: string, bytes: Buffer, offset: number) {
  const chunk = bytes.subarray(offset, offset + MAX_CHUNK_BYTES).toString('base64');
  return host.call('appendImport', { importId, offset, chunk });
}

async function send(host: TestHost, bytes: Buffer): Promise<string> {
  const { importId } = await host.expectOk('beginImport', { sizeBytes: bytes.length });
  for (let offset = 0; offset < bytes.length; offset += MAX_CHUNK_BYTES) {
    const answer = await append(host, importId, bytes, offset);
    if (!answer.ok) throw new Error(answer.error.message);
  }
  return importId;
}

afterEach(() => vi.useRealTimers());

test('a file that is too large for one text comes in chunks, and what belongs to a sign-in is kept', async () => {
  const host = await createTestHost();
  const importId = await send(host, buildLargeHar());
  const { sessionId, ...said } = await host.expectOk('finishImport', { importId });
  expect(said).toEqual({ recognisedAs: 'har', archive: { entries: 26, kept: 1 } });
  const { summary, events } = await host.expectOk('readSession', { sessionId, afterSeq: 0 });
  expect(summary).toMatchObject({ flow: 'imported', outcome: 'failed' });
  expect(diagnose(foldTrace(events))[0]?.entryId).toBe('invalid-grant');
  expect(host.events).toContainEqual({ type: 'sessions-changed' });
  expect(await host.call('finishImport', { importId })).toMatchObject({ error: { code: 'not-found' } });
});

test('a small file may be anything that a text may be', async () => {
  const host = await createTestHost();
  const importId = await send(host, Buffer.from('{"error":"invalid_client"}'));
  expect(await host.expectOk('finishImport', { importId })).toMatchObject({
    recognisedAs: 'error-body',
    archive: null,
  });
});

test('a file with nothing in it is refused', async () => {
  const host = await createTestHost();
  const importId = await send(host, Buffer.from(' \n'));
  expect(await host.call('finishImport', { importId })).toMatchObject({ error: { message: 'It is empty.' } });
  expect(await host.expectOk('listSessions', {})).toEqual([]);
});

test('each answer says how far it is', async () => {
  const host = await createTestHost();
  const bytes = buildLargeHar();
  const { importId } = await host.expectOk('beginImport', { sizeBytes: bytes.length });
  let last = { receivedBytes: 0, entries: 0 };
  for (let offset = 0; offset < bytes.length; offset += MAX_CHUNK_BYTES) {
    const answer = await append(host, importId, bytes, offset);
    if (!answer.ok) throw new Error(answer.error.message);
    expect(answer.value.receivedBytes).toBe(Math.min(offset + MAX_CHUNK_BYTES, bytes.length));
    expect(answer.value.entries).toBeGreaterThanOrEqual(last.entries);
    last = answer.value;
  }
  expect(last).toEqual({ receivedBytes: bytes.length, entries: 26 });
});

test('a chunk is taken in its place only, and no more than was announced', async () => {
  const host = await createTestHost();
  const { importId } = await host.expectOk('beginImport', { sizeBytes: 4 });
  const refusal = { ok: false, error: { code: 'invalid-argument' } };
  expect(await host.call('appendImport', { importId, offset: 1, chunk: 'e30=' })).toMatchObject(refusal);
  await host.expectOk('appendImport', { importId, offset: 0, chunk: 'e30=' });
  expect(await host.call('appendImport', { importId, offset: 0, chunk: 'e30=' })).toMatchObject(refusal);
  expect(await host.call('appendImport', { importId, offset: 2, chunk: 'e30geyB9' })).toMatchObject(refusal);
  expect(await host.call('finishImport', { importId })).toMatchObject({ error: { code: 'conflict' } });
});

test('what is of no use is refused as soon as that is known, and stores nothing', async () => {
  const host = await createTestHost();
  const bytes = Buffer.from('x'.repeat(25_000_000));
  await expect(send(host, bytes)).rejects.toThrow('only an HTTP archive (HAR) may be');
  expect(await host.expectOk('listSessions', {})).toEqual([]);
});

test.each(['before', 'while'])(
  'an import that is cancelled %s it is finished stores nothing',
  async (when) => {
    const host = await createTestHost();
    const importId = await send(host, buildLargeHar());
    const finished = when === 'while' ? host.call('finishImport', { importId }) : null;
    await host.expectOk('cancelImport', { importId });
    expect((await (finished ?? host.call('finishImport', { importId }))).ok).toBe(false);
    expect(await host.expectOk('listSessions', {})).toEqual([]);
    expect(await host.call('cancelImport', { importId })).toMatchObject({ error: { code: 'not-found' } });
  },
);

test('what is not gone on with is forgotten after two minutes, and makes room for others', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const host = await createTestHost();
  const begin = () => host.call('beginImport', { sizeBytes: 10 });
  const [first] = [await begin(), await begin(), await begin(), await begin()];
  expect(await begin()).toMatchObject({ ok: false, error: { code: 'conflict' } });
  vi.advanceTimersByTime(100_000);
  const importId = first?.ok ? first.value.importId : '';
  await host.expectOk('appendImport', { importId, offset: 0, chunk: 'e30=' });
  vi.advanceTimersByTime(100_000);
  expect((await begin()).ok).toBe(true);
  await host.expectOk('appendImport', { importId, offset: 2, chunk: 'e30=' });
  vi.advanceTimersByTime(121_000);
  expect(await host.call('appendImport', { importId, offset: 4, chunk: 'e30=' })).toMatchObject({
    error: { code: 'not-found' },
  });
});
