import { profileSchema } from '@shared/model/profile';
import { findMutation, listOffers, MUTATIONS } from '@shared/mutations/mutations';
import { describe, expect, it } from 'vitest';
import { MUTATION_CHANGES } from '../../../../src/main/mutations/apply-mutation';
import {
  buildSession,
  ISSUER,
  REDIRECT_URI,
  SECRETS,
  type TraceOptions,
} from '../../../support/session-builder';

const judge = (id: string, options: TraceOptions) => findMutation(id)?.judge(buildSession(options));

function refuse(error: string, status = 400): TraceOptions {
  return {
    failAt: 'token',
    error: { code: error },
    token: { code_verifier: undefined },
    answers: { token: { status, body: { error } } },
  };
}

describe('the list of mistakes', () => {
  it('has an id of its own for each, in words that stay', () => {
    const ids = MUTATIONS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(ids.length).toBeGreaterThanOrEqual(25);
  });

  it('is made in the main process, one way for each', () => {
    expect(Object.keys(MUTATION_CHANGES).sort()).toEqual(MUTATIONS.map(({ id }) => id).sort());
  });

  it('says why a mistake cannot be made', () => {
    const profile = profileSchema.parse({ name: 'Web', issuer: ISSUER, client: { id: 'web' }, pkce: 'off' });
    const facts = { profile, metadata: { issuer: ISSUER }, otherClientId: null };
    const reasons = Object.fromEntries(listOffers(facts).map(({ id, reason }) => [id, reason]));
    expect(reasons).toMatchObject({
      'code-reused': null,
      'verifier-wrong': expect.stringContaining('no PKCE'),
      'wrong-secret': expect.stringContaining('no secret'),
      'token-revoked': expect.stringContaining('revocation_endpoint'),
      'code-of-another-client': expect.stringContaining('second client'),
      'grant-assertion-expired': expect.stringContaining('authorization-code'),
      'redirect-uri-port': expect.stringContaining('RFC 8252'),
    });
  });
});

describe('a refusal at the token endpoint', () => {
  it('by the code of the specification passes, with the event that shows it', () => {
    const judged = judge('verifier-left-out', refuse('invalid_grant'));
    expect(judged).toMatchObject({ verdict: 'pass', remark: null, proof: { seq: expect.any(Number) } });
    expect(judged?.seen).toContain('HTTP 400, invalid_grant');
  });

  it('by another code passes with a remark', () => {
    const judged = judge('verifier-left-out', refuse('pkce_missing'));
    expect(judged).toMatchObject({ verdict: 'pass', remark: 'Another code than invalid_grant.' });
  });

  it.each(['invalid_client', 'temporarily_unavailable'])('%s is about something else', (error) => {
    expect(judge('verifier-left-out', refuse(error))?.verdict).toBe('inconclusive');
  });

  it.each([429, 500, 503])('with HTTP %i decides nothing', (status) => {
    expect(judge('verifier-left-out', refuse('oops', status))?.verdict).toBe('inconclusive');
  });

  it('does not count where the request does not carry the mistake', () => {
    const judged = judge('verifier-left-out', { ...refuse('invalid_grant'), token: {} });
    expect(judged).toMatchObject({
      verdict: 'inconclusive',
      seen: expect.stringContaining('does not carry'),
    });
  });

  it('repeats no text that a provider put in the place of a code', () => {
    const judged = judge('verifier-left-out', refuse('the code abc is wrong'));
    expect(judged?.seen).not.toContain('abc');
  });

  it('with an error and HTTP 200 passes with a remark', () => {
    expect(judge('verifier-left-out', refuse('invalid_grant', 200))).toMatchObject({
      verdict: 'pass',
      remark: expect.stringContaining('status that says success'),
    });
  });
});

describe('a token in spite of the mistake', () => {
  it('fails', () => {
    expect(judge('verifier-left-out', { token: { code_verifier: undefined } })).toMatchObject({
      verdict: 'fail',
    });
  });

  it('is not what a run shows that was cancelled before', () => {
    const judged = judge('code-made-up', { failAt: 'callback', outcome: 'cancelled', error: {} });
    expect(judged).toMatchObject({ verdict: 'inconclusive', seen: expect.stringContaining('cancelled') });
  });
});

describe('an answer to the authorization request', () => {
  const answer = (callback: TraceOptions['callback']): TraceOptions => ({
    callback: { code: undefined, ...callback },
    failAt: 'callback',
    error: { code: 'OAUTH_AUTHORIZATION_RESPONSE_ERROR' },
  });

  it('with the error of the specification passes', () => {
    const judged = judge('unknown-response-type', answer({ error: 'unsupported_response_type' }));
    expect(judged).toMatchObject({ verdict: 'pass', remark: null });
  });

  it('with an error fails where the redirect URI is not to be trusted', () => {
    expect(judge('redirect-uri-path', answer({ error: 'invalid_request' }))).toMatchObject({
      verdict: 'fail',
      seen: expect.stringContaining('invalid_request'),
    });
  });

  it('that is about the user decides nothing', () => {
    expect(judge('unknown-response-type', answer({ error: 'access_denied' }))?.verdict).toBe('inconclusive');
  });

  it('with a code fails', () => {
    expect(judge('unknown-response-type', {})?.verdict).toBe('fail');
  });

  it('with another state fails what is about the state', () => {
    expect(judge('state-unusual', {})).toMatchObject({ verdict: 'pass' });
    expect(judge('state-unusual', { callback: { state: `${SECRETS.state}x` } })).toMatchObject({
      verdict: 'fail',
    });
    expect(judge('state-unusual', { callback: { state: undefined } })).toMatchObject({ verdict: 'fail' });
  });

  it('is not a redirect on the way through another provider', () => {
    const location = `https://upstream.example/callback?code=1`;
    const judged = judge('redirect-uri-path', {
      pages: [{ status: 302, headers: { location } }],
      failAt: 'callback',
      error: { code: 'callback_timeout' },
    });
    expect(judged).toMatchObject({
      verdict: 'inconclusive',
      seen: expect.stringContaining('callback_timeout'),
    });
    const led = judge('redirect-uri-path', {
      pages: [{ status: 302, headers: { location: `${REDIRECT_URI}?error=invalid_request` } }],
      failAt: 'callback',
      error: { code: 'callback_timeout' },
    });
    expect(led?.verdict).toBe('fail');
  });

  it('as an error page passes', () => {
    const judged = judge('redirect-uri-path', {
      failAt: 'callback',
      error: { code: 'provider_error_page', details: { status: 400 } },
    });
    expect(judged).toMatchObject({ verdict: 'pass', seen: expect.stringContaining('HTTP 400') });
  });
});
