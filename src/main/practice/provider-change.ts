import type { Client, ClientMetadata, errors, KoaContextWithOIDC } from 'oidc-provider';
import type { PracticeKeys } from './keys';

/** The two parts of a Koa middleware that the practice provider uses. */
export type PracticeMiddleware = (
  ctx: KoaContextWithOIDC,
  next: () => Promise<unknown>,
) => Promise<void> | void;

/** What a fault may change about the provider it runs against. Everything else stays as usual. */
export interface ProviderChange {
  /** Lifetimes in seconds. */
  ttl?: Partial<Record<'AccessToken' | 'AuthorizationCode' | 'RefreshToken', number>>;
  /** Members that replace those in every client's registration. */
  clientMetadata?: Partial<ClientMetadata>;
  /** Called in place of the user store's first answer; throws what such a store would throw. */
  failAccountLookup?: (providerErrors: typeof errors) => never;
  /** The reason why this user may not use the client, null where they may. */
  refuseUser?: (accountId: string) => string | null;
  /** Whether this client may introspect a token at all; everybody else decides as usual. */
  mayIntrospect?: (client: Client) => boolean;
  /** Demanded of whoever registers a client (RFC 7591 section 3). */
  initialAccessToken?: string;
  /** Runs around the provider and the API, first one outermost. */
  middleware?: (context: ChangeContext) => PracticeMiddleware;
}

export interface ChangeContext {
  issuer: string;
  keys: PracticeKeys;
}
