import { diagnose } from '@shared/diagnosis/diagnose';
import type { Profile, ProfileInput } from '@shared/model/profile';
import { decodeJwt } from '@shared/model/read-jwt';
import { buildReport } from '@shared/report/build-report';
import { calculateJwkThumbprint, decodeProtectedHeader, EmbeddedJWK, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Practice } from '../../src/main/host/services';
import { createPractice } from '../../src/main/practice/practice';
import { readArtifact, readArtifacts, readStatuses, readVerdicts } from '../support/run-rows';
import { runTestFlow } from '../support/run-test-flow';
import { type Script, startScriptedProvider } from '../support/scripted-provider';
import { createTestHost } from '../support/test-host';

let practice: Practice;
beforeAll(async () => {
  practice = await createPractice();
});
afterAll(() => practice.close());

async function run(profileId: string, changes: Partial<ProfileInput> = {}, fault: string | null = null) {
  const stored = practice.profiles().find(({ id }) => id === profileId);
  if (!stored) throw new Error(`There is no profile ${profileId}.`);
  const host = await createTestHost({ practice });
  const profile = { ...stored.profile, ...changes } as Profile;
  return host.run({ profile, fault, browser: 'practice' });
}

const ALGS = ['ES256', 'ES384', 'ES512', 'RS256', 'PS256', 'EdDSA', 'Ed25519'] as const;
const FLOWS = ['authorization-code', 'client-credentials'] as const;
const CELLS = FLOWS.flatMap((flow) => ALGS.map((alg) => [flow, alg] as const));

describe('tokens bound to a key', () => {
  it.each(CELLS)('%s with %s: every request carries a proof of one key', async (flow, alg) => {
    const { session } = await run(`practice:${flow}`, { dpop: { alg } });
    expect(session.outcome).toBe('succeeded');
    const { jwk, jkt } = JSON.parse(readArtifact(session, 'dpop-key') ?? '');
    expect(readArtifacts(session, 'dpop-key')).toHaveLength(1);
    expect(jkt).toBe(await calculateJwkThumbprint(jwk));
    expect(jwk).not.toHaveProperty('d');
    const proofs = readArtifacts(session, 'dpop-proof');
    expect(proofs.length).toBeGreaterThanOrEqual(flow === 'authorization-code' ? 3 : 2);
    for (const proof of proofs) {
      const { payload } = await jwtVerify(proof, EmbeddedJWK, { typ: 'dpop+jwt', algorithms: [alg] });
      expect(payload).toMatchObject({ htm: expect.stringMatching(/^(GET|POST)$/), jti: expect.any(String) });
      expect(decodeProtectedHeader(proof).alg).toBe(alg);
    }
    const rows = readVerdicts(session, 'dpop-');
    expect(Object.values(rows).flat()).not.toContain('fail');
    expect(rows['token-type']).toEqual(['pass']);
    expect(rows['proof-ath']).toContain('pass');
    const resource = session.steps.at(-1)?.exchanges.at(-1);
    expect(resource?.request.headers.find(([name]) => name === 'authorization')?.[1]).toMatch(/^DPoP /);
  });

  it('names the key in the authorization request', async () => {
    const { session } = await run('practice:dpop');
    const url = new URL(readArtifact(session, 'authorization-url') ?? '');
    const { jkt } = JSON.parse(readArtifact(session, 'dpop-key') ?? '');
    expect(url.searchParams.get('dpop_jkt')).toBe(jkt);
  });

  it('compares the key with cnf of a JWT access token', async () => {
    const { session } = await run('practice:resource-indicators', { dpop: {} } as Partial<ProfileInput>);
    expect(session.outcome).toBe('succeeded');
    const { jkt } = JSON.parse(readArtifact(session, 'dpop-key') ?? '');
    expect(decodeJwt(readArtifact(session, 'access-token') ?? '')?.claims).toMatchObject({ cnf: { jkt } });
    expect(readVerdicts(session, 'dpop-jkt')).toEqual({ '': ['pass'] });
  });

  it('makes a new key for each run', async () => {
    const keys = await Promise.all(
      [1, 2].map(async () => readArtifact((await run('practice:dpop')).session, 'dpop-key')),
    );
    expect(new Set(keys).size).toBe(2);
  });

  it('masks the proofs in a report and leaves the public key readable', async () => {
    const { session, events } = await run('practice:dpop');
    const report = buildReport(events, { format: 'json', now: Date.now(), appVersion: 'test' }).text;
    for (const proof of readArtifacts(session, 'dpop-proof')) {
      expect(report).not.toContain(proof.split('.')[2]);
    }
    expect(report).toContain(JSON.parse(readArtifact(session, 'dpop-key') ?? '').jkt);
  });
});

