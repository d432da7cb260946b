import { CATALOG, findEntry } from '@shared/diagnosis/catalog/index';
import { OAUTH_GRANT_REQUEST_ENTRIES } from '@shared/diagnosis/catalog/oauth-grant-requests';
import { REQUEST_FORMAT_ENTRIES } from '@shared/diagnosis/catalog/request-format';
import { REQUEST_PARAMETER_ENTRIES } from '@shared/diagnosis/catalog/request-parameters';
import { diagnose } from '@shared/diagnosis/diagnose';
import { type Match, matchSignal } from '@shared/diagnosis/match';
import type { ProviderName } from '@shared/diagnosis/providers';
import { createSignal } from '@shared/diagnosis/signals/signal';
import { describe, expect, test } from 'vitest';
import { buildSession } from '../../../support/session-builder';
import {
  PAGE,
  PRODUCT_SAMPLES,
  RESOURCE_METADATA,
  type SeenSignal,
  STANDARD_SAMPLES,
  said,
  sample,
} from '../../../support/signal-samples';

function match(parts: SeenSignal, provider: string | null = null): Match[] {
  return matchSignal(createSignal({ seq: 1, stepId: 'step', statement: 'As recorded.', ...parts }), provider);
}

function matchIds(parts: SeenSignal, provider: string | null = null): string[] {
  return match(parts, provider).map(({ entry }) => entry.id);
}

const ROWS = [...STANDARD_SAMPLES, ...PRODUCT_SAMPLES];

describe('each entry has a sample that leads to it and one much like it that does not', () => {
  test.each(ROWS)('%s', (id, fires, misses) => {
    expect(matchIds(fires)).toContain(id);
    expect(matchIds(misses)).not.toContain(id);
  });

  test('and none is left out', () => {
    const families = new Set(['extension', 'oidc', 'mcp']);
    const providers = new Set(PRODUCT_SAMPLES.map(([id]) => findEntry(id)?.provider));
    // Those have their samples in evidence-entries.test.ts and grant-request-entries.test.ts.
    const ownSamples = new Set([
      ...REQUEST_FORMAT_ENTRIES,
      ...REQUEST_PARAMETER_ENTRIES,
      ...OAUTH_GRANT_REQUEST_ENTRIES,
    ]);
    const expected = CATALOG.filter((entry) => !ownSamples.has(entry)).filter(
      ({ family, provider }) => families.has(family) || (provider !== null && providers.has(provider)),
    );
    expect(ROWS.map(([id]) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
  });
});

test.each(PRODUCT_SAMPLES)('%s is no candidate where another provider was detected', (id, fires) => {
  expect(matchIds(fires, 'Keycloak')).not.toContain(id);
});

describe('a wording that adds nothing leaves the entry of its error in place', () => {
  const fixedTexts: [text: string, error: string, provider: ProviderName, kept: string][] = [
    ['grant request is invalid', 'invalid_grant', 'node oidc-provider', 'invalid-grant'],
    ['client authentication failed', 'invalid_client', 'node oidc-provider', 'invalid-client'],
    ['Authorization code is invalid or expired.', 'invalid_grant', 'PingFederate', 'invalid-grant'],
  ];

  test.each(fixedTexts)('%s', (text, error, provider, kept) => {
    expect(matchIds(said(error, text), provider)).toEqual([kept]);
    const [finding] = diagnose(
      buildSession({
        answers: { token: { status: 400, body: { error, error_description: text } } },
        failAt: 'token',
      }),
    );
    expect(finding?.entryId).toBe(kept);
  });

  test('so does the redirect URI page of node oidc-provider', () => {
    const text = "redirect_uri did not match any of the client's registered redirect_uris";
    const found = match(sample('text', 'said', text, PAGE), 'node oidc-provider');
    expect(found.map(({ entry, strength }) => [entry.id, strength])).toContainEqual([
      'oidc-provider-invalid-redirect-uri',
      'weak',
    ]);
    expect(matchIds(said('invalid_redirect_uri', text, PAGE), 'node oidc-provider')).toEqual([
      'authz-redirect-uri-or-client-invalid',
    ]);
  });
});

test.each([
  ['apple-invalid-client', 'invalid_client', 'invalid-client'],
  ['cognito-unauthorized-client', 'unauthorized_client', 'token-unauthorized-client'],
])('%s does not claim a bare %s of an unknown server', (id, error, general) => {
  const strengths = new Map(match(said(error)).map(({ entry, strength }) => [entry.id, strength]));
  expect(strengths.get(id)).toBe('plain');
  expect(strengths.get(general)).toBe('strong');
});

test.each([
  ['slack-invalid-code', 'invalid_code'],
  ['slack-bad-redirect-uri', 'oauth_authorization_url_mismatch'],
  ['slack-bad-client-credentials', 'invalid_client_id'],
])('a token answer with status 200 leads to %s', (id, error) => {
  const session = buildSession({
    answers: { token: { status: 200, body: { ok: false, error } } },
    checks: { 'token-access-token': { verdict: 'fail', actual: '(absent)' } },
    failAt: 'token',
  });
  expect(diagnose(session)[0]?.entryId).toBe(id);
});

test('an error object of Facebook is read although it is no OAuth error', () => {
  const body = {
    error: { message: 'This authorization code has been used.', type: 'OAuthException', code: 100 },
  };
  const session = buildSession({ answers: { token: { status: 400, body } }, failAt: 'token' });
  expect(diagnose(session)[0]?.entryId).toBe('facebook-code-used');
});

test('the challenge of an MCP server leads to step-up beside the general entry', () => {
  const header = `Bearer error="insufficient_scope", scope="files:write", ${RESOURCE_METADATA}`;
  const session = buildSession({
    answers: { resource: { status: 403, headers: { 'www-authenticate': header }, body: {} } },
    failAt: 'resource',
  });
  expect(
    diagnose(session)
      .map(({ entryId }) => entryId)
      .slice(0, 2),
  ).toEqual(['bearer-insufficient-scope', 'mcp-insufficient-scope-step-up']);
});
