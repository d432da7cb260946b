import { randomBytes } from 'node:crypto';
import { type ClientAuthMethod, SECRET_AUTH_METHODS } from '@shared/model/client-schema';
import type { Profile } from '@shared/model/profile';
import type { KeySource } from '@shared/model/secret-reference';
import type { JWK } from 'jose';
import type { ClientMetadata } from 'oidc-provider';
import { type PracticeKeys, toPublicKey } from './keys';

/** Scopes any practice client may request. */
export const CLIENT_SCOPES = [
  'openid',
  'profile',
  'email',
  'phone',
  'address',
  'offline_access',
  'api:read',
  'api:write',
];

/** The provider knows this scope, and no practice client may request it. */
export const RESERVED_SCOPE = 'api:admin';

/** The provider and its API demand a nonce in the DPoP proofs of this one. */
export const DPOP_NONCE_CLIENT = 'practice-dpop-nonce';

/** A client as it is in production: nothing on this machine listens at its redirect URIs. */
export const CAPTURE_CLIENT = 'practice-capture';
export const CAPTURE_REDIRECT_URIS = {
  https: 'https://app.practice.example/callback',
  ownScheme: 'example.practice.app:/callback',
  loopback: 'http://127.0.0.1/callback',
};

/** Its secret holds characters that Basic must encode (RFC 6749 section 2.3.1). */
export const SPECIAL_SECRET_CLIENT = 'practice-special-secret';

/** A profile of this client is run against a provider that checks nothing: see careless/. */
export const CARELESS_CLIENT = 'careless';

export interface PracticeClient {
  id: string;
  auth: ClientAuthMethod;
  /** What this client is registered with beside what all are. */
  metadata?: Partial<ClientMetadata>;
}

const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
const CIBA_GRANT = 'urn:openid:params:grant-type:ciba';
/** For clients whose users decide elsewhere. */
const WITHOUT_REDIRECT = { redirect_uris: [], response_types: [] };

/** The client that is told of the user's decision by a ping. */
export const PING_CLIENT = 'practice-ciba-ping';
/** Where that client listens unless a run says otherwise. */
const NOTIFICATION_URI = 'http://127.0.0.1:47474/ciba';
/** Tokens through the browser, which no other practice client may ask for. */
const FRONT_CHANNEL_TYPES = [
  'code',
  'code id_token',
  'code id_token token',
  'id_token',
  'id_token token',
] as NonNullable<ClientMetadata['response_types']>;

/** Authorization responses (JARM), ID tokens and UserInfo as JWE. */
const ENCRYPTED_RESPONSES: Partial<ClientMetadata> = {
  authorization_encrypted_response_alg: 'ECDH-ES',
  authorization_encrypted_response_enc: 'A256GCM',
  id_token_encrypted_response_alg: 'ECDH-ES',
  id_token_encrypted_response_enc: 'A256GCM',
  userinfo_signed_response_alg: 'RS256',
  userinfo_encrypted_response_alg: 'ECDH-ES',
  userinfo_encrypted_response_enc: 'A256GCM',
};

/** One client for each way to authenticate, and further ones for what must be registered. */
export const PRACTICE_CLIENTS: readonly PracticeClient[] = [
  { id: 'practice-public', auth: 'none' },
  { id: 'practice-basic', auth: 'client_secret_basic' },
  { id: 'practice-post', auth: 'client_secret_post' },
  { id: 'practice-secret-jwt', auth: 'client_secret_jwt' },
  { id: 'practice-key-jwt', auth: 'private_key_jwt' },
  { id: SPECIAL_SECRET_CLIENT, auth: 'client_secret_basic' },
  { id: DPOP_NONCE_CLIENT, auth: 'none' },
  {
    id: 'practice-device',
    auth: 'none',
    metadata: { ...WITHOUT_REDIRECT, grant_types: [DEVICE_GRANT, 'refresh_token'] },
  },
  {
    id: 'practice-ciba',
    auth: 'client_secret_basic',
    metadata: {
      ...WITHOUT_REDIRECT,
      grant_types: [CIBA_GRANT, 'refresh_token'],
      backchannel_token_delivery_mode: 'poll',
    },
  },
  {
    id: PING_CLIENT,
    auth: 'client_secret_basic',
    metadata: {
      ...WITHOUT_REDIRECT,
      grant_types: [CIBA_GRANT, 'refresh_token'],
      backchannel_token_delivery_mode: 'ping',
    },
  },
  { id: 'practice-front-channel', auth: 'none', metadata: { response_types: FRONT_CHANNEL_TYPES } },
  {
    id: 'practice-front-channel-basic',
    auth: 'client_secret_basic',
    metadata: { response_types: FRONT_CHANNEL_TYPES },
  },
  { id: 'practice-encrypted', auth: 'none', metadata: ENCRYPTED_RESPONSES },
  { id: CAPTURE_CLIENT, auth: 'none', metadata: { redirect_uris: Object.values(CAPTURE_REDIRECT_URIS) } },
  { id: 'practice-signed-userinfo', auth: 'none', metadata: { userinfo_signed_response_alg: 'RS256' } },
];

