import type { AccessToken, ClientCredentials, KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { PracticeMiddleware } from './provider-change';

const REALM = 'Practice API';
const ALLOWED_METHODS = ['GET', 'HEAD'];

/** Of a user, or of a client that acts for itself. */
type Token = AccessToken | ClientCredentials;

/** One address of the protected resource. `answer` runs once the token is known to be good. */
interface Resource {
  scope?: string;
  /** Something in front of the API that asks for another authentication scheme. */
  gatewayChallenge?: string;
  answer(ctx: KoaContextWithOIDC, token: Token): void;
}

const RESOURCES: Record<string, Resource> = {
  '/api/me': {
    answer(ctx, token) {
      ctx.body = { sub: readSubject(token), scopes: [...token.scopes] };
    },
  },
  '/api/reports': {
    scope: 'api:read',
    answer(ctx) {
      ctx.body = { reports: [{ id: 1, title: 'Practice report' }] };
    },
  },
  '/api/admin': {
    answer(ctx) {
      // None of the practice users is an administrator: a rule of the application, not of the token.
      ctx.status = 403;
      ctx.body = { message: 'Only administrators may open this page.' };
    },
  },
  '/api/search': {
    answer(ctx) {
      const query = new URLSearchParams(ctx.querystring).get('q');
      if (query === null || query === '') {
        ctx.status = 400;
        ctx.body = { message: 'The query parameter "q" is required.' };
      } else {
        ctx.body = { query, results: [] };
      }
    },
  },
  '/api/statistics': {
    answer(ctx) {
      const totals: number[] | undefined = JSON.parse('null');
      ctx.body = { average: (totals as number[]).reduce((sum, total) => sum + total) };
    },
  },
  '/api/behind-gateway': {
    gatewayChallenge: 'Basic realm="Practice gateway"',
    answer(ctx, token) {
      ctx.body = { sub: readSubject(token) };
    },
  },
};

/**
 * The protected resource of the practice provider, with challenges as RFC 6750 section 3 has them.
 * Tokens are looked up in the provider itself, so expired and revoked ones are refused for real.
 */
export function createApi(provider: Provider): PracticeMiddleware {
  return async (ctx, next) => {
    if (!ctx.path.startsWith('/api/')) {
      await next();
      return;
    }
    ctx.set('Cache-Control', 'no-store');
    const resource = Object.hasOwn(RESOURCES, ctx.path) ? RESOURCES[ctx.path] : undefined;
    if (!resource) {
      ctx.status = 404;
      ctx.body = { message: 'There is no such resource.' };
    } else if (!ALLOWED_METHODS.includes(ctx.method)) {
      ctx.status = 405;
      ctx.set('Allow', ALLOWED_METHODS.join(', '));
      ctx.body = { message: `${ctx.method} is not supported here.` };
    } else if (resource.gatewayChallenge) {
      ctx.status = 401;
      ctx.set('WWW-Authenticate', resource.gatewayChallenge);
      ctx.body = { message: 'The gateway in front of this API asks for its own credentials.' };
    } else {
      await authorize(provider, ctx, resource);
    }
  };
}

function readSubject(token: Token): string | undefined {
  return 'accountId' in token ? token.accountId : token.clientId;
}

async function authorize(provider: Provider, ctx: KoaContextWithOIDC, resource: Resource): Promise<void> {
  const [scheme = '', ...rest] = ctx.get('Authorization').split(' ');
  if (scheme.toLowerCase() !== 'bearer') {
    // RFC 6750 section 3.1: no error code where the request carries no authentication at all.
    ctx.status = 401;
    ctx.set('WWW-Authenticate', `Bearer realm="${REALM}"`);
    return;
  }
  const value = rest.join(' ').trim();
  if (!/^[A-Za-z0-9._~+/-]+=*$/.test(value)) {
    challenge(ctx, 400, 'invalid_request', 'The Authorization header holds no bearer token.');
    return;
  }
  const token = (await provider.AccessToken.find(value)) ?? (await provider.ClientCredentials.find(value));
  if (!token) {
    challenge(ctx, 401, 'invalid_token', 'The access token is unknown, expired or revoked.');
  } else if (resource.scope !== undefined && !token.scopes.has(resource.scope)) {
    challenge(ctx, 403, 'insufficient_scope', 'The access token lacks a scope.', resource.scope);
  } else {
    ctx.status = 200;
    resource.answer(ctx, token);
  }
}

function challenge(
  ctx: KoaContextWithOIDC,
  status: number,
  error: string,
  description: string,
  scope?: string,
): void {
  const fields = { error, error_description: description, ...(scope === undefined ? {} : { scope }) };
  const parameters = Object.entries({ realm: REALM, ...fields }).map(([name, value]) => `${name}="${value}"`);
  ctx.status = status;
  ctx.set('WWW-Authenticate', `Bearer ${parameters.join(', ')}`);
  ctx.body = fields;
}
