import { randomBytes } from 'node:crypto';
import { rewriteTokenRequest } from '../../flows/tweaks/rewrite-token-request';
import { withClient } from './adjust-profile';
import type { Fault } from './fault';
import { createRepeatingProxy } from './repeating-proxy';

const randomText = () => randomBytes(32).toString('base64url');

/** The token endpoint refuses the request (RFC 6749 section 5.2), or answers something else than JSON. */
export const TOKEN_FAULTS: Fault[] = [
  {
    id: 'missing-redirect-uri',
    title: 'redirect_uri left out of the token request',
    mechanism:
      'The client redeems the code without redirect_uri, which it sent in the authorization request.',
    side: 'client',
    entryId: 'token-redirect-uri-mismatch',
    code: 'invalid_request',
    tweaks: rewriteTokenRequest((form) => form.delete('redirect_uri')),
  },
  {
    id: 'missing-code',
    title: 'Code left out of the token request',
    mechanism: 'The client asks for tokens with grant_type=authorization_code and sends no code.',
    side: 'client',
    entryId: 'token-invalid-request',
    code: 'invalid_request',
    tweaks: rewriteTokenRequest((form) => form.delete('code')),
  },
  {
    id: 'wrong-secret',
    title: 'Wrong client secret',
    mechanism: 'The confidential client authenticates with a secret that is not its own.',
    side: 'client',
    entryId: 'invalid-client',
    code: 'invalid_client',
    profile: (profile) =>
      profile.client.auth === 'none' ? withClient(profile, 'client_secret_basic') : profile,
    clientSecret: randomText,
  },
  {
    id: 'never-issued-code',
    title: 'Code that was never issued',
    mechanism: 'The client redeems an authorization code that the provider never issued.',
    side: 'client',
    entryId: 'invalid-grant',
    code: 'invalid_grant',
    tweaks: rewriteTokenRequest((form) => form.set('code', randomText())),
  },
  {
    id: 'expired-code',
    title: 'Expired authorization code',
    mechanism:
      'The provider issues codes that live one second, and the client waits longer before redeeming.',
    side: 'provider',
    entryId: 'invalid-grant',
    code: 'invalid_grant',
    tweaks: { waitBefore: { token: 1_200 } },
    provider: { ttl: { AuthorizationCode: 1 } },
  },
  {
    id: 'reused-code',
    title: 'Authorization code redeemed twice',
    mechanism: 'A proxy delivers the token request twice; the client gets the answer to the second one.',
    side: 'provider',
    entryId: 'invalid-grant',
    code: 'invalid_grant',
    provider: { middleware: ({ issuer }) => createRepeatingProxy(issuer, 'authorization_code') },
  },
  {
    id: 'redirect-uri-differs',
    title: 'redirect_uri differs between the two requests',
    mechanism: 'The token request carries another redirect_uri than the authorization request.',
    side: 'client',
    entryId: 'invalid-grant-redirect-uri-mismatch',
    code: 'invalid_grant',
    tweaks: rewriteTokenRequest((form) => form.set('redirect_uri', `${form.get('redirect_uri')}/`)),
  },
  {
    id: 'verifier-mismatch',
    title: 'PKCE verifier that does not match',
    mechanism: 'The client sends a code_verifier of another authorization request.',
    side: 'client',
    entryId: 'invalid-grant-pkce-mismatch',
    code: 'invalid_grant',
    profile: (profile) => ({ ...profile, pkce: 'S256' }),
    tweaks: rewriteTokenRequest((form) => form.set('code_verifier', randomText())),
  },
  {
    id: 'grant-type-not-allowed',
    title: 'Grant type the client may not use',
    mechanism:
      'The client asks for grant_type=client_credentials, which the provider has not registered it for.',
    side: 'provider',
    entryId: 'token-unauthorized-client',
    code: 'unauthorized_client',
    provider: { clientMetadata: { grant_types: ['authorization_code', 'refresh_token'] } },
    tweaks: rewriteTokenRequest((form) => form.set('grant_type', 'client_credentials')),
  },
  {
    id: 'misspelt-grant-type',
    title: 'Misspelt grant type',
    mechanism: 'The client sends grant_type=authorisation_code.',
    side: 'client',
    entryId: 'unsupported-grant-type',
    code: 'unsupported_grant_type',
    tweaks: rewriteTokenRequest((form) => form.set('grant_type', 'authorisation_code')),
  },
  {
    id: 'html-token-response',
    title: 'Sign-in page at the token endpoint',
    mechanism: 'A web gateway answers the token request with its own HTML sign-in page.',
    side: 'provider',
    entryId: 'html-instead-of-json',
    code: 'OAUTH_RESPONSE_IS_NOT_JSON',
    provider: {
      middleware: () => async (ctx, next) => {
        if (ctx.path !== '/token') return void (await next());
        ctx.type = 'html';
        ctx.body = '<!doctype html><html lang="en"><title>Sign in</title><h1>Gateway sign-in</h1></html>';
      },
    },
  },
  {
    id: 'form-token-response',
    title: 'Token response that is not JSON',
    mechanism: 'The provider writes a good token response as a form, as some did before RFC 6749.',
    side: 'provider',
    entryId: 'lib-response-is-not-json',
    code: 'OAUTH_RESPONSE_IS_NOT_JSON',
    provider: {
      middleware: () => async (ctx, next) => {
        await next();
        if (ctx.path !== '/token') return;
        const body = new URLSearchParams(ctx.body as Record<string, string>).toString();
        ctx.type = 'application/x-www-form-urlencoded';
        ctx.body = body;
      },
    },
  },
];
