import { diagnose } from '@shared/diagnosis/diagnose';
import { listFollowUps } from '@shared/follow-ups/list-follow-ups';
import { FOLLOW_UPS, type FollowUp } from '@shared/model/grant-options';
import type { Profile } from '@shared/model/profile';
import type { SessionView } from '@shared/model/session';
import { parseSessionExport } from '@shared/report/parse-session-export';
import { foldTrace } from '@shared/trace/fold-trace';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Practice } from '../../src/main/host/services';
import { createPractice } from '../../src/main/practice/practice';
import { createTestHost, type TestHost } from '../support/test-host';

let practice: Practice;
beforeAll(async () => {
  practice = await createPractice();
});
afterAll(() => practice.close());

const builtIn = (id: string) => practice.profiles().find((each) => each.id === id)?.profile as Profile;

async function signIn(profileId = 'practice:authorization-code-basic', change: Partial<Profile> = {}) {
  const host = await createTestHost({ practice });
  const run = await host.run({
    profileId,
    profile: { ...builtIn(profileId), ...change },
    browser: 'practice',
  });
  return { host, ...run };
}

/** Goes on with a session and answers it as it stands in the store once it has ended again. */
async function followUp(host: TestHost, sessionId: string, action: FollowUp): Promise<SessionView> {
  const before = await read(host, sessionId);
  await host.expectOk('startFollowUp', { sessionId, action });
  await host.waitFor(sessionId, ({ type, seq }) => type === 'session-ended' && seq > before.lastSeq);
  return read(host, sessionId);
}

async function read(host: TestHost, sessionId: string): Promise<SessionView> {
  const { events } = await host.expectOk('readSession', { sessionId, afterSeq: 0 });
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_event, index) => index + 1));
  return foldTrace(events);
}

describe('the follow-ups of a profile', () => {
  it('run one after the other behind the flow', async () => {
    const followUps: FollowUp[] = [
      'introspect',
      'refresh',
      'userinfo',
      'resource',
      'revoke',
      'introspect',
      'logout',
    ];
    const { session } = await signIn(undefined, { followUps });
    expect(session.outcome).toBe('succeeded');
    expect(session.steps.slice(-7).map(({ id, outcome }) => [id, outcome])).toEqual([
      ['introspect', 'succeeded'],
      ['refresh', 'succeeded'],
      ['userinfo-2', 'succeeded'],
      ['resource-2', 'succeeded'],
      ['revoke', 'succeeded'],
      ['introspect-2', 'succeeded'],
      ['logout', 'succeeded'],
    ]);
    const rowOf = (stepId: string, id: string) =>
      session.steps.find((step) => step.id === stepId)?.checks.find((row) => row.id === id);
    expect(rowOf('introspect', 'introspection-active')).toMatchObject({ verdict: 'pass', actual: 'true' });
    expect(rowOf('introspect', 'introspection-sub')).toMatchObject({ verdict: 'pass', actual: 'alice' });
    expect(rowOf('introspect', 'introspection-client')).toMatchObject({ verdict: 'pass' });
    expect(rowOf('revoke', 'revocation-status')).toMatchObject({ verdict: 'pass', actual: '200' });
    expect(rowOf('introspect-2', 'introspection-active')).toMatchObject({ verdict: 'pass', actual: 'false' });
    expect(rowOf('logout', 'logout-state')).toMatchObject({ verdict: 'pass' });
    expect(diagnose(session)).toEqual([]);
  });

  it.each([
    ['practice:client-credentials', ['introspect', 'revoke', 'introspect']],
    ['practice:jwt-bearer', ['introspect', 'resource', 'revoke']],
    ['practice:password', ['introspect', 'revoke']],
    ['practice:token-exchange', ['introspect', 'resource']],
    ['practice:oauth', ['resource', 'revoke']],
    ['practice:authorization-code', ['introspect', 'refresh', 'introspect', 'logout']],
  ] as [string, FollowUp[]][])('work with the tokens of %s', async (profileId, followUps) => {
    const { session } = await signIn(profileId, { followUps });
    expect(session.steps.map(({ name, error }) => [name, error?.message])).toEqual(
      session.steps.map(({ name }) => [name, undefined]),
    );
    expect(session.steps.slice(-followUps.length).map(({ name }) => name)).toEqual(followUps);
  });

  it('tell of an exchanged token who acts for whom', async () => {
    const { session } = await signIn();
    const token = session.steps
      .flatMap(({ artifacts }) => artifacts)
      .find(({ name }) => name === 'access-token');
    const exchanged = await signIn('practice:token-exchange', {
      scope: '',
      tokenExchange: {
        ...{ subjectToken: token?.value, actorToken: token?.value },
        subjectTokenType: 'urn:ietf:params:oauth:token-type:access_token',
        actorTokenType: 'urn:ietf:params:oauth:token-type:access_token',
      },
      parameters: { authorize: {}, token: {} },
      followUps: ['introspect'],
    });
    const answer = exchanged.session.steps.at(-1)?.exchanges[0]?.response?.body?.text ?? '{}';
    expect(JSON.parse(answer)).toMatchObject({ active: true, sub: 'alice', act: { sub: 'alice' } });
  });
});

