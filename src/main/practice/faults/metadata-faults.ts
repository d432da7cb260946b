import { withOpenid } from './adjust-profile';
import type { Fault } from './fault';

/** The provider's metadata or its userinfo contradicts what the client knows. */
export const METADATA_FAULTS: Fault[] = [
  {
    id: 'issuer-with-slash',
    title: 'Issuer with a trailing slash',
    mechanism: 'The metadata names the issuer with a trailing slash that the profile does not have.',
    side: 'provider',
    entryId: 'lib-discovery-issuer-mismatch',
    code: 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
    provider: {
      middleware: () => async (ctx, next) => {
        await next();
        const body = ctx.body as { issuer?: string } | null;
        if (ctx.path.startsWith('/.well-known/')) ctx.body = { ...body, issuer: `${body?.issuer}/` };
      },
    },
  },
  {
    id: 'userinfo-of-another-user',
    title: 'Userinfo of another user',
    mechanism: 'The userinfo endpoint answers with the claims of bob, although the token is for alice.',
    side: 'provider',
    entryId: 'lib-userinfo-sub-mismatch',
    code: 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
    profile: withOpenid,
    provider: {
      middleware: () => async (ctx, next) => {
        await next();
        if (ctx.path === '/me' && ctx.status === 200) {
          ctx.body = { sub: 'bob', name: 'Bob Example', email: 'bob@example.com' };
        }
      },
    },
  },
];
