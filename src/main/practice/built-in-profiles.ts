import { type ProfileInput, profileSchema, type StoredProfile } from '@shared/model/profile';
import { buildProfileClient } from './clients';

interface BuiltInProfile {
  id: string;
  name: string;
  /** What differs from a public client that calls the API with what it got. */
  profile: Partial<ProfileInput>;
}

const OPENID = {
  scope: 'openid profile email offline_access api:read',
  // OpenID Connect Core 1.0 section 11: offline_access is granted only where consent is prompted for.
  parameters: { authorize: { prompt: 'consent' }, token: {} },
};

const BUILT_IN: BuiltInProfile[] = [
  { id: 'practice:authorization-code', name: 'Practice: public client, PKCE', profile: OPENID },
  {
    id: 'practice:authorization-code-basic',
    name: 'Practice: client_secret_basic',
    profile: { ...OPENID, client: buildProfileClient('client_secret_basic') },
  },
  {
    id: 'practice:authorization-code-post',
    name: 'Practice: client_secret_post',
    profile: { ...OPENID, client: buildProfileClient('client_secret_post') },
  },
  { id: 'practice:oauth', name: 'Practice: plain OAuth 2.0', profile: { scope: 'api:read api:write' } },
  {
    id: 'practice:client-credentials',
    name: 'Practice: client credentials',
    profile: {
      flow: 'client-credentials',
      scope: 'api:read',
      client: buildProfileClient('client_secret_basic'),
    },
  },
  {
    id: 'practice:refresh-token',
    name: 'Practice: refresh token',
    profile: { ...OPENID, flow: 'refresh-token', client: buildProfileClient('client_secret_basic') },
  },
  {
    id: 'practice:token-exchange',
    name: 'Practice: token exchange',
    profile: {
      flow: 'token-exchange',
      scope: 'openid api:read api:write',
      parameters: { authorize: {}, token: { scope: 'api:read' } },
      client: buildProfileClient('client_secret_basic'),
    },
  },
  {
    id: 'practice:jwt-bearer',
    name: 'Practice: JWT bearer',
    profile: {
      flow: 'jwt-bearer',
      scope: 'api:read',
      // The key signs the assertion alone: a repeated client assertion would be refused before the grant is looked at.
      client: {
        ...buildProfileClient('client_secret_basic'),
        key: { from: { vault: 'practice' }, alg: 'ES256' },
      },
      jwtBearer: { subject: 'alice' },
    },
  },
  {
    id: 'practice:password',
    name: 'Practice: password (legacy)',
    profile: {
      flow: 'password',
      scope: 'api:read',
      client: buildProfileClient('client_secret_basic'),
      password: { username: 'alice', password: { vault: 'practice' } },
    },
  },
  {
    id: 'practice:registration',
    name: 'Practice: client registration',
    profile: {
      flow: 'registration',
      scope: '',
      resource: null,
      registration: {
        metadata: {
          client_name: 'Registered with Grantscope',
          application_type: 'native',
          redirect_uris: ['http://127.0.0.1/callback'],
          grant_types: ['authorization_code', 'refresh_token'],
          token_endpoint_auth_method: 'client_secret_basic',
        },
      },
    },
  },
];

/** The profiles a newcomer starts from. They cannot be changed; `updatedAt` is 0. */
export function buildBuiltInProfiles(issuer: string): StoredProfile[] {
  return BUILT_IN.map(({ id, name, profile }) => ({
    id,
    source: 'practice',
    updatedAt: 0,
    profile: profileSchema.parse({
      name,
      issuer,
      client: buildProfileClient('none'),
      resource: { url: `${issuer}/api/me` },
      postLogoutRedirectUri: 'http://127.0.0.1:0/callback',
      ...profile,
    }),
  }));
}
