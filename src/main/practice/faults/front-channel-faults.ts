import { randomBytes } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, type JWTPayload } from 'jose';
import { rewriteAnswer, rewriteAuthorization } from '../../flows/tweaks/rewrite-requests';
import { createSigningKey } from '../keys';
import type { ChangeContext, PracticeMiddleware, ProviderChange } from '../provider-change';
import { withAuthorizeParameter } from './adjust-profile';
import type { Fault } from './fault';
import { sign } from './sign';

const CLAIM_COMPARISON = 'OAUTH_JWT_CLAIM_COMPARISON_FAILED';
const randomText = () => randomBytes(32).toString('base64url');

/** The answer is more than a code in the query, and breaks a rule: JARM, hybrid and implicit. */
export const FRONT_CHANNEL_FAULTS: Fault[] = [
  {
    ...describeResponse('jarm-of-another-issuer', 'Response JWT of another issuer'),
    mechanism: 'The provider signs its answer with an issuer other than its own identifier.',
    entryId: 'lib-jarm-iss',
    code: CLAIM_COMPARISON,
    provider: changeResponse(({ keys }, jwt) =>
      sign({ ...decodeJwt(jwt), iss: 'https://another-issuer.example' }, keys.rs256),
    ),
  },
  {
    ...describeResponse('jarm-for-another-client', 'Response JWT for another client'),
    mechanism: 'The provider signs its answer for another client (aud).',
    entryId: 'lib-jarm-aud',
    code: CLAIM_COMPARISON,
    provider: changeResponse(({ keys }, jwt) =>
      sign({ ...decodeJwt(jwt), aud: 'another-client' }, keys.rs256),
    ),
  },
  {
    ...describeResponse('jarm-expired', 'Response JWT that has expired'),
    mechanism: "The provider's clock is two hours slow, so its answers have expired when they arrive.",
    entryId: 'lib-jarm-expired',
    code: 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
    provider: changeResponse(({ keys }, jwt) => {
      const { iat = 0, exp = 0, ...claims } = decodeJwt(jwt);
      return sign({ ...claims, iat: iat - 7_200, exp: exp - 7_200 }, keys.rs256);
    }),
  },
  {
    ...describeResponse('jarm-forged', 'Forged response JWT'),
    mechanism: "The response JWT names the provider's key and is signed with another one.",
    entryId: 'lib-jwt-signature-invalid',
    code: 'OAUTH_INVALID_RESPONSE',
    provider: changeResponse(async (_context, jwt) => {
      const { kid = '' } = decodeProtectedHeader(jwt);
      return sign(decodeJwt(jwt), { ...(await createSigningKey('RS256')), kid });
    }),
  },
  {
    ...describeResponse('jarm-left-out', 'Plain answer in place of a response JWT'),
    mechanism: 'A gateway unpacks the response JWT and passes its parameters on.',
    entryId: 'lib-jarm-unexpected',
    code: 'OAUTH_INVALID_RESPONSE',
    provider: changeAnswer((_context, answer) => {
      const { code, state, iss } = decodeJwt<{ code?: string; state?: string }>(answer.get('response') ?? '');
      return new URLSearchParams({ code: code ?? '', state: state ?? '', iss: iss ?? '' });
    }, 'response'),
  },
  {
    ...describeAnswer('hybrid', 'code-swapped', 'Code of another sign-in'),
    mechanism: 'The code in the answer is exchanged for another one, which its ID token does not vouch for.',
    entryId: 'lib-hash-claim-mismatch',
    code: CLAIM_COMPARISON,
    tweaks: rewriteAnswer((answer) => answer.set('code', randomText())),
  },
  {
    ...describeAnswer('hybrid', 'front-id-token-left-out', 'ID token left out of the answer'),
    mechanism: 'The provider answers code id_token with a code alone.',
    entryId: 'lib-missing-id-token',
    code: 'OAUTH_INVALID_RESPONSE',
    provider: changeAnswer((_context, answer) => {
      answer.delete('id_token');
      return answer;
    }, 'id_token'),
  },
  {
    ...describeAnswer('hybrid', 'front-nonce-replaced', 'nonce of another request in the answer'),
    mechanism: 'The ID token that comes with the code carries a nonce that the client never sent.',
    entryId: 'lib-id-token-nonce',
    code: CLAIM_COMPARISON,
    provider: changeFrontClaims((claims) => ({ ...claims, nonce: 'nonce-of-another-request' })),
  },
  {
    ...describeAnswer('hybrid', 'id-tokens-of-two-users', 'Two ID tokens about two users'),
    mechanism: 'The ID token that comes with the code names another user than that of the token response.',
    entryId: 'hybrid-id-tokens-differ',
    code: 'id-tokens-sub',
    provider: changeFrontClaims((claims) => ({ ...claims, sub: 'bob' })),
  },
  {
    ...describeAnswer('hybrid', 'tokens-in-the-query', 'Tokens in the query'),
    mechanism: 'The provider ignores the response mode and answers in the query, where tokens must not be.',
    entryId: 'callback-response-mode',
    code: 'callback-response-mode',
    provider: {
      middleware: () => async (ctx, next) => {
        await next();
        const location = URL.parse(ctx.response.get('Location'));
        if (!location?.hash.includes('id_token=')) return;
        location.search = location.hash.slice(1);
        location.hash = '';
        ctx.redirect(location.href);
      },
    },
  },
  {
    ...describeAnswer('hybrid', 'response-mode-refused', 'Response mode that does not fit'),
    side: 'client',
    mechanism: 'The client asks for code id_token in the query, which the provider refuses.',
    entryId: 'unsupported-response-mode',
    code: 'invalid_request',
    tweaks: rewriteAuthorization((query) => query.set('response_mode', 'query')),
  },
  {
    ...describeAnswer('implicit', 'access-token-swapped', 'Access token of another sign-in'),
    mechanism: 'The access token in the answer is exchanged for another one (token substitution).',
    entryId: 'lib-hash-claim-mismatch',
    code: 'id-token-at-hash',
    tweaks: rewriteAnswer((answer) => answer.set('access_token', randomText())),
  },
  {
    ...describeAnswer('implicit', 'front-id-token-forged', 'Forged ID token in the answer'),
    mechanism: "The ID token in the answer names the provider's key and is signed with another one.",
    entryId: 'lib-jwt-signature-invalid',
    code: 'OAUTH_INVALID_RESPONSE',
    provider: changeAnswer(async (_context, answer) => {
      const jwt = answer.get('id_token') ?? '';
      const { kid = '' } = decodeProtectedHeader(jwt);
      answer.set('id_token', await sign(decodeJwt(jwt), { ...(await createSigningKey('RS256')), kid }));
      return answer;
    }, 'id_token'),
  },
];

