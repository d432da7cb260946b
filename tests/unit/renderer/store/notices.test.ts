import { fail, ok } from '@shared/contract/result';
import { describe, expect, it } from 'vitest';
import { createAppStore } from '../../../../src/renderer/src/store/app-store';
import { connectStore } from '../../../../src/renderer/src/store/connect-store';
import { createStubHostClient, type StubHostClient } from '../../../support/stub-host-client';

type Overrides = NonNullable<Parameters<typeof createStubHostClient>[0]>;

function buildStore(overrides: Overrides = {}) {
  const host = createStubHostClient(overrides);
  return { host, store: createAppStore(host) };
}

const FULL = fail('storage-unavailable', 'The disk is full.');

const listMethods = (host: StubHostClient) => host.calls.map(({ method }) => method);

describe('an undo', () => {
  it('keeps the way back where the host refuses it, and says why', async () => {
    const { store } = buildStore({ undoDelete: async () => FULL });
    store.getState().addNotice('accent', 'Deleted the session.', 'undo-1');
    await store.getState().undoDelete('undo-1');
    expect(store.getState().lastUndoId).toBe('undo-1');
    expect(store.getState().notices).toMatchObject([
      { text: 'Deleted the session.', undoId: 'undo-1' },
      { tone: 'fail', text: 'The disk is full.', undoId: null },
    ]);
  });

  it('takes the way back away once it is too late', async () => {
    const { store } = buildStore({ undoDelete: async () => fail('not-found', 'It is too late.') });
    store.getState().addNotice('accent', 'Deleted the session.', 'undo-1');
    await store.getState().undoDelete('undo-1');
    expect(store.getState().lastUndoId).toBeNull();
    expect(store.getState().notices.map(({ text }) => text)).toEqual(['It is too late.']);
  });

  it('is asked for once, and offers to go on where it was given up', async () => {
    const answer = Promise.withResolvers<void>();
    const { host, store } = buildStore({
      undoDelete: async () => {
        await answer.promise;
        return fail('cancelled', 'Not all of it is back.');
      },
    });
    store.getState().addNotice('accent', 'Deleted 900 sessions.', 'undo-1');
    const undo = store.getState().undoDelete('undo-1');
    await store.getState().undoDelete('undo-1');
    store.getState().cancelUndo();
    answer.resolve();
    await undo;
    expect(listMethods(host).slice(0, 2)).toEqual(['undoDelete', 'cancelCall']);
    expect(store.getState().notices.at(-1)).toMatchObject({ tone: 'warn', undoId: 'undo-1' });
    expect(store.getState().undoingId).toBeNull();
  });
});

describe('a notice about a deletion', () => {
  it('says how many were still there to be deleted, and closes the one that is gone', async () => {
    const { store } = buildStore({ deleteSessions: async () => ok({ deleted: 1, undoId: 'undo-1' }) });
    await store.getState().openSession('s2');
    for (const id of ['s1', 's2', 's3']) store.getState().toggleMark(id);
    await store.getState().deleteMarked();
    expect(store.getState().notices).toMatchObject([
      { tone: 'accent', text: expect.stringContaining('Deleted 1 session.'), undoId: 'undo-1' },
    ]);
    expect(store.getState().open).toBeNull();
  });

  it('says where there is no way back', async () => {
    const { store } = buildStore({ deleteSession: async () => ok({ undoId: null }) });
    await store.getState().deleteSession('s1');
    expect(store.getState().notices[0]?.text).toBe(
      'Deleted the session. It was too large to be brought back.',
    );
  });

  it('does not claim what another window did', async () => {
    const { store } = buildStore({ deleteSession: async () => fail('not-found', 'There is no session.') });
    await store.getState().openSession('s1');
    await store.getState().deleteSession('s1');
    expect(store.getState().open).toBeNull();
    expect(store.getState().notices).toMatchObject([
      { tone: 'accent', text: 'The session was deleted already.', undoId: null },
    ]);
  });
});

