import { describe, expect, it, vi } from 'vitest';
import { StorageError } from '../../../../src/main/storage/storage-error';
import { createTestHost, type TestHost } from '../../../support/test-host';
import { startServer } from '../../../support/test-server';

async function recordMany(test: TestHost, count = 60): Promise<string[]> {
  const { sessionId } = await test.expectOk('importSession', {
    text: 'HTTP/1.1 400\n\n{"error":"invalid_grant"}',
  });
  const { summary, events } = await test.expectOk('readSession', { sessionId, afterSeq: 0 });
  const ids = Array.from({ length: count }, (_, index) => `copy-${index}`);
  for (const id of ids) {
    test.services.sessions.create({ ...summary, id, outcome: 'running', endedAt: null, eventCount: 0 });
    for (const event of events) test.services.sessions.append(id, event);
    test.services.sessions.end(id, 'failed', summary.startedAt);
  }
  await test.expectOk('deleteSession', { sessionId });
  return ids;
}

const countSessions = async (test: TestHost) => (await test.expectOk('listSessions', {})).length;

describe('giving up a call', () => {
  it('ends a discovery at once, down to its connection', async () => {
    const arrived = Promise.withResolvers<void>();
    const closed = Promise.withResolvers<void>();
    const provider = await startServer((_request, response) => {
      response.on('close', closed.resolve);
      arrived.resolve();
    });
    const test = await createTestHost();
    const discovery = test.call('discoverIssuer', {
      issuer: provider.origin,
      allowInsecure: false,
      callId: 'call-1',
    });
    await arrived.promise;
    await test.expectOk('cancelCall', { callId: 'call-1' });
    expect(await discovery).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    await closed.promise;
    await provider.close();
  });

  it('of an undo leaves the rest to be brought back later', async () => {
    const test = await createTestHost();
    const ids = await recordMany(test);
    const { undoId } = await test.expectOk('deleteSessions', { ids });
    const undo = test.call('undoDelete', { undoId: undoId ?? '', callId: 'call-1' });
    await test.expectOk('cancelCall', { callId: 'call-1' });
    expect(await undo).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(await countSessions(test)).toBeLessThan(ids.length);
    await test.expectOk('undoDelete', { undoId: undoId ?? '' });
    expect(await countSessions(test)).toBe(ids.length);
  });

  it('does nothing where the call has ended', async () => {
    const test = await createTestHost();
    expect(await test.call('cancelCall', { callId: 'never-made' })).toEqual({ ok: true, value: null });
  });
});

describe('a disk that fails on the way', () => {
  const refuse = () => {
    throw new StorageError('storage-full', 'The disk is full.');
  };

  it('leaves an undo to be tried again, whole', async () => {
    const test = await createTestHost();
    const ids = await recordMany(test, 3);
    const { undoId } = await test.expectOk('deleteSessions', { ids });
    const { add } = test.services.sessions;
    vi.spyOn(test.services.sessions, 'add').mockImplementationOnce(add).mockImplementationOnce(refuse);
    expect(await test.call('undoDelete', { undoId: undoId ?? '' })).toMatchObject({
      ok: false,
      error: { code: 'storage-unavailable', message: 'The disk is full.' },
    });
    expect(await countSessions(test)).toBe(1);
    await test.expectOk('undoDelete', { undoId: undoId ?? '' });
    expect(await countSessions(test)).toBe(3);
  });
});