/** What the faults of response JWTs share: the provider makes them, for a client that asks for JARM. */
function describeResponse(id: string, title: string) {
  const profile: Fault['profile'] = (each) => withAuthorizeParameter(each, 'response_mode', 'query.jwt');
  return { id, title, side: 'provider' as const, profile };
}

function describeAnswer(flow: 'hybrid' | 'implicit', id: string, title: string) {
  return { id, title, side: 'provider' as Fault['side'], flows: [flow] };
}

/** Puts another JWT in the place of the one that holds the answer. */
function changeResponse(change: (context: ChangeContext, jwt: string) => Promise<string>): ProviderChange {
  return changeAnswer(async (context, answer) => {
    answer.set('response', await change(context, answer.get('response') ?? ''));
    return answer;
  }, 'response');
}

/** Signs other claims of the ID token in the answer with the provider's real key. */
function changeFrontClaims(change: (claims: JWTPayload) => JWTPayload): ProviderChange {
  return changeAnswer(async ({ keys }, answer) => {
    answer.set('id_token', await sign(change(decodeJwt(answer.get('id_token') ?? '')), keys.rs256));
    return answer;
  }, 'id_token');
}

/** Changes an answer that holds `name` on its way through the redirect, in the query or the fragment. */
function changeAnswer(
  change: (context: ChangeContext, answer: URLSearchParams) => Promise<URLSearchParams> | URLSearchParams,
  name: string,
): ProviderChange {
  const middleware =
    (context: ChangeContext): PracticeMiddleware =>
    async (ctx, next) => {
      await next();
      const location = URL.parse(ctx.response.get('Location'));
      if (!location) return;
      const isFragment = location.hash !== '';
      const answer = new URLSearchParams(isFragment ? location.hash.slice(1) : location.search);
      if (!answer.has(name)) return;
      const changed = (await change(context, answer)).toString();
      if (isFragment) location.hash = changed;
      else location.search = changed;
      ctx.redirect(location.href);
    };
  return { middleware };
}
