import type { PracticeMiddleware } from './provider-change';

const NOT_ALLOWED =
  /^(requested (grant type|response_type)|urn:[\w:-]+:grant-type:[\w-]+) is not allowed for this client$/;

/**
 * Answers unauthorized_client where a client uses a grant or response type it is not registered
 * for, as RFC 6749 sections 4.1.2.1 and 5.2 have it, and with them RFC 8628 section 3.2 and CIBA Core
 * section 13; oidc-provider says invalid_request there.
 */
export const answerUnauthorizedClient: PracticeMiddleware = async (ctx, next) => {
  await next();
  const body: unknown = ctx.body;
  if (isErrorBody(body) && NOT_ALLOWED.test(body.error_description)) {
    body.error = 'unauthorized_client';
  }
  const location = ctx.response.get('Location');
  if (URL.canParse(location)) {
    const url = new URL(location);
    if (NOT_ALLOWED.test(url.searchParams.get('error_description') ?? '')) {
      url.searchParams.set('error', 'unauthorized_client');
      ctx.redirect(url.href);
    }
  }
};

function isErrorBody(body: unknown): body is { error: string; error_description: string } {
  return typeof body === 'object' && body !== null && 'error' in body && 'error_description' in body;
}