/** Secrets of the practice provider stand under this name in profiles; only a prepared run has them. */
const VAULT_NAME = { vault: 'practice' };

/** True for a reference that only this provider can resolve. */
export function isPracticeSecret(source: KeySource): boolean {
  return typeof source === 'object' && 'vault' in source && source.vault === VAULT_NAME.vault;
}

/** Random for each process, so that no secret of the practice provider is worth anything anywhere. */
export type ClientSecrets = Record<string, string>;

export function createClientSecrets(): ClientSecrets {
  const withSecret = PRACTICE_CLIENTS.filter(({ auth }) => SECRET_AUTH_METHODS.has(auth));
  return Object.fromEntries(
    withSecret.map(({ id }) => {
      const secret = randomBytes(32).toString('base64url');
      return [id, id === SPECIAL_SECRET_CLIENT ? `${secret}+&/ :=?%25` : secret];
    }),
  );
}

/** The `client` member of a profile for the practice client with this id, or the first with this method. */
export function buildProfileClient(wanted: ClientAuthMethod | { id: string }): Profile['client'] {
  const found = PRACTICE_CLIENTS.find(({ id, auth }) =>
    typeof wanted === 'string' ? auth === wanted : id === wanted.id,
  );
  if (!found) throw new RangeError(`There is no practice client for ${JSON.stringify(wanted)}.`);
  const { id, auth, metadata } = found;
  return {
    id,
    auth,
    basicEncoding: 'form',
    assertionAudience: 'issuer',
    ...(SECRET_AUTH_METHODS.has(auth) ? { secret: VAULT_NAME } : {}),
    ...(auth === 'private_key_jwt' ? { key: { from: VAULT_NAME, alg: 'ES256' } } : {}),
    ...(metadata?.id_token_encrypted_response_alg === undefined
      ? {}
      : { decryptionKey: { from: VAULT_NAME, alg: 'ECDH-ES' } }),
  };
}

/** The profile's client with the key that signs its request objects (RFC 9101). */
export function withClientKey(client: Profile['client']): Profile['client'] {
  return { ...client, key: { from: VAULT_NAME, alg: 'ES256' } };
}

/** Told by the client and a loopback issuer: the port is another one in each process. */
export function isPracticeClient({ client, issuer }: Profile): boolean {
  const isOurs = client.id === CARELESS_CLIENT || PRACTICE_CLIENTS.some(({ id }) => id === client.id);
  return isOurs && URL.parse(issuer ?? '')?.hostname === '127.0.0.1';
}

/** A public client beside the one of the profile, of the same provider. */
export function findOtherClient(profile: Profile): string | null {
  if (!isPracticeClient(profile)) return null;
  const others = PRACTICE_CLIENTS.filter(({ id, auth }) => auth === 'none' && id !== profile.client.id);
  return others[0]?.id ?? null;
}

/** Grants that need no user, or trust the client with the user's password: confidential clients only. */
const CONFIDENTIAL_GRANTS = [
  'client_credentials',
  'password',
  'urn:ietf:params:oauth:grant-type:jwt-bearer',
  'urn:ietf:params:oauth:grant-type:token-exchange',
];

/**
 * Registration of all practice clients. They are native applications, so that a redirect URI on
 * loopback matches with any port (RFC 8252 section 7.3). All have the same keys, which are of this
 * process alone.
 */
export function buildClientRegistrations(
  secrets: ClientSecrets,
  { client, clientEncryption }: PracticeKeys,
  overrides: Partial<ClientMetadata> = {},
  notificationUri: string = NOTIFICATION_URI,
): ClientMetadata[] {
  const redirectUris = ['http://127.0.0.1/callback', 'http://[::1]/callback'];
  const jwks = { keys: [toPublicKey(client), toPublicKey(clientEncryption)] as JWK[] };
  return PRACTICE_CLIENTS.map(({ id, auth, metadata }) => ({
    client_id: id,
    client_name: `Grantscope practice client (${auth === 'none' ? 'public' : auth})`,
    ...(secrets[id] === undefined ? {} : { client_secret: secrets[id] }),
    token_endpoint_auth_method: auth,
    application_type: 'native',
    grant_types: ['authorization_code', 'refresh_token', ...(auth === 'none' ? [] : CONFIDENTIAL_GRANTS)],
    response_types: ['code'],
    redirect_uris: redirectUris,
    post_logout_redirect_uris: redirectUris,
    scope: CLIENT_SCOPES.join(' '),
    authorization_details_types: ['payment'],
    jwks: jwks as NonNullable<ClientMetadata['jwks']>,
    ...metadata,
    ...(metadata?.backchannel_token_delivery_mode === 'ping'
      ? { backchannel_client_notification_endpoint: notificationUri.replace(/^http:/, 'https:') }
      : {}),
    ...overrides,
  }));
}
