import { ok } from 'node:assert';
import { findEntry } from '@shared/diagnosis/catalog/index';
import { PROVIDERS } from '@shared/diagnosis/providers';
import { parseProfile } from '@shared/model/parse-profile';
import { fillTemplate, listOpenBlanks, readBlanks } from '@shared/providers/issuer-template';
import type { KnownProvider } from '@shared/providers/known-provider';
import {
  buildServer,
  findProvider,
  KNOWN_PROVIDERS,
  nameRedirectUriSetting,
  searchProviders,
} from '@shared/providers/known-providers';
import { fitsLoopbackRule, LOOPBACK_RULES, type LoopbackRule } from '@shared/providers/loopback-rules';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const CASES = KNOWN_PROVIDERS.map((provider): [string, KnownProvider] => [provider.id, provider]);

function fillExamples({ issuer, blanks }: KnownProvider): string {
  // An example may name several values: "com, eu".
  const values = blanks.map(({ name, example }) => [name, example.split(',')[0] ?? '']);
  return fillTemplate(issuer, Object.fromEntries(values));
}

function pickProvider(id: string): KnownProvider {
  const provider = KNOWN_PROVIDERS.find((each) => each.id === id);
  ok(provider, id);
  return provider;
}

describe('the known providers', () => {
  it('have ids and names of their own, in the order of the names', () => {
    const ids = KNOWN_PROVIDERS.map(({ id }) => id);
    const names = KNOWN_PROVIDERS.map(({ name }) => name);
    expect(ids.length).toBeGreaterThan(45);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(names.toSorted((left, right) => left.localeCompare(right, 'en')));
  });

  it('include every provider that the catalog has entries of', () => {
    const named = new Set(KNOWN_PROVIDERS.map(({ catalogName }) => catalogName));
    expect(PROVIDERS.filter((name) => !named.has(name))).toEqual([]);
  });

  it.each(CASES)('%s has an issuer template that is a URL once its blanks are filled in', (_id, provider) => {
    const { issuer, blanks } = provider;
    const named = new Set(listOpenBlanks(issuer));
    expect(named).toEqual(new Set(blanks.map(({ name }) => `{${name}}`)));
    const filled = fillExamples(provider);
    expect(listOpenBlanks(filled)).toEqual([]);
    const url = new URL(filled);
    expect(url.protocol).toBe('https:');
    expect(url.search + url.hash + url.username).toBe('');
    // Compared as a string, so it must be what a browser would make of it.
    expect([filled, `${filled}/`]).toContain(url.href);
  });

  it.each(CASES)('%s is found by its name, and by its issuer once it was picked', (id, provider) => {
    expect(searchProviders(provider.name)[0]?.id).toBe(id);
    expect(findProvider(fillExamples(provider), id)?.id).toBe(id);
    expect(findProvider(provider.issuer, id)?.id).toBe(id);
  });

  it.each(CASES)('%s has whole texts, links and catalog ids that exist', (_id, provider) => {
    const { quirks, documentation, console: place, clientType, scope } = provider;
    expect(nameRedirectUriSetting(provider)).not.toBe('');
    for (const text of [place, clientType, scope]) expect(text).toBe(text.trim());
    expect(place).not.toBe('');
    const links = [documentation, ...quirks.flatMap(({ reference }) => reference ?? [])];
    for (const { label, url } of links) {
      expect(label).not.toBe('');
      expect(new URL(url).protocol).toBe('https:');
    }
    for (const { text, reference, entryIds } of quirks) {
      expect(text).toMatch(/^\S.*\.$/);
      expect(reference !== null || entryIds.length > 0, `no source: ${text}`).toBe(true);
      for (const entryId of entryIds) expect(findEntry(entryId), entryId).not.toBeNull();
    }
  });

  it.each(CASES)(
    '%s makes a profile that parses, also where endpoints are given by hand',
    (_id, provider) => {
      const issuer = fillExamples(provider);
      const server = buildServer(provider, issuer);
      const { scope, loopback, parameters = {}, auth } = provider;
      const { redirectUri } = LOOPBACK_RULES[loopback];
      const { profile, problems } = parseProfile({
        name: provider.name,
        issuer,
        ...(server ? { server } : {}),
        client: { id: 'id', auth, ...(auth === 'none' ? {} : { secret: { env: 'SECRET' } }) },
        scope,
        parameters: { authorize: parameters, token: {} },
        ...(redirectUri === null
          ? { redirectUri: 'https://app.example/callback', browser: 'capture' }
          : { redirectUri }),
      });
      expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(profile).not.toBeNull();
      for (const [name, url] of Object.entries(server ?? {})) {
        expect(new URL(url).protocol, name).toBe('https:');
        expect(listOpenBlanks(url)).toEqual([]);
      }
    },
  );
});

