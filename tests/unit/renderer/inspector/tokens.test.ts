import type { SessionView, StepView } from '@shared/model/session';
import { foldTrace } from '@shared/trace/fold-trace';
import { describe, expect, it } from 'vitest';
import { readKeySets } from '../../../../src/renderer/src/inspector/read-keys';
import { readPkce } from '../../../../src/renderer/src/inspector/read-pkce';
import { findTokens, type ReadToken, readTokens } from '../../../../src/renderer/src/inspector/read-tokens';
import { readVerdicts } from '../../../../src/renderer/src/inspector/read-verdicts';
import { buildSession, buildTrace, ISSUER, SECRETS } from '../../../support/session-builder';

function encode(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64url');
}

function buildJwt(header: object, claims: object): string {
  return `${encode(JSON.stringify(header))}.${encode(JSON.stringify(claims))}.c2lnbmF0dXJl`;
}

const ASSERTION = buildJwt({ alg: 'ES256', kid: 'mine' }, { iss: 'web', aud: ISSUER });
const PROOF = buildJwt({ alg: 'ES256', typ: 'dpop+jwt' }, { htm: 'POST' });
const ENCRYPTED = `${encode('{"alg":"ECDH-ES","enc":"A256GCM","kid":"enc-1"}')}.a.b.c.d`;

function findStep(session: SessionView, name: string): StepView {
  const step = session.steps.find((each) => each.name === name);
  if (!step) throw new Error(`There is no step ${name}.`);
  return step;
}

function firstToken(step: StepView): ReadToken {
  const [token] = readTokens(step);
  if (!token) throw new Error('The step has no token.');
  return token;
}

describe('the tokens of a step', () => {
  const session = buildSession({
    token: { client_assertion: ASSERTION, code: 'opaque' },
    tokenHeaders: { DPoP: PROOF },
    answers: { userinfo: { headers: { 'content-type': 'application/jwt' }, body: ENCRYPTED } },
  });

  it('are those it sent and those it received, each with the request it belongs to', () => {
    const tokens = readTokens(findStep(session, 'token')).map(({ name, places }) => [
      name,
      places.map(({ text }) => text),
    ]);
    expect(tokens).toEqual([
      ['id-token', [`Received from POST ${ISSUER}/token as id_token`]],
      ['dpop-proof', [`Sent to POST ${ISSUER}/token in the header DPoP`]],
      ['client-assertion', [`Sent to POST ${ISSUER}/token as client_assertion`]],
    ]);
  });

  it('say how they are encrypted where nothing else can be read', () => {
    const token = readTokens(findStep(session, 'userinfo')).find(({ name }) => name === 'userinfo');
    expect(token).toMatchObject({
      header: { alg: 'ECDH-ES', enc: 'A256GCM', kid: 'enc-1' },
      claims: null,
      signature: '',
    });
  });

  it('are found in the authorization URL and in the callback', () => {
    const withJwts = buildSession({
      authorize: { request: ASSERTION },
      callback: { code: undefined, state: undefined, response: PROOF },
    });
    const names = readTokens(findStep(withJwts, 'callback')).map(({ name, places }) => [name, places[0]]);
    expect(names).toEqual([
      [
        'request-object',
        { exchangeId: null, isSent: true, text: 'Sent in the authorization URL as request' },
      ],
      [
        'authorization-response',
        { exchangeId: null, isSent: false, text: 'Received at the redirect URI as response' },
      ],
    ]);
  });
});

