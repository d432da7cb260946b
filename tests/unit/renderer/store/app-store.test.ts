import type { FaultSummary } from '@shared/contract/host-api';
import { fail, ok } from '@shared/contract/result';
import type { SecretMember } from '@shared/model/profile-secrets';
import type { SessionSummary } from '@shared/model/session';
import { foldTrace } from '@shared/trace/fold-trace';
import { describe, expect, it, vi } from 'vitest';
import { createDraft } from '../../../../src/renderer/src/profiles/profile-draft';
import type { SecretDrafts } from '../../../../src/renderer/src/profiles/secret-drafts';
import { createAppStore } from '../../../../src/renderer/src/store/app-store';
import { connectStore } from '../../../../src/renderer/src/store/connect-store';
import { SAMPLE_OUTPUTS } from '../../../support/host-samples';
import { buildTrace } from '../../../support/session-builder';
import { createStubHostClient } from '../../../support/stub-host-client';

const TRACE = buildTrace();

function buildSummary(overrides: Partial<SessionSummary> = {}): SessionSummary {
  return { ...SAMPLE_OUTPUTS.readSession.summary, outcome: 'succeeded', ...overrides };
}

function buildFault(overrides: Partial<FaultSummary> = {}): FaultSummary {
  return {
    id: 'fault-1',
    title: 'A fault',
    mechanism: 'Something is done wrong.',
    side: 'client',
    flows: ['authorization-code'],
    entryId: 'invalid-grant',
    code: 'invalid_grant',
    ...overrides,
  };
}

/** The secrets of a new draft, some of them typed in. */
function typeSecrets(typed: Partial<Record<SecretMember, string>>): SecretDrafts {
  const { secrets } = createDraft();
  const changed = Object.entries(typed).map(([member, text]) => [
    member,
    { ...secrets[member as SecretMember], source: 'typed', typed: text },
  ]);
  return { ...secrets, ...Object.fromEntries(changed) };
}

/** A store whose host holds `stored` of the default trace; more arrives by `emit`. */
function buildStore({ stored = TRACE.length, summary = buildSummary() } = {}) {
  const kept = { count: stored };
  const host = createStubHostClient({
    listSessions: async () => ok([summary]),
    readSession: async ({ afterSeq }) => ok({ summary, events: TRACE.slice(afterSeq, kept.count) }),
  });
  return { host, kept, store: createAppStore(host) };
}

describe('the sessions slice', () => {
  it('shows pushed events at once and fetches what a push has skipped', async () => {
    const { host, kept, store } = buildStore({ stored: 4 });
    connectStore(store, host);
    await store.getState().openSession('session-1');
    host.emit({ type: 'trace', sessionId: 'session-1', events: TRACE.slice(4, 6) });
    expect(store.getState().open?.view.lastSeq).toBe(6);

    kept.count = 9;
    host.emit({ type: 'trace', sessionId: 'session-1', events: TRACE.slice(8, 9) });
    await vi.waitFor(() => expect(store.getState().open?.view.lastSeq).toBe(9));
    expect(store.getState().open?.events).toEqual(TRACE.slice(0, 9));
  });

  it('reads what it missed when the line to the host stands again', async () => {
    const { host, kept, store } = buildStore({ stored: 3 });
    connectStore(store, host);
    await store.getState().openSession('session-1');
    host.setConnection('lost');
    kept.count = TRACE.length;
    host.setConnection('connected');
    await vi.waitFor(() => expect(store.getState().open?.view).toEqual(foldTrace(TRACE)));
  });

  it('ignores events of a session that is not open', async () => {
    const { host, store } = buildStore();
    connectStore(store, host);
    host.emit({ type: 'trace', sessionId: 'another', events: TRACE });
    expect(store.getState().open).toBeNull();
  });

  it('hides secrets again and drops the selection when another session is opened', async () => {
    const { store } = buildStore();
    await store.getState().openSession('session-1');
    store.getState().setRevealSecrets(true);
    store.getState().select({ stepId: 'token', exchangeId: null, checkSeq: null }, 'raw');
    await store.getState().openSession('session-1');
    expect(store.getState()).toMatchObject({ revealSecrets: true, inspectorTab: 'raw' });
    await store.getState().openSession('session-2');
    expect(store.getState()).toMatchObject({ revealSecrets: false, selection: null, inspectorTab: null });
  });

  it('keeps the answer of an earlier read away from the session opened after it', async () => {
    const first = Promise.withResolvers<void>();
    const host = createStubHostClient({
      readSession: async ({ sessionId }) => {
        if (sessionId === 'slow') await first.promise;
        return ok({ summary: buildSummary(), events: sessionId === 'slow' ? TRACE : TRACE.slice(0, 2) });
      },
    });
    const store = createAppStore(host);
    const slow = store.getState().openSession('slow');
    await store.getState().openSession('session-1');
    first.resolve();
    await slow;
    expect(store.getState().open).toMatchObject({ id: 'session-1', view: { lastSeq: 2 } });
  });

  it('keeps a session on screen where deleting it is refused, and says why', async () => {
    const host = createStubHostClient({
      deleteSession: async () => fail('conflict', 'It is still running.'),
    });
    const store = createAppStore(host);
    await store.getState().openSession('session-1');
    await store.getState().deleteSession('session-1');
    expect(store.getState().open?.id).toBe('session-1');
    expect(store.getState().notices).toMatchObject([{ tone: 'fail', text: 'It is still running.' }]);
  });
});

