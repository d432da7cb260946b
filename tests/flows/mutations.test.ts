import { MUTATIONS } from '@shared/mutations/mutations';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Practice } from '../../src/main/host/services';
import { CARELESS_CLIENT } from '../../src/main/practice/clients';
import { createPractice } from '../../src/main/practice/practice';
import {
  findProfiles,
  type MutationRunOptions,
  runAtWebClient,
  runMutation,
  runSet,
} from '../support/mutation-run';
import { createTestHost } from '../support/test-host';

/** Redirect URIs that are not on loopback: no practice client has one, so these have a client of their own. */
const WEB_ONLY = ['redirect-uri-port', 'redirect-uri-http'];

const PRACTISED = MUTATIONS.map(({ id }) => id).filter((id) => !WEB_ONLY.includes(id));

/** What a mistake needs beyond the first practice profile that it can be made with. */
const SETTINGS: Record<string, Partial<MutationRunOptions>> = {
  // The tokens of this fault live two seconds.
  'token-expired': { fault: 'expired-token' },
};

let practice: Practice;
beforeAll(async () => {
  practice = await createPractice();
});
afterAll(() => practice.close());

describe('each mistake at the practice provider is refused', () => {
  it.each(PRACTISED)('%s', async (mutation) => {
    const [profileId = ''] = findProfiles(practice, mutation);
    const { judgement, session } = await runMutation(practice, {
      mutation,
      profileId,
      ...SETTINGS[mutation],
    });
    expect(judgement).toMatchObject({ verdict: 'pass', proof: { seq: expect.any(Number) } });
    expect(judgement.proof?.seq).toBeLessThanOrEqual(session.lastSeq);
    expect(session.mutation).toBe(mutation);
  });

  it.each(WEB_ONLY)('%s', async (mutation) => {
    const { judgement } = await runAtWebClient(mutation);
    expect(judgement).toMatchObject({ verdict: 'pass', remark: null });
  });
});

describe('every mistake is refused as well where request and answer take another form', () => {
  it.each([
    'practice:implicit',
    'practice:authorization-code-jarm-encrypted',
    'practice:authorization-code-par-jar-encrypted',
  ])('%s', async (profileId) => {
    const mutations = MUTATIONS.map(({ id }) => id).filter((id) =>
      findProfiles(practice, id).includes(profileId),
    );
    const host = await createTestHost({ practice });
    const { rows } = await runSet(host, {
      profileId,
      mutations,
      browser: 'practice',
      callbackTimeoutMs: 5_000,
    });
    expect(rows).toHaveLength(mutations.length);
    const left = rows.filter(({ verdict }) => verdict !== 'pass');
    // Tokens live an hour there.
    expect(left.filter(({ mutation }) => mutation !== 'token-expired')).toEqual([]);
  });
});

describe('each mistake at the careless provider is let through, and that is told', () => {
  it.each(MUTATIONS.map(({ id }) => id))('%s', async (mutation) => {
    const [profileId = ''] = WEB_ONLY.includes(mutation)
      ? ['practice:authorization-code']
      : findProfiles(practice, mutation);
    const client = practice.profiles().find(({ id }) => id === profileId)?.profile.client;
    const { judgement } = await runMutation(practice, {
      mutation,
      profileId,
      changes: {
        client: { ...client, id: CARELESS_CLIENT },
        ...(WEB_ONLY.includes(mutation) ? { redirectUri: 'https://app.example/callback' } : {}),
      },
      callbackTimeoutMs: 1_000,
    });
    expect(judgement.verdict).toBe('fail');
  });
});
