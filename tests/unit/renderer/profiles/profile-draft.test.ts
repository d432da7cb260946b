import { type ProfileInput, profileSchema } from '@shared/model/profile';
import type { SecretMember } from '@shared/model/profile-secrets';
import { describe, expect, it } from 'vitest';
import { toProfileInput } from '../../../../src/renderer/src/profiles/draft-to-profile';
import { createDraft, type ProfileDraft, toDraft } from '../../../../src/renderer/src/profiles/profile-draft';
import { adviseOnRedirectUri } from '../../../../src/renderer/src/profiles/redirect-advice';
import type { SecretDraft } from '../../../../src/renderer/src/profiles/secret-drafts';
import {
  suggestFromServer,
  toggleScope,
  warnAboutRun,
} from '../../../../src/renderer/src/profiles/server-facts';
import { validateDraft } from '../../../../src/renderer/src/profiles/validate-draft';

const SERVER_METADATA = {
  issuer: 'https://id.acme.example',
  scopes_supported: ['openid', 'profile', 'email'],
  token_endpoint_auth_methods_supported: ['private_key_jwt', 'client_secret_basic', 'client_secret_post'],
  code_challenge_methods_supported: ['S256'],
};

const ENDPOINTS = {
  ...SERVER_METADATA,
  authorization_endpoint: 'https://id.acme.example/authorize',
  token_endpoint: 'https://id.acme.example/token',
};

function buildDraft(overrides: Partial<ProfileDraft> = {}): ProfileDraft {
  return { ...createDraft(), name: 'Acme', issuer: 'https://id.acme.example', clientId: 'web', ...overrides };
}

/** The secrets of a new draft with one of them typed in. */
function typeSecret(member: SecretMember, typed: string): ProfileDraft['secrets'] {
  const { secrets } = createDraft();
  const secret: SecretDraft = { ...secrets[member], source: 'typed', typed };
  return { ...secrets, [member]: secret };
}

describe('a profile draft', () => {
  it.each<[string, ProfileInput]>([
    ['a small profile', { name: 'Acme', issuer: 'https://id.acme.example', client: { id: 'web' } }],
    [
      'every member, shown in the form or not',
      {
        name: 'Acme',
        server: { issuer: 'https://id.acme.example', token_endpoint: 'https://id.acme.example/token' },
        client: {
          id: 'web',
          auth: 'client_secret_basic',
          secret: { vault: 'secret-1' },
          basicEncoding: 'raw',
        },
        redirectUri: 'http://127.0.0.1:8080/cb',
        scope: 'openid email',
        pkce: 'plain',
        parameters: { authorize: { prompt: 'login' }, token: { audience: 'api' } },
        resource: { url: 'https://api.acme.example/me', method: 'POST' },
        tls: { ca: 'ca.pem' },
        proxy: 'http://127.0.0.1:3128',
        allowInsecure: true,
        browser: 'print',
      },
    ],
    [
      'a secret from the environment',
      {
        name: 'A',
        issuer: 'https://a.example',
        client: { id: 'a', auth: 'client_secret_post', secret: { env: 'A' } },
      },
    ],
  ])('turns into the profile it came from: %s', (_name, input) => {
    const profile = profileSchema.parse(input);
    expect(profileSchema.parse(toProfileInput(toDraft(profile)))).toEqual(profile);
  });

  it('needs a secret where the client authenticates with one', () => {
    const draft = buildDraft({ auth: 'client_secret_basic', secrets: typeSecret('client.secret', '') });
    expect(validateDraft(draft).problems).toMatchObject([{ path: 'client.secret', severity: 'error' }]);
    expect(validateDraft({ ...draft, secrets: typeSecret('client.secret', 'x') }).problems).toEqual([]);
  });

  it('tells every problem at once, also where a member has a wrong shape', () => {
    const draft = buildDraft({ name: 'x'.repeat(121), clientId: '', issuer: 'nonsense', proxy: 'socks://p' });
    const { profile, problems } = validateDraft(draft);
    expect(profile).toBeNull();
    expect(problems.map(({ path }) => path).sort()).toEqual(['client.id', 'issuer', 'name', 'proxy']);
  });

  it('never puts a typed secret into the profile', () => {
    const draft = buildDraft({
      auth: 'client_secret_post',
      secrets: typeSecret('client.secret', 'kept-secret'),
    });
    expect(JSON.stringify(toProfileInput(draft))).not.toContain('kept-secret');
    expect(toProfileInput(draft, { 'client.secret': { vault: 'secret-1' } }).client?.secret).toEqual({
      vault: 'secret-1',
    });
  });

  it('refuses parameters without a name and parameters given twice, and ignores empty rows', () => {
    const draft = buildDraft({
      authorizeParameters: [
        ['prompt', 'login'],
        ['prompt', 'none'],
        ['', 'x'],
        ['', ''],
      ],
    });
    expect(validateDraft(draft)).toMatchObject({
      profile: null,
      problems: [{ message: '"prompt" is given twice.' }, { message: 'A parameter has no name.' }],
    });
    expect(validateDraft(buildDraft({ authorizeParameters: [['', '']] })).profile).not.toBeNull();
  });
});