describe('the runs slice', () => {
  it('starts one run for two clicks', async () => {
    const { host, store } = buildStore({ stored: 2, summary: buildSummary({ outcome: 'running' }) });
    await Promise.all([store.getState().startRun('profile-1'), store.getState().startRun('profile-1')]);
    await store.getState().startRun('profile-1');
    expect(host.calls.filter(({ method }) => method === 'startRun')).toHaveLength(1);
    expect(store.getState()).toMatchObject({ runningId: 'session-1', isStarting: false, page: 'session' });
  });

  it('may run again once the session has ended', async () => {
    const { host, store } = buildStore({ stored: 2, summary: buildSummary({ outcome: 'running' }) });
    connectStore(store, host);
    await store.getState().startRun('profile-1');
    host.emit({ type: 'trace', sessionId: 'session-1', events: TRACE.slice(2) });
    expect(store.getState().runningId).toBeNull();
    expect(store.getState().open?.view.outcome).toBe('succeeded');
  });

  it('notices a run that ended before its start was answered', async () => {
    const { store } = buildStore();
    await store.getState().startRun('profile-1');
    expect(store.getState()).toMatchObject({ runningId: null, startedId: 'session-1' });
  });

  it('sends a fault and a sign-in with practice profiles and their copies only', async () => {
    const [saved] = SAMPLE_OUTPUTS.listProfiles;
    if (!saved) throw new Error('The samples have no profile.');
    const atPort = (port: number) => ({
      ...saved.profile,
      issuer: `http://127.0.0.1:${port}`,
      client: { ...saved.profile.client, id: 'practice-public' },
    });
    const host = createStubHostClient({
      listProfiles: async () =>
        ok([
          saved,
          { ...saved, id: 'practice-1', source: 'practice', profile: atPort(5001) },
          { ...saved, id: 'copy-1', profile: atPort(5000) },
        ]),
      listSessions: async () => ok([buildSummary()]),
      listFaults: async () => ok([buildFault({ id: 'wrong-verifier' })]),
    });
    const store = createAppStore(host);
    await Promise.all([store.getState().loadProfiles(), store.getState().loadFaults()]);
    store.getState().pickFault('wrong-verifier');
    store.getState().pickBrowser('practice');
    await store.getState().startRun('profile-1');
    await store.getState().startRun('practice-1');
    await store.getState().startRun('copy-1', { pauseAt: 'steps' });
    await store.getState().startRun('practice-1', { practice: { faultId: null, browser: null } });
    expect(store.getState()).toMatchObject({ faultId: 'wrong-verifier', browser: 'practice' });
    const drive = { pauseAt: 'nothing', breakpoints: [] };
    expect(host.calls.filter(({ method }) => method === 'startRun').map(({ input }) => input)).toEqual([
      { profileId: 'profile-1', fault: null, task: 'flow', drive },
      { profileId: 'practice-1', fault: 'wrong-verifier', browser: 'practice', task: 'flow', drive },
      {
        profileId: 'copy-1',
        fault: 'wrong-verifier',
        browser: 'practice',
        task: 'flow',
        drive: { ...drive, pauseAt: 'steps' },
      },
      { profileId: 'practice-1', fault: null, task: 'flow', drive },
    ]);
  });

  it('goes on with a run that is under way when the page is loaded', async () => {
    const { host, store } = buildStore({ stored: 5, summary: buildSummary({ outcome: 'running' }) });
    connectStore(store, host);
    host.setConnection('connected');
    await vi.waitFor(() => expect(store.getState().open?.view.lastSeq).toBe(5));
    expect(store.getState().runningId).toBe('session-1');
  });
});

