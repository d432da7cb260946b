import { PROVIDER_SETTINGS } from '../diagnosis/provider-settings';
import { fillTemplate, isTelling, readBlanks } from './issuer-template';
import { CONSUMER } from './known/consumer';
import { MICROSOFT } from './known/microsoft';
import { PLAIN_OAUTH } from './known/plain-oauth';
import { SELF_HOSTED } from './known/self-hosted';
import { WORKFORCE } from './known/workforce';
import type { KnownProvider } from './known-provider';

/** Every known provider, by its name. */
export const KNOWN_PROVIDERS: readonly KnownProvider[] = [
  ...MICROSOFT,
  ...WORKFORCE,
  ...SELF_HOSTED,
  ...CONSUMER,
  ...PLAIN_OAUTH,
].toSorted((left, right) => left.name.localeCompare(right.name, 'en'));

/** Providers that a text may mean: a name or another word that begins so, then one that has it; all for an empty text. */
export function searchProviders(text: string): KnownProvider[] {
  const typed = text.trim().toLowerCase();
  if (typed === '') return [...KNOWN_PROVIDERS];
  const query = typed.replace(/^https?:\/{0,2}/, '');
  if (query === '') return [];
  return KNOWN_PROVIDERS.map((provider) => ({ provider, rank: rankProvider(provider, query) }))
    .filter(({ rank }) => rank > 0)
    .toSorted((left, right) => right.rank - left.rank)
    .map(({ provider }) => provider);
}

function rankProvider({ name, aliases, issuer }: KnownProvider, query: string): number {
  const words = [name.toLowerCase(), ...aliases];
  if (words[0]?.startsWith(query)) return 4;
  if (words.some((word) => word.split(/[\s(,]+/).some((part) => part.startsWith(query)))) return 3;
  if (words.some((word) => word.includes(query))) return 2;
  return query.length > 3 && issuer.includes(query) ? 1 : 0;
}

/**
 * The known provider whose issuer this is; null for any other. A template that fits every host counts only where
 * the user has picked it.
 */
export function findProvider(issuer: string, pickedId: string | null = null): KnownProvider | null {
  const fits = (provider: KnownProvider) => readBlanks(provider, issuer) !== null;
  const picked = KNOWN_PROVIDERS.find(({ id }) => id === pickedId);
  if (picked && fits(picked)) return picked;
  const found = KNOWN_PROVIDERS.filter((provider) => isTelling(provider) && fits(provider));
  // The fewer blanks a template has, the more it says.
  return found.toSorted((left, right) => left.blanks.length - right.blanks.length)[0] ?? null;
}

/** What the provider calls the list of redirect URIs, as a path through its console. */
export function nameRedirectUriSetting({ redirectUriSetting, catalogName }: KnownProvider): string {
  if (redirectUriSetting !== null) return redirectUriSetting;
  return catalogName === null ? '' : PROVIDER_SETTINGS[catalogName].redirectUri;
}

/** Metadata by hand for this issuer; null where discovery works. */
export function buildServer({ server, issuer, blanks }: KnownProvider, address: string) {
  if (server === null) return null;
  const values = readBlanks({ issuer, blanks }, address) ?? {};
  const endpoints = Object.entries(server).map(([name, url]) => [name, fillTemplate(url, values)]);
  return { issuer: address.trim(), ...Object.fromEntries(endpoints) } as { issuer: string } & Record<
    string,
    string
  >;
}
