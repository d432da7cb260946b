import { ok } from 'node:assert';
import type { KnownProvider } from '@shared/providers/known-provider';
import { KNOWN_PROVIDERS } from '@shared/providers/known-providers';
import { describe, expect, it } from 'vitest';
import {
  changeIssuer,
  connectProvider,
  describeOpenBlanks,
  fillBlank,
  findDraftProvider,
  isAskable,
} from '../../../../src/renderer/src/profiles/connect-provider';
import { createDraft, type ProfileDraft } from '../../../../src/renderer/src/profiles/profile-draft';
import { createAppStore } from '../../../../src/renderer/src/store/app-store';
import { readDraft } from '../../../../src/renderer/src/store/profiles-slice';
import { createStubHostClient } from '../../../support/stub-host-client';

function pick(id: string): KnownProvider {
  const provider = KNOWN_PROVIDERS.find((each) => each.id === id);
  ok(provider, id);
  return provider;
}

function connect(
  id: string,
  draft: ProfileDraft = createDraft(),
  earlier: string | null = null,
): ProfileDraft {
  return { ...draft, ...connectProvider(draft, pick(id), earlier === null ? null : pick(earlier)) };
}

describe('picking a known provider', () => {
  it('fills a new profile with the issuer and what to start with', () => {
    expect(connect('entra')).toMatchObject({
      name: 'Microsoft Entra ID',
      issuer: 'https://login.microsoftonline.com/{tenant}/v2.0',
      redirectUri: 'http://localhost:0/callback',
      scope: 'openid profile email offline_access',
    });
    expect(connect('apple').authorizeParameters).toEqual([['response_mode', 'form_post']]);
  });

  it('gives the endpoints where nothing can be discovered, and takes them away with the issuer', () => {
    const github = connect('github');
    expect(github.kept.server).toMatchObject({
      issuer: 'https://github.com',
      token_endpoint: 'https://github.com/login/oauth/access_token',
    });
    expect(isAskable(github)).toBe(false);
    expect(connect('google', github, 'github').kept.server).toBeUndefined();
    expect(
      { ...github, ...changeIssuer(github, 'https://id.acme.example', null) }.kept.server,
    ).toBeUndefined();
  });

  it('leaves endpoints by hand alone that have nothing to do with the issuer', () => {
    const server = { issuer: 'https://id.acme.example', token_endpoint: 'https://id.acme.example/token' };
    const draft = { ...createDraft(), kept: { server } };
    expect(changeIssuer(draft, 'https://other.example', null)).toEqual({ issuer: 'https://other.example' });
  });

  it('keeps what the user has chosen, and takes back what an earlier pick has set', () => {
    const own = {
      ...createDraft(),
      name: 'Mine',
      scope: 'openid groups',
      redirectUri: 'http://127.0.0.1:9/cb',
    };
    expect(connect('okta', own)).toMatchObject({
      name: 'Mine',
      scope: 'openid groups',
      redirectUri: 'http://127.0.0.1:9/cb',
    });
    expect(connect('google', connect('github'), 'github')).toMatchObject(connect('google'));
  });

  it('writes the blanks of an issuer one by one, and says which are open', () => {
    const keycloak = pick('keycloak');
    expect(describeOpenBlanks(keycloak.issuer)).toBe('Fill in {host} and {realm}.');
    const withHost = fillBlank(keycloak, keycloak.issuer, 'host', 'id.acme.example');
    expect(withHost).toBe('https://id.acme.example/realms/{realm}');
    expect(isAskable({ issuer: withHost, kept: {} })).toBe(false);
    const whole = fillBlank(keycloak, withHost, 'realm', 'staff');
    expect(describeOpenBlanks(whole)).toBeNull();
    expect(isAskable({ issuer: whole, kept: {} })).toBe(true);
    expect(fillBlank(keycloak, whole, 'realm', '')).toBe(withHost);
  });
});

describe('the store', () => {
  it('asks a picked provider at once where its issuer is whole, and remembers the pick', () => {
    const host = createStubHostClient();
    const store = createAppStore(host);
    store.getState().startNewProfile();
    const id = store.getState().selectedProfileId ?? '';
    store.getState().pickProvider(id, 'ory-hydra');
    expect(host.calls.some(({ method }) => method === 'discoverIssuer')).toBe(false);
    store.getState().pickProvider(id, 'google');
    expect(host.calls.filter(({ method }) => method === 'discoverIssuer')).toHaveLength(1);
    expect(readDraft(store.getState(), id)?.issuer).toBe('https://accounts.google.com');
    store.getState().changeDraft(id, { issuer: 'gith' });
    store.getState().pickProvider(id, 'github');
    expect(readDraft(store.getState(), id)).toMatchObject({ name: 'GitHub', scope: 'read:user user:email' });
    store.getState().changeDraft(id, { issuer: 'ory' });
    store.getState().pickProvider(id, 'ory-hydra');
    store.getState().changeDraft(id, { issuer: 'https://id.acme.example' });
    const draft = readDraft(store.getState(), id);
    ok(draft);
    expect(findDraftProvider(draft, store.getState().pickedProviders[id])?.id).toBe('ory-hydra');
  });

  it('leaves the open session for the first steps, and hides them on demand', () => {
    const store = createAppStore(createStubHostClient());
    store.getState().showPage('profile');
    void store.getState().changePreferences({ isTourShown: false });
    expect(store.getState().preferences.isTourShown).toBe(false);
    store.getState().showTour();
    expect(store.getState()).toMatchObject({ open: null, page: 'session', overlay: null });
    expect(store.getState().preferences.isTourShown).toBe(true);
  });
});
