import { profileSchema } from '@shared/model/profile';
import { TRACE_VERSION } from '@shared/model/trace-event';
import { encodeUri } from './encode';
import { ISSUER, type Planter } from './planter';

/** The profile and what ran it. */
export function plantStart({ plant, token, record }: Planter): void {
  record({
    type: 'session-started',
    version: TRACE_VERSION,
    sessionId: 'Zk3vP0q9Xw7LmT2b',
    flow: 'authorization-code',
    profile: profileSchema.parse({
      name: 'Acme staging',
      issuer: ISSUER,
      client: { id: 'web-client', auth: 'client_secret_post', secret: plant('client secret in the profile') },
      scope: 'openid profile email',
      parameters: {
        authorize: { login_hint: plant('login_hint in the profile'), audience: 'https://api.acme.example' },
        token: { client_assertion: plant('client_assertion in the profile') },
      },
      resource: {
        url: `https://api.acme.example/me?api_key=${encodeUri(plant('api_key in the resource URL'))}`,
      },
      proxy: `http://${token('proxy user')}:${token('proxy password')}@proxy.acme.example:8080`,
    }),
    fault: null,
    environment: { app: 'grantscope 0.1.0', runtime: 'node 24', platform: 'test', libraries: {} },
  });
}
