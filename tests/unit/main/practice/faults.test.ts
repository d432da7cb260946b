import { compactVerify, createLocalJWKSet, decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Practice } from '../../../../src/main/host/services';
import { buildBuiltInProfiles } from '../../../../src/main/practice/built-in-profiles';
import { FAULTS } from '../../../../src/main/practice/faults';
import { createPractice } from '../../../../src/main/practice/practice';
import { type Answer, type PracticeTranscript, runPracticeFlow } from '../../../support/practice-client';

const CORE_CODES = [
  ...['400', '401', '403', '404', '405', '500', '503'],
  ...['invalid_request', 'invalid_client', 'invalid_grant', 'unauthorized_client', 'unsupported_grant_type'],
  ...['invalid_scope', 'access_denied', 'server_error', 'temporarily_unavailable'],
  ...['invalid_token', 'insufficient_scope'],
];

type Proof = (run: PracticeTranscript) => void | Promise<void>;

/** What each fault must put on the wire. */
const PROOFS: Record<string, Proof> = {
  'issuer-with-slash': ({ discovery, prepared }) => {
    expect(discovery.json.issuer).toBe(`${prepared.profile.issuer}/`);
  },
  'userinfo-of-another-user': ({ userinfo, token }) => {
    expect(userinfo?.json.sub).toBe('bob');
    expect(readClaims(token).sub).toBe('alice');
  },

  'missing-response-type': (run) => expectCallbackError(run, 'invalid_request', /response_type/),
  'pkce-left-out': (run) => expectCallbackError(run, 'invalid_request', /PKCE/),
  'unsupported-pkce-method': (run) => expectCallbackError(run, 'invalid_request', /code_challenge_method/),
  'unregistered-redirect-uri': ({ callback, signInError }) => {
    expect(callback).toBeNull();
    expect(signInError).toMatchObject({ code: 'provider_error_page', facts: { status: 400 } });
  },
  'response-type-not-registered': (run) => expectCallbackError(run, 'unauthorized_client', /response_type/),
  'unknown-response-mode': (run) => expectCallbackError(run, 'unsupported_response_mode', /response_mode/),
  'par-not-used': (run) => expectCallbackError(run, 'invalid_request', /Pushed Authorization Request/),
  'scope-not-allowed': (run) => expectCallbackError(run, 'invalid_scope', /not allowed/),
  'user-not-assigned': (run) => expectCallbackError(run, 'access_denied', /alice is not assigned/),
  'provider-exception': (run) => expectCallbackError(run, 'server_error', /./),
  'provider-maintenance': (run) => expectCallbackError(run, 'temporarily_unavailable', /maintenance/),

  'state-replaced': ({ callback }) => {
    expect(callback?.searchParams.get('state')).toHaveLength(43);
    expect(callback?.searchParams.has('code')).toBe(true);
  },
  'state-dropped': ({ callback }) => {
    expect(callback?.searchParams.has('state')).toBe(false);
    expect(callback?.searchParams.has('code')).toBe(true);
  },
  'issuer-mix-up': ({ callback }) => {
    expect(callback?.searchParams.get('iss')).toBe('https://attacker.example');
  },
  'issuer-dropped': ({ callback, discovery }) => {
    expect(callback?.searchParams.has('iss')).toBe(false);
    expect(discovery.json.authorization_response_iss_parameter_supported).toBe(true);
  },

  'missing-redirect-uri': ({ token }) => expectTokenError(token, 400, 'invalid_request', /redirect_uri/),
  'missing-code': ({ token }) => expectTokenError(token, 400, 'invalid_request', /code/),
  'wrong-secret': ({ token, prepared }) => {
    expectTokenError(token, 401, 'invalid_client');
    // RFC 6749 section 5.2: the challenge answers credentials in the Authorization header.
    const usedHeader = prepared.profile.client.auth === 'client_secret_basic';
    expect(token?.headers.has('www-authenticate')).toBe(usedHeader);
  },
  'never-issued-code': ({ token }) => expectTokenError(token, 400, 'invalid_grant'),
  'expired-code': ({ token }) => expectTokenError(token, 400, 'invalid_grant'),
  'reused-code': ({ token }) => expectTokenError(token, 400, 'invalid_grant'),
  'redirect-uri-differs': ({ token }) => expectTokenError(token, 400, 'invalid_grant'),
  'verifier-mismatch': ({ token }) => expectTokenError(token, 400, 'invalid_grant'),
  'grant-type-not-allowed': ({ token }) => expectTokenError(token, 400, 'unauthorized_client'),
  'misspelt-grant-type': ({ token }) => expectTokenError(token, 400, 'unsupported_grant_type'),
  'html-token-response': ({ token }) => {
    expect(token?.status).toBe(200);
    expect(token?.headers.get('content-type')).toMatch(/^text\/html/);
    expect(token?.text).toMatch(/^<!doctype html>/);
  },
  'form-token-response': ({ token }) => {
    expect(token?.status).toBe(200);
    expect(token?.headers.get('content-type')).toMatch(/^application\/x-www-form-urlencoded/);
    expect(new URLSearchParams(token?.text).get('access_token')).toMatch(/^[\w-]{40,}$/);
  },

  'nonce-replaced': async (run) => {
    expect((await verify(run)).nonce).not.toBe(run.nonce);
  },
  'id-token-for-another-client': async (run) => {
    expect((await verify(run)).aud).toBe('another-client');
  },
  'id-token-of-another-issuer': async (run) => {
    expect((await verify(run)).iss).toBe('https://another-issuer.example');
  },
  'expired-id-token': async (run) => {
    expect((await verify(run)).exp).toBeLessThan(Date.now() / 1_000 - 3_000);
  },
  'wrong-at-hash': async (run) => {
    expect((await verify(run))['at_hash']).toBe('A'.repeat(22));
  },
  'forged-signature': async (run) => {
    await expect(verify(run)).rejects.toMatchObject({ code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED' });
  },
  'key-not-in-jwks': async (run) => {
    await expect(verify(run)).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' });
  },
  'unannounced-algorithm': ({ discovery, token }) => {
    expect(decodeProtectedHeader(token?.json.id_token).alg).toBe('PS256');
    expect(discovery.json.id_token_signing_alg_values_supported).not.toContain('PS256');
  },
  'unsigned-id-token': ({ token }) => {
    expect(decodeProtectedHeader(token?.json.id_token).alg).toBe('none');
  },

  'missing-query-parameter': ({ resource }) => expectBareStatus(resource, 400),
  'gateway-authentication': ({ resource }) => {
    expect(resource?.status).toBe(401);
    expect(resource?.headers.get('www-authenticate')).toBe('Basic realm="Practice gateway"');
  },
  'not-an-administrator': ({ resource }) => expectBareStatus(resource, 403),
  'unknown-resource': ({ resource }) => expectBareStatus(resource, 404),
  'wrong-method': ({ resource }) => {
    expectBareStatus(resource, 405);
    expect(resource?.headers.get('allow')).toBe('GET, HEAD');
  },
  'rate-limited': ({ resource }) => {
    expectBareStatus(resource, 429);
    expect(Number(resource?.headers.get('retry-after'))).toBeGreaterThan(0);
  },
  'resource-exception': ({ resource }) => expectBareStatus(resource, 500),
  'resource-maintenance': ({ resource }) => {
    expectBareStatus(resource, 503);
    expect(resource?.headers.get('retry-after')).toBe('120');
  },
  'expired-token': ({ userinfo, resource }) => {
    if (userinfo) expect(userinfo.status).toBe(200);
    expect(resource?.status).toBe(401);
    expect(resource?.headers.get('www-authenticate')).toMatch(/^Bearer .*error="invalid_token"/);
  },
  'missing-scope': ({ resource }) => {
    expect(resource?.status).toBe(403);
    expect(resource?.headers.get('www-authenticate')).toMatch(
      /^Bearer .*error="insufficient_scope".*scope="api:read"/,
    );
  },
  'token-left-out': ({ resource }) => {
    expect(resource?.status).toBe(401);
    expect(resource?.headers.get('www-authenticate')).toBe('Bearer realm="Practice API"');
  },
};

/** Faults that the code flow by hand can show: with a plain request and a plain answer. Of those that name their flows, the ones proven below. */
const BY_HAND = FAULTS.filter((fault) => {
  const built = buildBuiltInProfiles('http://127.0.0.1:1')[0]?.profile;
  if (!built || !(fault.flows === undefined || fault.id in PROOFS)) return false;
  const { par, requestObject, parameters } = fault.profile?.(built, 'http://127.0.0.1:1') ?? built;
  return !par && !requestObject && parameters.authorize['response_mode'] === undefined;
});

let practice: Practice;
beforeAll(async () => {
  practice = await createPractice();
});
afterAll(() => practice.close());

describe('the faults', () => {
  it('cover each of the core codes', () => {
    expect(FAULTS.map((fault) => fault.code)).toEqual(expect.arrayContaining(CORE_CODES));
  });

  it('have an id of their own each, in kebab case', () => {
    const ids = FAULTS.map((fault) => fault.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it('that show in the code flow by hand all have a proof below, and no proof is left over', () => {
    expect(Object.keys(PROOFS).sort()).toEqual(BY_HAND.map((fault) => fault.id).sort());
  });

  it.each(['practice:authorization-code', 'practice:authorization-code-basic', 'practice:oauth'])(
    'leave no trace in the next run of %s',
    async (profileId) => {
      await runPracticeFlow(practice, { profileId, faultId: 'provider-exception' });
      const { resource } = await runPracticeFlow(practice, { profileId });
      expect(resource?.status).toBe(200);
    },
  );
});

describe.concurrent('on the wire', () => {
  it.for(BY_HAND.map(({ id }) => id))('%s does what it promises', async (faultId) => {
    await PROOFS[faultId]?.(await runPracticeFlow(practice, { faultId }));
  });

  it.for(BY_HAND.map(({ id }) => id))('%s works from the OAuth profile too', async (faultId) => {
    await PROOFS[faultId]?.(await runPracticeFlow(practice, { faultId, profileId: 'practice:oauth' }));
  });

  it.for(BY_HAND.map(({ id }) => id))('%s works with a confidential client too', async (faultId) => {
    const profileId = 'practice:authorization-code-post';
    await PROOFS[faultId]?.(await runPracticeFlow(practice, { faultId, profileId }));
  });
});

function expectCallbackError({ callback }: PracticeTranscript, error: string, description: RegExp): void {
  expect(callback?.searchParams.get('error')).toBe(error);
  expect(callback?.searchParams.get('error_description')).toMatch(description);
  expect(callback?.searchParams.has('state')).toBe(true);
  expect(callback?.searchParams.has('iss')).toBe(true);
}

function expectTokenError(token: Answer | null, status: number, error: string, description = /./): void {
  expect(token?.status).toBe(status);
  expect(token?.json.error).toBe(error);
  expect(token?.json.error_description).toMatch(description);
}

function expectBareStatus(resource: Answer | null, status: number): void {
  expect(resource?.status).toBe(status);
  expect(resource?.headers.has('www-authenticate')).toBe(false);
}

function readClaims(token: Answer | null) {
  return decodeJwt(token?.json.id_token);
}

/** Checks the signature and nothing else, with the keys the provider publishes. */
async function verify({ token, jwks }: PracticeTranscript) {
  const idToken: string = token?.json.id_token;
  await compactVerify(idToken, createLocalJWKSet(jwks.json));
  return decodeJwt(idToken);
}
