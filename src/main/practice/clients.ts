import { randomBytes } from 'node:crypto';
import type { ClientAuthMethod, Profile } from '@shared/model/profile';
import type { ClientMetadata } from 'oidc-provider';

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

/** One client for each way to authenticate at the token endpoint. */
const CLIENT_ID_BY_METHOD: Record<ClientAuthMethod, string> = {
  none: 'practice-public',
  client_secret_basic: 'practice-basic',
  client_secret_post: 'practice-post',
};

/** Random for each process, so that no secret of the practice provider is worth anything anywhere. */
export type ClientSecrets = Record<string, string>;

export function createClientSecrets(): ClientSecrets {
  const secrets: ClientSecrets = {};
  for (const [method, clientId] of Object.entries(CLIENT_ID_BY_METHOD)) {
    if (method !== 'none') secrets[clientId] = randomBytes(24).toString('base64url');
  }
  return secrets;
}

/** The `client` member of a profile for the client that authenticates with `method`. */
export function buildProfileClient(method: ClientAuthMethod): Profile['client'] {
  const id = CLIENT_ID_BY_METHOD[method];
  const client = { id, auth: method, basicEncoding: 'form' as const };
  return method === 'none' ? client : { ...client, secret: { vault: 'practice' } };
}

/** Told by the client and a loopback issuer: the port is another one in each process. */
export function isPracticeClient({ client, issuer }: Profile): boolean {
  const isOurs = Object.values(CLIENT_ID_BY_METHOD).includes(client.id);
  return isOurs && URL.parse(issuer ?? '')?.hostname === '127.0.0.1';
}

/**
 * Registration of all practice clients. They are native applications, so that a redirect URI on
 * loopback matches with any port (RFC 8252 section 7.3).
 */
export function buildClientRegistrations(
  secrets: ClientSecrets,
  overrides: Partial<ClientMetadata> = {},
): ClientMetadata[] {
  const redirectUris = ['http://127.0.0.1/callback', 'http://[::1]/callback'];
  return Object.entries(CLIENT_ID_BY_METHOD).map(([method, clientId]) => ({
    client_id: clientId,
    client_name: `Grantscope practice client (${method === 'none' ? 'public' : method})`,
    ...(secrets[clientId] === undefined ? {} : { client_secret: secrets[clientId] }),
    token_endpoint_auth_method: method as ClientAuthMethod,
    application_type: 'native',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: redirectUris,
    post_logout_redirect_uris: redirectUris,
    scope: CLIENT_SCOPES.join(' '),
    ...overrides,
  }));
}
