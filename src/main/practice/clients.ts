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

export interface PracticeClient {
  id: string;
  auth: ClientAuthMethod;
  /** What this client is registered with beside what all are. */
  metadata?: Partial<ClientMetadata>;
}

/** One client for each way to authenticate, and further ones for what must be registered. */
export const PRACTICE_CLIENTS: readonly PracticeClient[] = [
  { id: 'practice-public', auth: 'none' },
  { id: 'practice-basic', auth: 'client_secret_basic' },
  { id: 'practice-post', auth: 'client_secret_post' },
  { id: 'practice-secret-jwt', auth: 'client_secret_jwt' },
  { id: 'practice-key-jwt', auth: 'private_key_jwt' },
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
  return Object.fromEntries(withSecret.map(({ id }) => [id, randomBytes(32).toString('base64url')]));
}

/** The `client` member of a profile for the practice client with this id, or the first with this method. */
export function buildProfileClient(wanted: ClientAuthMethod | { id: string }): Profile['client'] {
  const found = PRACTICE_CLIENTS.find(({ id, auth }) =>
    typeof wanted === 'string' ? auth === wanted : id === wanted.id,
  );
  if (!found) throw new RangeError(`There is no practice client for ${JSON.stringify(wanted)}.`);
  const { id, auth } = found;
  return {
    id,
    auth,
    basicEncoding: 'form',
    assertionAudience: 'issuer',
    ...(SECRET_AUTH_METHODS.has(auth) ? { secret: VAULT_NAME } : {}),
    ...(auth === 'private_key_jwt' ? { key: { from: VAULT_NAME, alg: 'ES256' } } : {}),
  };
}

/** Told by the client and a loopback issuer: the port is another one in each process. */
export function isPracticeClient({ client, issuer }: Profile): boolean {
  const isOurs = PRACTICE_CLIENTS.some(({ id }) => id === client.id);
  return isOurs && URL.parse(issuer ?? '')?.hostname === '127.0.0.1';
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
  { client }: PracticeKeys,
  overrides: Partial<ClientMetadata> = {},
): ClientMetadata[] {
  const redirectUris = ['http://127.0.0.1/callback', 'http://[::1]/callback'];
  const jwks = { keys: [toPublicKey(client)] as JWK[] };
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
    jwks: jwks as NonNullable<ClientMetadata['jwks']>,
    ...metadata,
    ...overrides,
  }));
}
