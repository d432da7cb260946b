import { createRateLimiter } from '../rate-limiter';
import { withResource, withScopes } from './adjust-profile';
import type { Fault } from './fault';

/** Everything up to the access token works; the protected resource refuses. */
export const RESOURCE_FAULTS: Fault[] = [
  {
    id: 'missing-query-parameter',
    title: 'Resource needs a query parameter',
    mechanism: 'The client calls /api/search without the query parameter it requires.',
    side: 'client',
    entryId: 'http-400',
    code: '400',
    profile: (profile, issuer) => withResource(profile, issuer, '/api/search'),
  },
  {
    id: 'gateway-authentication',
    title: 'Gateway in front of the resource',
    mechanism:
      'A gateway in front of the API asks for Basic credentials and never looks at the access token.',
    side: 'client',
    entryId: 'http-401',
    code: '401',
    profile: (profile, issuer) => withResource(profile, issuer, '/api/behind-gateway'),
  },
  {
    id: 'not-an-administrator',
    title: 'User without the needed role',
    mechanism: 'The client calls /api/admin, and the user is no administrator.',
    side: 'client',
    entryId: 'http-403',
    code: '403',
    profile: (profile, issuer) => withResource(profile, issuer, '/api/admin'),
  },
  {
    id: 'unknown-resource',
    title: 'Resource that does not exist',
    mechanism: 'The client calls /api/mee, which nothing is served at.',
    side: 'client',
    entryId: 'http-404',
    code: '404',
    profile: (profile, issuer) => withResource(profile, issuer, '/api/mee'),
  },
  {
    id: 'wrong-method',
    title: 'HTTP method the resource does not support',
    mechanism: 'The client sends DELETE to /api/me, which supports GET and HEAD.',
    side: 'client',
    entryId: 'http-405',
    code: '405',
    profile: (profile, issuer) => withResource(profile, issuer, '/api/me', 'DELETE'),
  },
  {
    id: 'rate-limited',
    title: 'Rate limit used up',
    mechanism: 'Earlier calls have used up the rate limit of the API when the client calls it.',
    side: 'provider',
    entryId: 'http-429',
    code: '429',
    profile: (profile, issuer) => withResource(profile, issuer, '/api/me'),
    provider: {
      middleware: () => {
        const limiter = createRateLimiter({ limit: 3, windowMs: 60_000, now: Date.now });
        while (limiter.take().isAllowed);
        return async (ctx, next) => {
          const { isAllowed, retryAfterS } = ctx.path.startsWith('/api/')
            ? limiter.take()
            : { isAllowed: true };
          if (isAllowed) return void (await next());
          ctx.status = 429;
          ctx.set('Retry-After', String(retryAfterS));
          ctx.body = { message: 'Three calls a minute are allowed.' };
        };
      },
    },
  },
  {
    id: 'resource-exception',
    title: 'Exception inside the resource',
    mechanism: 'The client calls /api/statistics, whose handler throws an exception.',
    side: 'client',
    entryId: 'http-500',
    code: '500',
    profile: (profile, issuer) => withResource(profile, issuer, '/api/statistics'),
  },
  {
    id: 'resource-maintenance',
    title: 'Resource in maintenance',
    mechanism: 'The API is in maintenance and names the time to come back in Retry-After.',
    side: 'provider',
    entryId: 'http-503',
    code: '503',
    profile: (profile, issuer) => withResource(profile, issuer, '/api/me'),
    provider: {
      middleware: () => async (ctx, next) => {
        if (!ctx.path.startsWith('/api/')) return void (await next());
        ctx.status = 503;
        ctx.set('Retry-After', '120');
        ctx.body = { message: 'Back in two minutes.' };
      },
    },
  },
  {
    id: 'expired-token',
    title: 'Expired access token',
    mechanism:
      'The provider issues access tokens that live two seconds, and the client waits longer before using one.',
    side: 'provider',
    entryId: 'bearer-invalid-token',
    code: 'invalid_token',
    profile: (profile, issuer) => withResource(profile, issuer, '/api/me'),
    tweaks: { waitBefore: { resource: 2_200 } },
    provider: { ttl: { AccessToken: 2 } },
  },
  {
    id: 'missing-scope',
    title: 'Scope never requested',
    mechanism: 'The client never asks for api:read and then calls /api/reports, which needs it.',
    side: 'client',
    entryId: 'bearer-insufficient-scope',
    code: 'insufficient_scope',
    profile(profile, issuer) {
      const withoutRead = withScopes(profile, (scopes) => {
        const others = scopes.filter((scope) => scope !== 'api:read');
        return others.length > 0 ? others : ['api:write'];
      });
      return withResource(withoutRead, issuer, '/api/reports');
    },
  },
  {
    id: 'token-left-out',
    title: 'Access token left out of the call',
    mechanism: 'The client calls the resource without an Authorization header.',
    side: 'client',
    entryId: 'bearer-no-token',
    code: 'Bearer',
    profile: (profile, issuer) => withResource(profile, issuer, '/api/me'),
    tweaks: {
      rewriteRequest: (purpose, request) =>
        purpose === 'resource'
          ? {
              ...request,
              headers: request.headers.filter(([name]) => name.toLowerCase() !== 'authorization'),
            }
          : request,
    },
  },
];