describe('a session that has ended', () => {
  it('goes on in its own recording, with every action once and again', async () => {
    const { host, sessionId, session: first } = await signIn();
    const actions: FollowUp[] = [
      'userinfo',
      'resource',
      'introspect',
      'refresh',
      'refresh',
      'revoke',
      'introspect',
      'logout',
    ];
    for (const action of actions) await followUp(host, sessionId, action);
    const session = await read(host, sessionId);
    expect(session.outcome).toBe('succeeded');
    expect(session.steps.slice(first.steps.length).map(({ id, outcome }) => [id, outcome])).toEqual([
      ['userinfo-2', 'succeeded'],
      ['resource-2', 'succeeded'],
      ['introspect', 'succeeded'],
      ['refresh', 'succeeded'],
      ['refresh-2', 'succeeded'],
      ['revoke', 'succeeded'],
      ['introspect-2', 'succeeded'],
      ['logout', 'succeeded'],
    ]);
    const ids = session.steps.flatMap(({ exchanges }) => exchanges.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(session.steps.flatMap(({ checks }) => checks).filter(({ verdict }) => verdict === 'fail')).toEqual(
      [],
    );
    const { summary, events } = await host.expectOk('readSession', { sessionId, afterSeq: 0 });
    expect(summary).toMatchObject({ outcome: 'succeeded', eventCount: events.length });
    expect(summary.endedAt).not.toBeNull();
    expect(events.filter(({ type }) => type === 'session-resumed')).toHaveLength(actions.length);
  });

  it('shows as running meanwhile, and fails where a follow-up fails', async () => {
    const { host, sessionId } = await signIn();
    await followUp(host, sessionId, 'revoke');
    const resumed = await followUp(host, sessionId, 'resource');
    expect(resumed).toMatchObject({ outcome: 'failed' });
    expect(diagnose(resumed)[0]).toMatchObject({ entryId: 'bearer-invalid-token', stepId: 'resource-2' });

    // What went wrong stays on record when the next one goes well.
    expect(await followUp(host, sessionId, 'introspect')).toMatchObject({ outcome: 'failed' });
    const { events } = await host.expectOk('readSession', { sessionId, afterSeq: 0 });
    const at = events.findIndex(({ type }) => type === 'session-resumed');
    expect(foldTrace(events.slice(0, at)).outcome).toBe('succeeded');
    expect(foldTrace(events.slice(0, at + 1))).toMatchObject({ outcome: 'running', endedAt: null });
  });

  it('notices a refresh token that was revoked', async () => {
    const { host, sessionId } = await signIn('practice:refresh-token');
    const session = await followUp(host, sessionId, 'revoke');
    expect(session.outcome).toBe('succeeded');
    const refused = await followUp(host, sessionId, 'refresh');
    expect(diagnose(refused)[0]).toMatchObject({
      entryId: 'invalid-grant-refresh-token',
      stepId: 'refresh-2',
    });
  });

  it('is exported with its follow-ups, and the export can be opened again', async () => {
    const { host, sessionId } = await signIn();
    await followUp(host, sessionId, 'introspect');
    const { text } = await host.expectOk('buildReport', { sessionId, format: 'json' });
    const parsed = parseSessionExport(text);
    expect(parsed.ok && foldTrace(parsed.events)).toMatchObject({ outcome: 'succeeded' });
    const { sessionId: imported } = await host.expectOk('importSession', { text });
    const result = await host.call('startFollowUp', { sessionId: imported, action: 'refresh' });
    expect(result).toMatchObject({ ok: false, error: { code: 'read-only' } });
  });
});

describe('a follow-up is refused with a reason', () => {
  const refusalOf = async (host: TestHost, sessionId: string, action: FollowUp = 'introspect') => {
    const result = await host.call('startFollowUp', { sessionId, action });
    if (result.ok) throw new Error('It was not refused.');
    return result.error;
  };

  it('where there is no such session', async () => {
    const host = await createTestHost({ practice });
    expect(await refusalOf(host, 'nowhere')).toMatchObject({ code: 'not-found' });
  });

  it('where the session is still running, also if two ask at the same moment', async () => {
    const { host, sessionId } = await signIn();
    const results = await Promise.all(
      ['introspect' as const, 'userinfo' as const].map((action) =>
        host.call('startFollowUp', { sessionId, action }),
      ),
    );
    expect(results.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(results.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'conflict' } });
  });

  it('where the provider of a fault is gone with its run', async () => {
    const host = await createTestHost({ practice });
    const { sessionId } = await host.run({
      profileId: 'practice:authorization-code',
      fault: 'resource-maintenance',
      browser: 'practice',
    });
    expect(await refusalOf(host, sessionId)).toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/practice provider of this session is gone/),
    });
  });

  it('where the session has not what it needs', async () => {
    const { host, sessionId } = await signIn('practice:client-credentials', { resource: null });
    for (const [action, reason] of [
      ['refresh', /no refresh token/],
      ['logout', /no ID token/],
      ['resource', /no protected resource/],
    ] as [FollowUp, RegExp][]) {
      expect((await refusalOf(host, sessionId, action)).message).toMatch(reason);
    }
  });

  it('where the client secret stood in plain in the profile, which was not kept', async () => {
    const host = await createTestHost({ practice });
    const client = { id: 'elsewhere', auth: 'client_secret_post' as const, secret: 'in-plain-1234' };
    const { sessionId } = await host.run({
      profile: {
        name: 'Elsewhere',
        flow: 'client-credentials',
        client,
        issuer: practice.issuer ?? '',
      },
    });
    // The run itself failed (the client is not known), so the tokens are planted: only the refusal matters.
    const last = (await read(host, sessionId)).lastSeq;
    host.services.sessions.append(sessionId, {
      ...{ type: 'artifact', seq: last + 1, time: 1, stepId: 'discovery', name: 'access-token' },
      ...{ kind: 'secret', value: 'token-1' },
    } as never);
    expect(await refusalOf(host, sessionId)).toMatchObject({
      code: 'unset-secret',
      message: expect.stringMatching(/client\.secret.*not kept/),
    });
  });
});

describe('what a session allows', () => {
  it('is told for each action, and for none while it runs or once it is redacted', async () => {
    const { session } = await signIn();
    expect(listFollowUps(session)).toEqual(FOLLOW_UPS.map((action) => ({ action, reason: null })));
    const reasons = (view: SessionView) => new Set(listFollowUps(view).map(({ reason }) => reason));
    expect(reasons({ ...session, outcome: 'running' })).toEqual(new Set(['The session is still running.']));
    expect(reasons({ ...session, profile: null })).toEqual(
      new Set(['This recording was not made by a run here.']),
    );
  });

  it('is less where tokens are bound to a key of the run', async () => {
    const { session } = await signIn();
    const bound = {
      ...session,
      profile: { ...(session.profile as Profile), dpop: { alg: 'ES256' as const } },
    };
    const refused = listFollowUps(bound).filter(({ reason }) => reason !== null);
    expect(refused.map(({ action }) => action)).toEqual(['userinfo', 'resource', 'refresh']);
  });
});
