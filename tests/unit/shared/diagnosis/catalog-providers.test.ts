import { CATALOG, findEntry } from '@shared/diagnosis/catalog/index';
import { diagnose } from '@shared/diagnosis/diagnose';
import type { SessionView } from '@shared/model/session';
import { describe, expect, test } from 'vitest';
import { buildProviderFailure, PROVIDER_SAMPLES } from '../../../support/provider-failures';

const PROVIDERS = ['Keycloak', 'Google', 'Okta', 'Auth0', 'GitHub'];

function listEntries(session: SessionView): string[] {
  return diagnose(session).map(({ entryId }) => entryId);
}

function listProviders(session: SessionView): string[] {
  const providers = listEntries(session).map((id) => findEntry(id)?.provider ?? '');
  return [...new Set(providers.filter((provider) => PROVIDERS.includes(provider)))];
}

test('every entry of the five providers has a sample', () => {
  const entries = CATALOG.filter(({ provider }) => PROVIDERS.includes(provider ?? ''));
  expect(PROVIDER_SAMPLES.map(({ id }) => id).sort()).toEqual(entries.map(({ id }) => id).sort());
});

describe.each(PROVIDER_SAMPLES)('$id', (sample) => {
  test('is the first finding where the provider says so', () => {
    const [first] = diagnose(buildProviderFailure(sample, sample.fires));
    expect(first).toMatchObject({ entryId: sample.id, severity: 'error' });
    expect(first?.fixes.join(' ')).not.toMatch(/\{\w+\}/);
  });

  test('is found by what was said, and no other provider is blamed, where the provider is not known', () => {
    const session = buildProviderFailure(sample, sample.fires, { hidden: true });
    expect(listEntries(session)).toContain(sample.id);
    expect(listProviders(session)).toEqual([findEntry(sample.id)?.provider]);
  });

  test('does not occur in a failure beside it', () => {
    expect(listEntries(buildProviderFailure(sample, sample.nearMiss))).not.toContain(sample.id);
  });
});
