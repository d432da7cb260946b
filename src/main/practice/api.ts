import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import { type ApiToken, createTokenReader } from './api-token';
import { STRONG_ACR } from './authentication-levels';
import { DPOP_NONCE_CLIENT } from './clients';
import { readCertificateThumbprint } from './mutual-tls';
import type { ChangeContext, PracticeMiddleware, ProviderChange } from './provider-change';
import { createProofVerifier, DPOP_ALGS } from './verify-dpop';

const REALM = 'Practice API';
const ALLOWED_METHODS = ['GET', 'HEAD'];

/** One address of the protected resource. `answer` runs once the token is known to be good. */
interface Resource {
  scope?: string;
  /** Something in front of the API that asks for another authentication scheme. */
  gatewayChallenge?: string;
  /** The level of sign-in that it takes (RFC 9470 section 3). */
  acr?: string;
  answer(ctx: KoaContextWithOIDC, token: ApiToken): void;
}

const RESOURCES: Record<string, Resource> = {
  '/api/me': {
    answer(ctx, token) {
      ctx.body = { sub: token.subject, scopes: [...token.scopes] };
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
  '/api/transfers': {
    acr: STRONG_ACR,
    answer(ctx, token) {
      ctx.body = { sub: token.subject, acr: token.acr, transfers: [] };
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
      ctx.body = { sub: token.subject };
    },
  },
};

interface ApiParts extends ChangeContext {
  provider: Provider;
  change: ProviderChange;
}

/** What the API asks of every request. */
interface Guard {
  readToken(value: string): Promise<ApiToken | null>;
  proofs: ReturnType<typeof createProofVerifier>;
  issuer: string;
  isNonceRequired(token: ApiToken): boolean;
}

/**
 * The protected resource of the practice provider, with challenges as RFC 6750 section 3 and RFC 9449
 * section 7.1 have them. Tokens are looked up in the provider itself, so expired and revoked ones are
 * refused for real.
 */
export function createApi({ provider, issuer, keys, change }: ApiParts): PracticeMiddleware {
  const guard: Guard = {
    readToken: createTokenReader({ provider, issuer, keys }),
    proofs: createProofVerifier(provider),
    issuer,
    isNonceRequired: ({ clientId }) => change.isDpopNonceRequired ?? clientId === DPOP_NONCE_CLIENT,
  };
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
      await authorize(guard, ctx, resource);
    }
  };
}

async function authorize(guard: Guard, ctx: KoaContextWithOIDC, resource: Resource): Promise<void> {
  const [given = '', ...rest] = ctx.get('Authorization').split(' ');
  const scheme = SCHEMES.find((each) => each.toLowerCase() === given.toLowerCase());
  if (scheme === undefined) {
    // RFC 6750 section 3.1: no error code where the request carries no authentication at all.
    ctx.status = 401;
    ctx.set('WWW-Authenticate', `Bearer realm="${REALM}"`);
    return;
  }
  const value = rest.join(' ').trim();
  if (!/^[A-Za-z0-9._~+/-]+=*$/.test(value)) {
    challenge(ctx, 400, {
      error: 'invalid_request',
      error_description: `The header holds no ${scheme} token.`,
    });
    return;
  }
  const token = await guard.readToken(value);
  if (!token) {
    const description = 'The access token is unknown, expired or revoked, or made for another API.';
    challenge(ctx, 401, { error: 'invalid_token', error_description: description }, scheme);
    return;
  }
  const refusal = await findBindingProblem(guard, ctx, { scheme, value, token });
  if (refusal) {
    challenge(ctx, 401, refusal, token.jkt === undefined ? 'Bearer' : 'DPoP');
  } else if (resource.scope !== undefined && !token.scopes.has(resource.scope)) {
    const error_description = 'The access token lacks a scope.';
    challenge(ctx, 403, { error: 'insufficient_scope', error_description, scope: resource.scope }, scheme);
  } else if (resource.acr !== undefined && token.acr !== resource.acr) {
    const error_description = 'A stronger sign-in is needed.';
    const fields = { error: 'insufficient_user_authentication', error_description, acr_values: resource.acr };
    challenge(ctx, 401, fields, scheme);
  } else {
    ctx.status = 200;
    resource.answer(ctx, token);
  }
}

const SCHEMES = ['Bearer', 'DPoP'] as const;

interface Presented {
  scheme: (typeof SCHEMES)[number];
  value: string;
  token: ApiToken;
}

/** Null where the request proves that it comes from whom the token was issued to. */
async function findBindingProblem(
  { proofs, issuer, isNonceRequired }: Guard,
  ctx: KoaContextWithOIDC,
  { scheme, value, token }: Presented,
): Promise<ChallengeFields | null> {
  const bound = token.certificateThumbprint;
  if (bound !== undefined && bound !== readCertificateThumbprint(ctx)) {
    const error_description = 'The access token is bound to another client certificate (cnf x5t#S256).';
    return { error: 'invalid_token', error_description };
  }
  if (scheme === 'Bearer') {
    return token.jkt === undefined
      ? null
      : { error: 'invalid_token', error_description: 'The token is bound to a key and was sent as Bearer.' };
  }
  if (token.jkt === undefined) {
    return { error: 'invalid_token', error_description: 'The token is not bound to a key.' };
  }
  const verdict = await proofs.verify(ctx, {
    url: `${issuer}${ctx.path}`,
    accessToken: value,
    clientId: token.clientId,
    isNonceRequired: isNonceRequired(token),
  });
  if (verdict.isGood) {
    return verdict.thumbprint === token.jkt
      ? null
      : { error: 'invalid_token', error_description: 'The token is bound to another key.' };
  }
  if (verdict.error === 'use_dpop_nonce') ctx.set('DPoP-Nonce', proofs.nonce);
  return { error: verdict.error, error_description: verdict.description };
}

type ChallengeFields = Record<string, string>;

function challenge(
  ctx: KoaContextWithOIDC,
  status: number,
  fields: ChallengeFields,
  scheme: Presented['scheme'] = 'Bearer',
): void {
  const all = { realm: REALM, ...fields, ...(scheme === 'DPoP' ? { algs: DPOP_ALGS.join(' ') } : {}) };
  const parameters = Object.entries(all).map(([name, value]) => `${name}="${value}"`);
  ctx.status = status;
  ctx.set('WWW-Authenticate', `${scheme} ${parameters.join(', ')}`);
  ctx.body = fields;
}