describe('while the host does not answer', () => {
  it('what was asked for is never left without a word', async () => {
    const { store } = buildStore({ updateSession: async () => fail('internal', 'Grantscope is gone.') });
    store.setState({ connection: 'lost' });
    await store.getState().updateSession('s1', { pinned: true });
    expect(store.getState().notices).toMatchObject([
      { tone: 'fail', text: 'Grantscope did not answer. See whether it was done before you try again.' },
    ]);
  });

  it('what the window reads by itself is left to the banner', async () => {
    const gone = async () => fail('internal', 'Grantscope is gone.');
    const { store } = buildStore({ listProfiles: gone, listSessions: gone, describeLibrary: gone });
    store.setState({ connection: 'lost' });
    await Promise.all([store.getState().loadProfiles(), store.getState().loadSessions()]);
    expect(store.getState().notices).toEqual([]);
  });
});

describe('what is under way', () => {
  it('has a word for as long as it takes, also where it fails', async () => {
    const answer = Promise.withResolvers<void>();
    const { store } = buildStore({
      deleteSession: async () => {
        await answer.promise;
        return FULL;
      },
    });
    const deletion = store.getState().deleteSession('s1');
    expect(store.getState().tasks.map(({ label }) => label)).toEqual(['Deleting the session…']);
    answer.resolve();
    await deletion;
    expect(store.getState().tasks).toEqual([]);
  });

  it('a small file can be given up as a large one can', async () => {
    const answer = Promise.withResolvers<void>();
    const { host, store } = buildStore({
      appendImport: async () => {
        await answer.promise;
        return ok({ receivedBytes: 25, entries: 0 });
      },
    });
    const file = new File(['{"error":"invalid_grant"}'], 'error.json');
    const reading = store.getState().diagnoseFile(file);
    await expect.poll(() => listMethods(host)).toContain('appendImport');
    store.getState().tasks[0]?.cancel?.();
    answer.resolve();
    await reading;
    expect(listMethods(host)).toContain('cancelImport');
    expect(store.getState().pasteProblem).toContain('The import was cancelled.');
    expect(store.getState().tasks).toEqual([]);
  });
});

describe('what is shown as done', () => {
  it('a breakpoint that the run does not know of is not shown as set', async () => {
    const { store } = buildStore({ setBreakpoints: async () => FULL });
    store.setState({ runningId: 's1' });
    await store.getState().toggleBreakpoint('token');
    expect(store.getState().breakpoints).toEqual([]);
    expect(store.getState().notices).toMatchObject([{ tone: 'fail', text: 'The disk is full.' }]);
  });

  it('an export of nothing is no export', async () => {
    const { store } = buildStore({ buildReport: async () => FULL });
    store.getState().toggleMark('s1');
    await store.getState().exportMarked();
    expect(store.getState().notices.map(({ tone }) => tone)).toEqual(['fail']);
  });

  it('a discovery that was given up leaves neither an answer nor a failure', async () => {
    const answer = Promise.withResolvers<void>();
    const { host, store } = buildStore({
      discoverIssuer: async () => {
        await answer.promise;
        return fail('cancelled', 'The discovery was cancelled.');
      },
    });
    await store.getState().loadProfiles();
    const discovery = store.getState().discover('profile-1');
    const { callId } = (host.calls.at(-1)?.input ?? {}) as { callId?: string };
    store.getState().cancelDiscovery('profile-1');
    answer.resolve();
    await discovery;
    expect(host.calls.at(-1)).toEqual({ method: 'cancelCall', input: { callId } });
    expect(store.getState().discoveries).toEqual({});
    expect(store.getState().notices).toEqual([]);
  });

  it('the window is shown whole once all of it was read, or asked for in vain', async () => {
    const { host, store } = buildStore({ listFaults: async () => FULL });
    const end = connectStore(store, host);
    expect(store.getState().isLoaded).toBe(false);
    host.setConnection('connected');
    await expect.poll(() => store.getState().isLoaded).toBe(true);
    end();
  });
});