describe('adviseOnRedirectUri', () => {
  it.each([
    ['http://127.0.0.1:0/callback', 'http://127.0.0.1/callback', 'RFC 8252 section 7.3'],
    ['http://[::1]:0/cb?x=1', 'http://[::1]/cb?x=1', 'RFC 8252 section 7.3'],
    ['http://localhost:0', 'http://localhost', 'for http on 127.0.0.1 and [::1] only'],
    ['http://127.0.0.1:8080/cb', 'http://127.0.0.1:8080/cb', 'the port included'],
    ['https://app.acme.example/cb', 'https://app.acme.example/cb', 'paste the address'],
  ])('tells what to register for %s', (redirectUri, toRegister, reason) => {
    const advice = adviseOnRedirectUri(redirectUri);
    expect(advice?.toRegister).toBe(toRegister);
    expect(advice?.explanation).toContain(reason);
  });

  it('has no advice for what is no URL', () => {
    expect(adviseOnRedirectUri('127.0.0.1:0')).toBeNull();
  });
});

describe('discovery and the form', () => {
  it('fills in only what the user has not chosen', () => {
    expect(suggestFromServer({ ...createDraft(), issuer: SERVER_METADATA.issuer }, SERVER_METADATA)).toEqual({
      name: 'id.acme.example',
      scope: 'openid profile email',
      auth: 'client_secret_basic',
    });
    const chosen = buildDraft({ auth: 'client_secret_post', scope: 'openid phone' });
    expect(suggestFromServer(chosen, SERVER_METADATA)).toEqual({});
  });

  it('warns of what the server does not list, also while the form is unfinished', () => {
    const draft = buildDraft({
      name: '',
      clientId: '',
      auth: 'none',
      pkce: 'plain',
      scope: 'openid phone',
      issuer: 'https://id.acme.example/',
    });
    const warned = warnAboutRun(draft, ENDPOINTS).map(({ entryId, severity }) => [entryId, severity]);
    expect(warned.toSorted()).toEqual([
      ['authz-invalid-scope', 'warning'],
      ['authz-pkce-method-unsupported', 'warning'],
      ['invalid-client', 'info'],
      ['lib-discovery-issuer-mismatch', 'warning'],
    ]);
    expect(
      warnAboutRun(
        buildDraft({ auth: 'client_secret_basic', secrets: typeSecret('client.secret', 'x') }),
        ENDPOINTS,
      ),
    ).toEqual([]);
  });

  it('does not warn about a form of a shape that nothing can run', () => {
    expect(warnAboutRun(buildDraft({ issuer: 'no URL', resourceUrl: 'none' }), ENDPOINTS)).toEqual([]);
  });

  it('adds a scope at the end and takes it out again', () => {
    expect(toggleScope('openid  email', 'profile')).toBe('openid email profile');
    expect(toggleScope('openid email profile', 'email')).toBe('openid profile');
  });
});
