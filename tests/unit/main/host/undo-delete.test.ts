import { describe, expect, it, vi } from 'vitest';
import { createDeletionShelf } from '../../../../src/main/host/deletion-shelf';
import { createTestHost } from '../../../support/test-host';

const findProfileId = (test: Awaited<ReturnType<typeof createTestHost>>) => {
  const profile = test.services.practice
    .profiles()
    .find((each) => each.profile.flow === 'client-credentials');
  if (!profile) throw new Error('There is no such practice profile.');
  return profile.id;
};

describe('taking a deletion back', () => {
  it('brings a session back as it was: events, words, note, tags, pin and outcome', async () => {
    const test = await createTestHost();
    const { sessionId } = await test.run({ profileId: findProfileId(test) });
    await test.expectOk('updateSession', { sessionId, note: 'Look at this', tags: ['acme'], pinned: true });
    const before = await test.expectOk('readSession', { sessionId, afterSeq: 0 });

    const { undoId } = await test.expectOk('deleteSession', { sessionId });
    expect((await test.call('readSession', { sessionId, afterSeq: 0 })).ok).toBe(false);
    if (undoId === null) throw new Error('It cannot be taken back.');
    await test.expectOk('undoDelete', { undoId });

    expect(await test.expectOk('readSession', { sessionId, afterSeq: 0 })).toEqual(before);
    const found = await test.expectOk('listSessions', { text: 'look' });
    expect(found.map(({ id }) => id)).toEqual([sessionId]);
  });

  it('works once, and says so in words afterwards', async () => {
    const test = await createTestHost();
    const { sessionId } = await test.run({ profileId: findProfileId(test) });
    const { undoId } = await test.expectOk('deleteSessions', { ids: [sessionId, sessionId, 'not-there'] });
    await test.expectOk('undoDelete', { undoId: undoId ?? '' });
    const again = await test.call('undoDelete', { undoId: undoId ?? '' });
    expect(again).toMatchObject({ ok: false, error: { code: 'not-found', message: /too late/ } });
    expect(await test.expectOk('listSessions', {})).toHaveLength(1);
  });

  it('brings a profile back with the secrets that only it had', async () => {
    const test = await createTestHost();
    const secret = await test.expectOk('storeSecret', { label: 'client secret', value: 'correct horse' });
    const saved = await test.expectOk('saveProfile', {
      profile: {
        name: 'Acme',
        issuer: 'https://id.acme.example',
        client: { id: 'web', auth: 'client_secret_basic', secret },
      },
    });
    const { undoId } = await test.expectOk('deleteProfile', { id: saved.id });
    expect(test.services.vault.get(secret.vault)).toBeNull();
    await test.expectOk('undoDelete', { undoId: undoId ?? '' });
    expect(test.services.vault.get(secret.vault)).toBe('correct horse');
    const profiles = await test.expectOk('listProfiles', {});
    expect(profiles.find(({ id }) => id === saved.id)).toEqual(saved);
  });

  it('is over when its name was given away meanwhile, and nothing is overwritten', async () => {
    const test = await createTestHost();
    const profile = { name: 'Acme', issuer: 'https://id.acme.example', client: { id: 'web' } };
    const { id } = await test.expectOk('saveProfile', { profile });
    const { undoId } = await test.expectOk('deleteProfile', { id });
    await test.expectOk('saveProfile', { profile: { ...profile, client: { id: 'another' } } });
    expect((await test.call('undoDelete', { undoId: undoId ?? '' })).ok).toBe(false);
    const saved = (await test.expectOk('listProfiles', {})).filter(({ source }) => source === 'saved');
    expect(saved.map((each) => each.profile.client.id)).toEqual(['another']);
  });
});

describe('the shelf of what was deleted', () => {
  const nothing = { type: 'sessions', sessions: [] } as const;
  const createShelf = () => {
    const ids = Array.from({ length: 20 }, (_, index) => `undo-${index}`);
    return createDeletionShelf(() => ids.pop() ?? 'none');
  };

  it('forgets after ten minutes', () => {
    vi.useFakeTimers();
    const shelf = createShelf();
    const undoId = shelf.keep({ ...nothing, sessions: [] });
    vi.advanceTimersByTime(599_000);
    const later = shelf.keep({ ...nothing, sessions: [] });
    vi.advanceTimersByTime(2_000);
    expect(shelf.take(undoId)).toBeNull();
    expect(shelf.take(later)).not.toBeNull();
    vi.useRealTimers();
  });

  it('holds five deletions, and none once it is cleared', () => {
    const shelf = createShelf();
    const ids = Array.from({ length: 6 }, () => shelf.keep({ ...nothing, sessions: [] }));
    expect(ids.map((id) => shelf.take(id) !== null)).toEqual([false, true, true, true, true, true]);
    const last = shelf.keep({ ...nothing, sessions: [] });
    shelf.clear();
    expect(shelf.take(last)).toBeNull();
  });
});
