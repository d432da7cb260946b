import type { Client, ClientMetadata, errors, KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { PracticeKeys } from './keys';

/** The two parts of a Koa middleware that the practice provider uses. */
export type PracticeMiddleware = (
  ctx: KoaContextWithOIDC,
  next: () => Promise<unknown>,
) => Promise<void> | void;

/** What a fault may change about the provider it runs against. Everything else stays as usual. */
export interface ProviderChange {
  /** Lifetimes in seconds. */
  ttl?: Partial<
    Record<
      | 'AccessToken'
      | 'AuthorizationCode'
      | 'BackchannelAuthenticationRequest'
      | 'DeviceCode'
      | 'RefreshToken',
      number
    >
  >;
  /** Members that replace those in every client's registration. */
  clientMetadata?: Partial<ClientMetadata>;
  /** Clients registered beside the usual ones. */
  clients?: ClientMetadata[];
  /** The token endpoint and UserInfo demand a nonce in DPoP proofs (RFC 9449 section 8); null knows no nonces. */
  isDpopNonceRequired?: boolean | null;
  /** The reason why a sign-in at this level fails, null where it does not (RFC 9470 section 5). */
  refuseAcr?: (acr: string) => string | null;
  /** Called in place of the user store's first answer; throws what such a store would throw. */
  failAccountLookup?: (providerErrors: typeof errors) => never;
  /** The reason why this user may not use the client, null where they may. */
  refuseUser?: (accountId: string) => string | null;
  /** What this user does with a backchannel request; alice approves and bob refuses unless told. */
  decide?: (accountId: string) => 'approve' | 'refuse' | 'never';
  /** Where pings go; the client of this run listens there. */
  notificationUri?: string;
  /** The bearer token of pings in place of the one that the client gave. */
  pingToken?: () => string;
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
  provider: Provider;
}