describe('a server that asks for its nonce', () => {
  it('is asked again in the same step, with the nonce', async () => {
    const { session } = await run('practice:dpop-nonce');
    expect(session.outcome).toBe('succeeded');
    expect(readStatuses(session, 'token')).toEqual([400, 200]);
    // The API has a nonce of its own.
    expect(readStatuses(session, 'resource')).toEqual([401, 200]);
    const [first, second] = readArtifacts(session, 'dpop-proof').map((proof) => decodeJwt(proof)?.claims);
    expect(first).not.toHaveProperty('nonce');
    expect(second).toHaveProperty('nonce');
    expect(second?.['jti']).not.toBe(first?.['jti']);
    const token = session.steps.find(({ name }) => name === 'token');
    expect(token?.notes.map(({ code }) => code)).toEqual(['dpop-nonce-demanded']);
    expect(readVerdicts(session, 'dpop-proof-nonce')['']?.slice(0, 2)).toEqual(['info', 'pass']);
  });
});

const PROOF_FAULTS = [
  ['dpop-wrong-address', 'token', 'dpop-invalid-proof', 'proof-htu'],
  ['dpop-wrong-method', 'token', 'dpop-invalid-proof', 'proof-htm'],
  ['dpop-stale', 'token', 'dpop-invalid-proof', 'proof-iat'],
  ['dpop-replayed', 'resource', 'dpop-invalid-proof', 'proof-jti'],
  ['dpop-nonce-ignored', 'token', 'dpop-use-nonce', 'proof-nonce'],
] as const;

describe('a proof that servers refuse', () => {
  it.each(PROOF_FAULTS)(
    '%s fails in the step "%s" as %s, proven by the row',
    async (fault, step, entry, row) => {
      const { session } = await run('practice:client-credentials', {}, fault);
      const [finding] = diagnose(session);
      expect(finding).toMatchObject({ entryId: entry, stepId: step, severity: 'error' });
      expect(finding?.confidence).toBeGreaterThan(0.97);
      expect(readVerdicts(session, 'dpop-')[row]).toContain('fail');
      const failed = session.steps.at(-1)?.checks.findLast(({ id }) => id === `dpop-${row}`);
      expect(finding?.evidence.map(({ seq }) => seq)).toContain(failed?.seq);
    },
  );

  it('a token sent without its proof is refused, and said why', async () => {
    const { session } = await run('practice:client-credentials', {}, 'dpop-token-as-bearer');
    expect(diagnose(session)[0]).toMatchObject({ entryId: 'dpop-bound-token-as-bearer', stepId: 'resource' });
    expect(readStatuses(session, 'resource')).toEqual([401]);
  });
});

describe('a server that does not bind', () => {
  const claims = (cnf: unknown) => Buffer.from(JSON.stringify({ cnf })).toString('base64url');
  const answer = (body: Record<string, unknown>): Script => ({
    token: (sound) => ({ body: { ...sound, ...body } }),
  });

  it.each([
    ['Bearer in token_type', answer({ token_type: 'Bearer' }), { 'token-type': ['warn'], jkt: ['skip'] }],
    [
      'the key of another client in cnf',
      answer({ token_type: 'DPoP', access_token: `e30.${claims({ jkt: 'other' })}.sig` }),
      { 'token-type': ['pass'], jkt: ['fail'] },
    ],
    [
      'no cnf in a JWT',
      answer({ token_type: 'DPoP', access_token: `e30.${claims(undefined)}.sig` }),
      { 'token-type': ['pass'], jkt: ['warn'] },
    ],
  ])('is shown by %s', async (_kind, script, rows) => {
    const provider = await startScriptedProvider(script);
    const { session } = await runTestFlow({ issuer: provider.issuer, profile: { dpop: {} } });
    await provider.close();
    expect(readVerdicts(session, 'dpop-')).toMatchObject(rows);
  });
});