describe('an issuer', () => {
  it.each([
    ['https://login.microsoftonline.com/8eaef023-2b34-4da1-9baa-8bc8c9d6a490/v2.0', 'entra'],
    ['https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0', 'microsoft-consumer'],
    ['https://accounts.google.com', 'google'],
    ['https://dev-1.okta.com/oauth2/default', 'okta'],
    ['https://dev-1.okta.com', 'okta-org'],
    ['https://acme.eu.auth0.com/', 'auth0'],
    ['https://id.acme.example/realms/staff', 'keycloak'],
    ['https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC', 'cognito'],
    ['https://gitlab.com', 'gitlab'],
    ['https://id.acme.example/application/o/app/', 'authentik'],
  ])('%s is that of %s', (issuer, id) => {
    expect(findProvider(issuer)?.id).toBe(id);
  });

  it.each([
    'https://id.acme.example',
    'https://id.acme.example/',
    'http://127.0.0.1:4000',
    '',
    'okta',
    '{host}',
  ])('"%s" tells of no provider by itself', (issuer) => {
    expect(findProvider(issuer)).toBeNull();
  });

  it('of a server that anybody may run is known while it was picked and still fits', () => {
    expect(findProvider('https://id.acme.example', 'ory-hydra')?.id).toBe('ory-hydra');
    expect(findProvider('https://id.acme.example/other', 'ory-hydra')).toBeNull();
    expect(findProvider('https://accounts.google.com', 'no-such-id')?.id).toBe('google');
  });

  it('is taken apart into its blanks and put together again', () => {
    const keycloak = pickProvider('keycloak');
    expect(readBlanks(keycloak, 'https://id.acme.example:8443/realms/staff')).toEqual({
      host: 'id.acme.example:8443',
      realm: 'staff',
    });
    expect(readBlanks(keycloak, keycloak.issuer)).toEqual({ host: '', realm: '' });
    expect(fillTemplate(keycloak.issuer, { host: ' id.acme.example ' })).toBe(
      'https://id.acme.example/realms/{realm}',
    );
    expect(readBlanks(keycloak, 'https://id.acme.example/realms/staff/account')).toBeNull();
  });

  it('of any text is read without harm', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...KNOWN_PROVIDERS), (text, provider) => {
        const values = readBlanks(provider, text);
        if (values) expect(fillTemplate(provider.issuer, values).length).toBeGreaterThan(0);
        findProvider(text, provider.id);
        searchProviders(text);
      }),
    );
  });
});

describe('the search for a provider', () => {
  it('lists all for nothing, none for nonsense, and best matches first', () => {
    expect(searchProviders(' ')).toHaveLength(KNOWN_PROVIDERS.length);
    expect(searchProviders('zzzz')).toEqual([]);
    expect(searchProviders('okta')[0]?.id).toBe('okta');
    expect(searchProviders('azure').map(({ id }) => id)).toContain('entra');
    expect(searchProviders('amazonaws').map(({ id }) => id)).toEqual(['cognito']);
  });
});

describe('a loopback rule', () => {
  it('accepts the redirect URI that it starts a profile with', () => {
    for (const [rule, { redirectUri }] of Object.entries(LOOPBACK_RULES)) {
      if (redirectUri !== null) expect(fitsLoopbackRule(rule as LoopbackRule, redirectUri), rule).toBe(true);
    }
  });

  it.each([
    ['fixed-port', 'http://127.0.0.1:0/callback', false],
    ['fixed-port', 'http://127.0.0.1:8400/other', true],
    ['localhost-fixed-port', 'http://127.0.0.1:8400/callback', false],
    ['localhost-any-port', 'http://127.0.0.1:0/callback', false],
    ['any-port', 'http://localhost:0/callback', false],
    ['any-port', 'http://localhost:8400/callback', true],
    ['https', 'http://localhost:8443/callback', false],
    ['domain', 'https://localhost:8443/callback', false],
    ['domain', 'https://app.example/callback', true],
    ['unknown', 'com.example:/callback', true],
    ['fixed-port', 'nonsense', true],
  ] as const)('%s: %s fits: %s', (rule, redirectUri, isFitting) => {
    expect(fitsLoopbackRule(rule, redirectUri)).toBe(isFitting);
  });
});
