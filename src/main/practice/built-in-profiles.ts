import type { ClientAuthMethod, Profile, StoredProfile } from '@shared/model/profile';
import { buildProfileClient } from './clients';

interface BuiltInProfile {
  id: string;
  name: string;
  auth: ClientAuthMethod;
  scope: string;
  parameters: Profile['parameters'];
}

const OPENID = {
  scope: 'openid profile email offline_access api:read',
  // OpenID Connect Core 1.0 section 11: offline_access is granted only where consent is prompted for.
  parameters: { authorize: { prompt: 'consent' }, token: {} },
};

const BUILT_IN: BuiltInProfile[] = [
  { id: 'practice:authorization-code', name: 'Practice: public client, PKCE', auth: 'none', ...OPENID },
  {
    id: 'practice:authorization-code-basic',
    name: 'Practice: client_secret_basic',
    auth: 'client_secret_basic',
    ...OPENID,
  },
  {
    id: 'practice:authorization-code-post',
    name: 'Practice: client_secret_post',
    auth: 'client_secret_post',
    ...OPENID,
  },
  {
    id: 'practice:oauth',
    name: 'Practice: plain OAuth 2.0',
    auth: 'none',
    scope: 'api:read api:write',
    parameters: { authorize: {}, token: {} },
  },
];

/** The profiles a newcomer starts from. They cannot be changed; `updatedAt` is 0. */
export function buildBuiltInProfiles(issuer: string): StoredProfile[] {
  return BUILT_IN.map(({ id, name, auth, scope, parameters }) => ({
    id,
    source: 'practice',
    updatedAt: 0,
    profile: {
      name,
      issuer,
      flow: 'authorization-code',
      client: buildProfileClient(auth),
      redirectUri: 'http://127.0.0.1:0/callback',
      scope,
      pkce: 'S256',
      parameters,
      resource: { url: `${issuer}/api/me`, method: 'GET' },
      tls: null,
      proxy: null,
      allowInsecure: false,
      browser: 'system',
    },
  }));
}
