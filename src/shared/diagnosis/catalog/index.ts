import type { CatalogEntry } from '../catalog-entry';
import { ADVICE_ENTRIES } from './advice';
import { BEARER_ENTRIES } from './bearer';
import { GENERIC_ENTRIES } from './generic';
import { HTTP_ENTRIES } from './http';
import { CALLBACK_ENTRIES } from './library-callback';
import { CLIENT_ENTRIES } from './library-client';
import { ID_TOKEN_ENTRIES } from './library-id-token';
import { KEY_ENTRIES } from './library-keys';
import { RESPONSE_ENTRIES } from './library-response';
import { LOCAL_ENTRIES } from './local';
import { NETWORK_ENTRIES } from './network';
import { OAUTH_CORE_ENTRIES } from './oauth-core';
import { OAUTH_PKCE_ENTRIES } from './oauth-pkce';
import { TLS_ENTRIES } from './tls';

/** Every failure that Grantscope can name, family by family in the order of the catalog view. */
export const CATALOG: readonly CatalogEntry[] = [
  ...OAUTH_CORE_ENTRIES,
  ...OAUTH_PKCE_ENTRIES,
  ...BEARER_ENTRIES,
  ...HTTP_ENTRIES,
  ...CALLBACK_ENTRIES,
  ...ID_TOKEN_ENTRIES,
  ...KEY_ENTRIES,
  ...RESPONSE_ENTRIES,
  ...CLIENT_ENTRIES,
  ...NETWORK_ENTRIES,
  ...TLS_ENTRIES,
  ...LOCAL_ENTRIES,
  ...ADVICE_ENTRIES,
  ...GENERIC_ENTRIES,
];

const BY_ID = new Map(CATALOG.map((entry) => [entry.id, entry]));

export function findEntry(id: string): CatalogEntry | null {
  return BY_ID.get(id) ?? null;
}
