import { MUTATIONS } from '@shared/mutations/mutations';
import { describe, expect, it } from 'vitest';
import { finishSet } from '../support/mutation-run';
import { createTestHost } from '../support/test-host';

const SET = {
  profileId: 'practice:authorization-code',
  browser: 'practice',
  callbackTimeoutMs: 5_000,
} as const;

describe('a set of mistakes', () => {
  it('is run one after the other, a session each, and comes to a table', async () => {
    const host = await createTestHost();
    const mutations = ['verifier-wrong', 'code-reused', 'wrong-secret', 'verifier-wrong'];
    const { mutationRunId } = await host.expectOk('startMutationRun', { ...SET, mutations });
    const { rows } = await finishSet(host, mutationRunId);
    expect(rows.map(({ mutation, verdict }) => [mutation, verdict])).toEqual([
      ['verifier-wrong', 'pass'],
      ['code-reused', 'pass'],
      ['wrong-secret', 'not-applicable'],
    ]);
    expect(rows[2]).toMatchObject({ sessionId: null, seen: expect.stringContaining('no secret') });

    const sessions = await host.expectOk('listSessions', {});
    expect(sessions.map(({ mutation, mutationRun }) => [mutation, mutationRun])).toEqual([
      ['code-reused', mutationRunId],
      ['verifier-wrong', mutationRunId],
    ]);
    const { session } = await host.readRun(rows[1]?.sessionId ?? '');
    expect(session).toMatchObject({ mutation: 'code-reused', mutationRun: mutationRunId });
    const shown = session.steps
      .flatMap((step) => step.exchanges)
      .find(({ endSeq }) => endSeq === rows[1]?.proof?.seq);
    expect(shown).toMatchObject({ purpose: 'token', response: { status: 400 } });
  });

  it('can be read again by another process, from its sessions alone', async () => {
    const host = await createTestHost();
    const { mutationRunId } = await host.expectOk('startMutationRun', {
      ...SET,
      mutations: ['unknown-client'],
    });
    const before = await finishSet(host, mutationRunId);
    const { sessions } = host.services;
    const later = await createTestHost({ sessions, practice: host.services.practice });
    expect(await later.expectOk('readMutationRun', { mutationRunId })).toEqual(before);
    expect(await later.call('readMutationRun', { mutationRunId: 'another' })).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    });
  });

  it('is written down without anything that was sent', async () => {
    const host = await createTestHost();
    const profileId = 'practice:careless';
    const mutations = ['code-reused', 'token-tampered'];
    const { mutationRunId } = await host.expectOk('startMutationRun', { ...SET, profileId, mutations });
    const { rows } = await finishSet(host, mutationRunId);
    expect(rows.map(({ verdict }) => verdict)).toEqual(['fail', 'fail']);
    const recorded = await Promise.all(rows.map(({ sessionId }) => host.readRun(sessionId ?? '')));
    const secrets = recorded
      .flatMap(({ session }) => session.steps.flatMap((step) => step.artifacts))
      .filter(({ kind }) => kind === 'secret' || kind === 'jwt')
      .map(({ value }) => value);
    expect(secrets.length).toBeGreaterThan(3);
    for (const format of ['md', 'json', 'csv'] as const) {
      const { text, fileName } = await host.expectOk('buildMutationTable', { mutationRunId, format });
      expect(fileName).toMatch(new RegExp(`\\.${format}$`));
      expect(text).toContain('Code redeemed a second time');
      for (const secret of secrets) expect(text).not.toContain(secret);
    }
  });

  it('ends where it is cancelled: the run in progress is cut short, the rest not begun', async () => {
    const host = await createTestHost();
    // Nobody signs in: the run waits.
    const { mutationRunId } = await host.expectOk('startMutationRun', {
      profileId: 'practice:authorization-code',
      browser: 'print',
      mutations: ['code-reused', 'verifier-wrong'],
    });
    await host.waitForEvent(({ type }) => type === 'mutation-run-changed');
    const [running] = (await host.expectOk('readMutationRun', { mutationRunId })).rows;
    expect(running).toMatchObject({ mutation: 'code-reused', verdict: 'running' });
    await host.waitFor(running?.sessionId ?? '', ({ type }) => type === 'callback-awaited');
    await host.expectOk('cancelMutationRun', { mutationRunId });
    const { isRunning, rows } = await host.expectOk('readMutationRun', { mutationRunId });
    expect(isRunning).toBe(false);
    expect(rows).toMatchObject([
      { mutation: 'code-reused', verdict: 'inconclusive', seen: expect.stringContaining('cancelled') },
    ]);
    expect(await host.call('cancelMutationRun', { mutationRunId })).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    });
  });

  it('knows after its first run what the server offers, and leaves out what that rules out', async () => {
    const host = await createTestHost();
    const { issuer } = host.services.practice;
    const { metadata } = await host.expectOk('discoverIssuer', {
      issuer: issuer ?? '',
      allowInsecure: false,
    });
    const { revocation_endpoint: _none, ...server } = metadata as Record<string, unknown> & {
      issuer: string;
    };
    const stored = host.services.practice.profiles().find(({ id }) => id === 'practice:client-credentials');
    if (!stored) throw new Error('There is no such profile.');
    const { mutationRunId } = await host.expectOk('startMutationRun', {
      profileId: stored.id,
      profile: { ...stored.profile, server },
      browser: 'practice',
      mutations: ['wrong-secret', 'token-revoked'],
    });
    expect((await finishSet(host, mutationRunId)).rows).toMatchObject([
      { mutation: 'wrong-secret', verdict: 'pass' },
      {
        mutation: 'token-revoked',
        verdict: 'not-applicable',
        seen: expect.stringContaining('revocation_endpoint'),
      },
    ]);
  });

  it.each([
    [{ mutations: ['code-reused', 'no-such-mistake'] }, 'not-found', 'no-such-mistake'],
    [{ mutations: ['code-reused'], profileId: 'gone' }, 'not-found', 'no longer exists'],
    [{ mutations: ['code-reused'], fault: 'no-such-fault' }, 'not-found', 'no-such-fault'],
    [{ mutations: [] }, 'invalid-argument', 'mutations'],
  ])('%j is refused before anything is run', async (changes, code, says) => {
    const host = await createTestHost();
    const refused = await host.call('startMutationRun', { ...SET, ...changes });
    expect(refused).toMatchObject({ ok: false, error: { code } });
    expect(JSON.stringify(refused)).toContain(says);
    expect(await host.expectOk('listSessions', {})).toEqual([]);
  });
});

describe('one mistake in one run', () => {
  it('is refused where the profile cannot make it, with the reason', async () => {
    const host = await createTestHost();
    const refused = await host.call('startRun', { ...SET, mutation: 'wrong-secret' });
    expect(refused).toMatchObject({ ok: false, error: { code: 'not-supported' } });
    expect(JSON.stringify(refused)).toContain('no secret');
    expect(await host.call('startRun', { ...SET, mutation: 'nothing' })).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    });
  });

  it('is offered for each profile with what keeps it from being tried', async () => {
    const host = await createTestHost();
    const offers = await host.expectOk('listMutations', { profileId: 'practice:client-credentials' });
    expect(offers.map(({ id }) => id)).toEqual(MUTATIONS.map(({ id }) => id));
    const possible = offers.filter(({ reason }) => reason === null).map(({ id }) => id);
    expect(possible).toEqual(expect.arrayContaining(['wrong-secret', 'token-tampered']));
    expect(possible).not.toContain('code-reused');
  });
});