describe('the profiles slice', () => {
  it('puts a typed secret in the vault before it saves, and only the reference in the profile', async () => {
    const host = createStubHostClient();
    const store = createAppStore(host);
    store.getState().startNewProfile();
    const id = store.getState().selectedProfileId ?? '';
    store.getState().changeDraft(id, {
      name: 'Acme',
      issuer: 'https://id.acme.example',
      clientId: 'web',
      auth: 'client_secret_basic',
      secrets: typeSecrets({ 'client.secret': 'kept-secret-8f2c71d0' }),
    });
    expect(await store.getState().saveDraft(id)).toBe('profile-1');
    expect(host.calls.map(({ method }) => method)).toEqual(['storeSecret', 'saveProfile']);
    expect(host.calls[1]?.input).toMatchObject({ profile: { client: { secret: { vault: 'secret-1' } } } });
    expect(JSON.stringify(host.calls[1])).not.toContain('kept-secret');
    expect(store.getState()).toMatchObject({ drafts: {}, selectedProfileId: 'profile-1' });
  });

  it('stores each typed secret that the profile refers to, and none that it does not', async () => {
    const stored: string[] = [];
    const host = createStubHostClient({
      storeSecret: async ({ value }) => {
        stored.push(value);
        return ok({ vault: `secret-${stored.length}` });
      },
    });
    const store = createAppStore(host);
    store.getState().startNewProfile();
    const id = store.getState().selectedProfileId ?? '';
    store.getState().changeDraft(id, {
      name: 'Acme',
      issuer: 'https://id.acme.example',
      clientId: 'web',
      flow: 'password',
      username: 'alice',
      auth: 'private_key_jwt',
      secrets: typeSecrets({
        'client.key.from': 'a private key',
        'password.password': 'a password',
        'registration.initialAccessToken': 'a token without a registration',
      }),
    });
    expect(await store.getState().saveDraft(id)).toBe('profile-1');
    expect(stored).toEqual(['a private key', 'a password']);
    expect(host.calls.at(-1)?.input).toMatchObject({
      profile: {
        client: { key: { from: { vault: 'secret-1' } } },
        password: { username: 'alice', password: { vault: 'secret-2' } },
      },
    });
  });

  it('keeps unsaved changes while another profile is looked at, and drops them when they are undone', async () => {
    const store = createAppStore(createStubHostClient());
    await store.getState().loadProfiles();
    store.getState().changeDraft('profile-1', { scope: 'openid email' });
    store.getState().startNewProfile();
    store.getState().selectProfile('profile-1');
    expect(store.getState().drafts['profile-1']?.scope).toBe('openid email');
    store.getState().changeDraft('profile-1', { scope: 'openid' });
    expect(store.getState().drafts['profile-1']).toBeUndefined();
  });

  it('keeps the draft and the reason where saving is refused', async () => {
    const host = createStubHostClient({ saveProfile: async () => fail('conflict', 'The name is taken.') });
    const store = createAppStore(host);
    await store.getState().loadProfiles();
    store.getState().changeDraft('profile-1', { name: 'Taken' });
    expect(await store.getState().saveDraft('profile-1')).toBeNull();
    expect(store.getState().saveErrors['profile-1']?.message).toBe('The name is taken.');
    expect(store.getState().drafts['profile-1']?.name).toBe('Taken');
  });

  it('drops the answer of a discovery that a newer one has overtaken', async () => {
    const answer = SAMPLE_OUTPUTS.discoverIssuer;
    const first = Promise.withResolvers<void>();
    const host = createStubHostClient({
      discoverIssuer: async ({ issuer }) => {
        if (issuer === 'https://slow.example') await first.promise;
        return ok({ ...answer, url: `${issuer}/.well-known/openid-configuration` });
      },
    });
    const store = createAppStore(host);
    store.getState().startNewProfile();
    const id = store.getState().selectedProfileId ?? '';
    store.getState().changeDraft(id, { issuer: 'https://slow.example' });
    const slow = store.getState().discover(id);
    store.getState().changeDraft(id, { issuer: 'https://fast.example' });
    await store.getState().discover(id);
    first.resolve();
    await slow;
    expect(store.getState().discoveries[id]).toMatchObject({
      status: 'done',
      issuer: 'https://fast.example',
    });
  });
});

describe('a follow-up on the open session', () => {
  it('starts once for several clicks, and keeps the next run away while it is on', async () => {
    const { host, store } = buildStore({ summary: buildSummary({ outcome: 'running' }) });
    await store.getState().openSession('session-1');
    store.getState().select({ stepId: 'token', exchangeId: null, checkSeq: null }, 'raw');
    const clicks = [store.getState().startFollowUp('refresh'), store.getState().startFollowUp('revoke')];
    expect(store.getState()).toMatchObject({ isStarting: true, runningAction: 'refresh' });
    await Promise.all([...clicks, store.getState().startRun('profile-1')]);
    expect(host.calls.map(({ method }) => method).filter((method) => method.startsWith('start'))).toEqual([
      'startFollowUp',
    ]);
    expect(store.getState()).toMatchObject({
      runningId: 'session-1',
      isStarting: false,
      selection: null,
      inspectorTab: null,
    });
    store.getState().forgetRun('session-1');
    expect(store.getState()).toMatchObject({ runningId: null, runningAction: null });
  });

  it('leaves nothing busy where it had ended before the host answered', async () => {
    const { host, store } = buildStore();
    connectStore(store, host);
    await store.getState().openSession('session-1');
    await store.getState().startFollowUp('introspect');
    expect(store.getState()).toMatchObject({ runningId: null, runningAction: null, isStarting: false });
  });

  it('says why it was refused, and may be tried again', async () => {
    const host = createStubHostClient({
      startFollowUp: async () => fail('conflict', 'The session is still running.'),
    });
    const store = createAppStore(host);
    await store.getState().startFollowUp('refresh');
    expect(host.calls).toEqual([]);
    await store.getState().openSession('session-1');
    await store.getState().startFollowUp('refresh');
    expect(store.getState().notices).toMatchObject([{ text: 'The session is still running.' }]);
    expect(store.getState()).toMatchObject({ runningId: null, runningAction: null, isStarting: false });
  });
});