describe('the verdicts about a token', () => {
  it('come from the rows of later steps, by member', () => {
    const session = buildSession({ checks: { 'id-token-nonce': { verdict: 'fail' } }, failAt: 'id-token' });
    const from = findStep(session, 'token');
    const verdicts = readVerdicts(session.steps, from, firstToken(from));
    expect(verdicts.get('nonce')?.verdict).toBe('fail');
    expect(verdicts.get('aud')?.verdict).toBe('pass');
    expect(verdicts.get('signature')?.stepId).toBe('id-token');
    expect(verdicts.has('email')).toBe(false);
  });

  it('belong to the proof of their own request where a step sent two', () => {
    const [first, second] = [PROOF, buildJwt({ alg: 'ES256', typ: 'dpop+jwt' }, { htm: 'POST', nonce: 'n' })];
    const session = foldTrace(buildTrace());
    const step = findStep(session, 'token');
    const [exchange] = step.exchanges;
    const check = findStep(session, 'callback').checks[0];
    if (!exchange || !check) throw new Error('The session has no exchange or no check.');
    const send = (id: string, proof: string) => ({
      ...exchange,
      id,
      request: { ...exchange.request, headers: [['DPoP', proof] as [string, string]] },
    });
    const retried: StepView = {
      ...step,
      artifacts: [],
      exchanges: [send('one', first), send('two', second ?? '')],
      checks: [
        { ...check, id: 'dpop-proof-htm', exchangeId: 'one', verdict: 'fail' },
        { ...check, id: 'dpop-proof-htm', exchangeId: 'two', verdict: 'pass' },
      ],
    };
    const proofs = readTokens(retried).filter(({ name }) => name === 'dpop-proof');
    expect(proofs.map((proof) => readVerdicts([retried], retried, proof).get('htm')?.verdict)).toEqual([
      'fail',
      'pass',
    ]);
  });
});

describe('a key set', () => {
  const withKeys = (keys: object[]) => buildSession({ answers: { jwks: { body: { keys } } } });
  const read = (session: SessionView) => {
    const step = findStep(session, 'id-token');
    return readKeySets(step, findTokens(session.steps, step)?.tokens ?? [])[0];
  };

  it('marks the key that the header of the ID token names', () => {
    const keySet = read(
      withKeys([
        { kty: 'RSA', kid: 'k0', use: 'sig', alg: 'RS256' },
        { kty: 'RSA', kid: 'k1', use: 'sig', alg: 'RS256' },
        { kty: 'EC', kid: 'k2', crv: 'P-256' },
      ]),
    );
    expect(keySet?.keys.map(({ kid, crv, fits }) => [kid, crv, fits])).toEqual([
      ['k0', '', []],
      ['k1', '', ['id-token']],
      ['k2', 'P-256', []],
    ]);
    expect(keySet?.missing).toEqual([]);
  });

  it('says where no key fits: another kid, another type, or for encryption only', () => {
    const keySet = read(
      withKeys([
        { kty: 'RSA', kid: 'k9' },
        { kty: 'EC', kid: 'k1' },
        { kty: 'RSA', kid: 'k1', use: 'enc' },
      ]),
    );
    expect(keySet?.missing.map(({ name }) => name)).toEqual(['id-token']);
  });

  it('is none where the answer is something else', () => {
    expect(read(buildSession({ answers: { jwks: { body: { keys: 'none' } } } }))).toBeUndefined();
  });
});

describe('the PKCE derivation', () => {
  it('computes the challenge of the verifier and stands beside the one that was sent', () => {
    const session = buildSession();
    const pkce = readPkce(session.steps, findStep(session, 'token'));
    expect(pkce).toMatchObject({ verifier: SECRETS.codeVerifier, method: 'S256' });
    expect(pkce?.computed).toBe(pkce?.sent);
  });

  it('shows where the verifier sent is another one', () => {
    const session = buildSession({ token: { code_verifier: 'another-verifier' } });
    const pkce = readPkce(session.steps, findStep(session, 'token'));
    expect(pkce?.computed).not.toBe(pkce?.sent);
  });

  it('compares the verifier itself where the method is plain, and nothing where it is unknown', () => {
    const authorize = { code_challenge: SECRETS.codeVerifier, code_challenge_method: 'plain' };
    const plain = buildSession({ authorize });
    expect(readPkce(plain.steps, findStep(plain, 'token'))?.computed).toBe(SECRETS.codeVerifier);
    const other = buildSession({ authorize: { code_challenge_method: 'S512' } });
    expect(readPkce(other.steps, findStep(other, 'token'))?.computed).toBeNull();
  });

  it('is shown where there is a verifier only', () => {
    const session = buildSession();
    expect(readPkce(session.steps, findStep(session, 'authorization-request'))).not.toBeNull();
    expect(readPkce(session.steps, findStep(session, 'userinfo'))).toBeNull();
  });
});
