import { type ProfileInput, profileSchema, type StoredProfile } from '@shared/model/profile';
import { STRONG_ACR } from './authentication-levels';
import {
  buildProfileClient,
  CAPTURE_CLIENT,
  CAPTURE_REDIRECT_URIS,
  CARELESS_CLIENT,
  DPOP_NONCE_CLIENT,
  PING_CLIENT,
  withClientKey,
} from './clients';
import { buildApiResource } from './token-features';

interface BuiltInProfile {
  id: string;
  name: string;
  /** What differs from a public client that calls the API with what it got. */
  profile: Partial<ProfileInput> | ((issuer: string) => Partial<ProfileInput>);
}

const OPENID = {
  scope: 'openid profile email offline_access api:read',
  // OpenID Connect Core 1.0 section 11: offline_access is granted only where consent is prompted for.
  parameters: { authorize: { prompt: 'consent' }, token: {} },
};

const AS_CLIENT = { flow: 'client-credentials', scope: 'api:read' } as const;
const CIBA: Partial<ProfileInput> = {
  flow: 'ciba',
  scope: OPENID.scope,
  parameters: { authorize: { login_hint: 'alice', binding_message: 'G7-42' }, token: {} },
};
/** The same, with more parameters of the authorization request. */
function withParameters(authorize: Record<string, string>): Partial<ProfileInput> {
  return {
    ...OPENID,
    parameters: { authorize: { ...OPENID.parameters.authorize, ...authorize }, token: {} },
  };
}

const CAPTURED: Partial<ProfileInput> = {
  ...OPENID,
  browser: 'capture',
  client: buildProfileClient({ id: CAPTURE_CLIENT }),
};

const SIGNED = { client: withClientKey(buildProfileClient('client_secret_basic')) };

const PAYMENT = JSON.stringify([{ type: 'payment', actions: ['initiate'], amount: '12.50' }]);

const CLAIMS = JSON.stringify({
  id_token: { email: { essential: true } },
  userinfo: { name: null, email_verified: null },
});

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
    id: 'practice:hybrid',
    name: 'Practice: hybrid, code id_token',
    profile: {
      ...OPENID,
      flow: 'hybrid',
      client: buildProfileClient({ id: 'practice-front-channel-basic' }),
    },
  },
  {
    id: 'practice:implicit',
    name: 'Practice: implicit, id_token token',
    profile: {
      flow: 'implicit',
      scope: 'openid profile email api:read',
      client: buildProfileClient({ id: 'practice-front-channel' }),
      parameters: { authorize: { response_type: 'id_token token' }, token: {} },
    },
  },
  {
    id: 'practice:authorization-code-par',
    name: 'Practice: pushed request (PAR)',
    profile: { ...OPENID, par: true },
  },
  {
    id: 'practice:authorization-code-jar',
    name: 'Practice: signed request (JAR)',
    profile: { ...OPENID, ...SIGNED, requestObject: {} },
  },
  {
    id: 'practice:authorization-code-par-jar-encrypted',
    name: 'Practice: pushed, signed and encrypted request',
    profile: {
      ...OPENID,
      ...SIGNED,
      par: true,
      requestObject: { encryption: { alg: 'ECDH-ES', enc: 'A256GCM' } },
    },
  },
  {
    id: 'practice:authorization-code-jarm',
    name: 'Practice: signed answer (JARM)',
    profile: withParameters({ response_mode: 'jwt' }),
  },
  {
    id: 'practice:authorization-code-jarm-encrypted',
    name: 'Practice: encrypted answer and ID token',
    profile: {
      ...withParameters({ response_mode: 'form_post.jwt' }),
      client: buildProfileClient({ id: 'practice-encrypted' }),
    },
  },
  {
    id: 'practice:authorization-code-form-post',
    name: 'Practice: answer as a form',
    profile: withParameters({ response_mode: 'form_post' }),
  },
  {
    id: 'practice:authorization-code-fragment',
    name: 'Practice: answer in the fragment',
    profile: withParameters({ response_mode: 'fragment' }),
  },
  {
    id: 'practice:capture',
    name: 'Practice: capture window, https redirect URI',
    profile: { ...CAPTURED, redirectUri: CAPTURE_REDIRECT_URIS.https },
  },
  {
    id: 'practice:capture-own-scheme',
    name: 'Practice: capture window, scheme of its own',
    profile: { ...CAPTURED, redirectUri: CAPTURE_REDIRECT_URIS.ownScheme },
  },
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
    id: 'practice:private-key-jwt',
    name: 'Practice: private_key_jwt',
    profile: { ...AS_CLIENT, client: buildProfileClient('private_key_jwt') },
  },
  {
    id: 'practice:secret-jwt',
    name: 'Practice: client_secret_jwt',
    profile: { ...AS_CLIENT, client: buildProfileClient('client_secret_jwt') },
  },
  { id: 'practice:dpop', name: 'Practice: DPoP', profile: { ...OPENID, dpop: {} } },
  {
    id: 'practice:dpop-nonce',
    name: 'Practice: DPoP with server nonces',
    profile: { ...OPENID, dpop: {}, client: buildProfileClient({ id: DPOP_NONCE_CLIENT }) },
  },
  {
    id: 'practice:resource-indicators',
    name: 'Practice: resource indicators',
    profile: (issuer) => ({
      scope: 'api:read',
      parameters: {
        authorize: { resource: [buildApiResource(issuer), `${issuer}/other-api`] },
        token: { resource: buildApiResource(issuer) },
      },
    }),
  },
  {
    id: 'practice:device-code',
    name: 'Practice: device code',
    profile: {
      flow: 'device-code',
      scope: OPENID.scope,
      client: buildProfileClient({ id: 'practice-device' }),
    },
  },
  {
    id: 'practice:ciba',
    name: 'Practice: CIBA, poll',
    profile: { ...CIBA, client: buildProfileClient({ id: 'practice-ciba' }) },
  },
  {
    id: 'practice:ciba-ping',
    name: 'Practice: CIBA, ping',
    profile: { ...CIBA, client: buildProfileClient({ id: PING_CLIENT }), ciba: { delivery: 'ping' } },
  },
  {
    id: 'practice:rar',
    name: 'Practice: rich authorization requests',
    profile: (issuer) => ({
      scope: 'api:read',
      parameters: {
        authorize: { resource: buildApiResource(issuer), authorization_details: PAYMENT },
        token: {},
      },
    }),
  },
  {
    id: 'practice:step-up',
    name: 'Practice: step-up authentication',
    profile: (issuer) => ({ ...OPENID, stepUp: true, resource: { url: `${issuer}/api/transfers` } }),
  },
  {
    id: 'practice:encrypted-id-token',
    name: 'Practice: encrypted ID token and UserInfo',
    profile: { ...OPENID, client: buildProfileClient({ id: 'practice-encrypted' }) },
  },
  {
    id: 'practice:signed-userinfo',
    name: 'Practice: signed UserInfo, claims asked for one by one',
    profile: {
      scope: 'openid',
      parameters: { authorize: { claims: CLAIMS, acr_values: STRONG_ACR }, token: {} },
      client: buildProfileClient({ id: 'practice-signed-userinfo' }),
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
  {
    id: 'practice:careless',
    name: 'Practice: a careless provider, for deliberate mistakes',
    profile: { ...OPENID, client: { ...buildProfileClient('none'), id: CARELESS_CLIENT } },
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
      ...(typeof profile === 'function' ? profile(issuer) : profile),
    }),
  }));
}
