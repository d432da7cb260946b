import { randomBytes } from 'node:crypto';
import type { Profile } from '@shared/model/profile';
import { rewriteTokenRequest } from '../../flows/tweaks/rewrite-token-request';
import { spoilSignature } from '../../flows/tweaks/spoil-jwt';
import { JWT_BEARER_GRANT } from '../grants/jwt-bearer-grant';
import { TOKEN_EXCHANGE_GRANT } from '../grants/token-exchange-grant';
import type { Fault } from './fault';
import { changeClaims } from './id-token-faults';
import { createRepeatingProxy } from './repeating-proxy';

const randomText = () => randomBytes(32).toString('base64url');

const REFRESH_FAULTS: Fault[] = [
  {
    id: 'reused-refresh-token',
    title: 'Refresh token redeemed twice',
    mechanism: 'A proxy delivers the refresh twice; the provider rotates refresh tokens and ends the grant.',
    side: 'provider',
    entryId: 'invalid-grant-refresh-token',
    code: 'invalid_grant',
    provider: { middleware: ({ issuer }) => createRepeatingProxy(issuer, 'refresh_token') },
  },
  {
    id: 'refresh-token-of-another-client',
    title: 'Refresh token of another client',
    mechanism: 'The refresh is sent in the name of a public client, which the token was not issued to.',
    side: 'client',
    entryId: 'invalid-grant-refresh-token',
    code: 'invalid_grant',
    tweaks: rewriteTokenRequest((form, request) => {
      request.headers = request.headers.filter(([name]) => name.toLowerCase() !== 'authorization');
      form.set('client_id', 'practice-public');
    }, 'refresh_token'),
  },
  {
    id: 'never-issued-refresh-token',
    title: 'Refresh token that was never issued',
    mechanism: 'The client sends a refresh token that the provider never issued.',
    side: 'client',
    entryId: 'invalid-grant-refresh-token',
    code: 'invalid_grant',
    tweaks: rewriteTokenRequest((form) => form.set('refresh_token', randomText()), 'refresh_token'),
  },
  {
    id: 'expired-refresh-token',
    title: 'Expired refresh token',
    mechanism: 'The provider issues refresh tokens that live one second, and the client waits longer.',
    side: 'provider',
    entryId: 'invalid-grant-refresh-token',
    code: 'invalid_grant',
    tweaks: { waitBefore: { refresh: 1_200 } },
    provider: { ttl: { RefreshToken: 1 } },
  },
  {
    id: 'no-refresh-token',
    title: 'Sign-in that brings no refresh token',
    mechanism: 'The client asks for openid only, without offline_access, and then wants to refresh.',
    side: 'client',
    entryId: 'refresh-token-missing',
    code: 'refresh-token-present',
    profile: (profile) => ({ ...profile, scope: 'openid' }),
  },
  {
    id: 'refresh-for-another-user',
    title: 'ID token of another user after the refresh',
    mechanism: 'A provider that mixes up its sessions signs an ID token for bob at the refresh of alice.',
    side: 'provider',
    entryId: 'refresh-id-token-changed',
    code: 'refresh-id-token-sub',
    provider: changeClaims((claims) => ({ ...claims, sub: 'bob' }), 'refresh_token'),
  },
];

const EXCHANGE_FAULTS: Fault[] = [
  {
    id: 'unknown-subject-token',
    title: 'Subject token that was never issued',
    mechanism: 'The client exchanges a token that the provider does not know.',
    side: 'client',
    entryId: 'token-exchange-invalid-request',
    code: 'invalid_request',
    tweaks: rewriteTokenRequest((form) => form.set('subject_token', randomText()), TOKEN_EXCHANGE_GRANT),
  },
  {
    id: 'subject-token-type-wrong',
    title: 'Wrong subject_token_type',
    mechanism: 'The client sends an access token and says that it is a SAML assertion.',
    side: 'client',
    entryId: 'token-exchange-invalid-request',
    code: 'invalid_request',
    tweaks: rewriteTokenRequest(
      (form) => form.set('subject_token_type', 'urn:ietf:params:oauth:token-type:saml2'),
      TOKEN_EXCHANGE_GRANT,
    ),
  },
  {
    id: 'unknown-exchange-audience',
    title: 'Audience that the provider does not know',
    mechanism: 'The client asks for a token for an audience that is not registered.',
    side: 'client',
    entryId: 'invalid-target',
    code: 'invalid_target',
    profile: (profile) => withTokenParameters(profile, { audience: 'https://another-api.example' }),
  },
];

const ASSERTION_FAULTS: Fault[] = [
  {
    id: 'grant-assertion-expired',
    title: 'Expired assertion',
    mechanism: 'The client signs an assertion that lives one second, and sends it later.',
    side: 'client',
    entryId: 'grant-assertion-expired',
    code: 'invalid_grant',
    profile: (profile) => withJwtBearer(profile, { lifetimeSeconds: 1 }),
    tweaks: { waitBefore: { token: 2_100 } },
  },
  {
    id: 'assertion-for-another-server',
    title: 'Assertion for another server',
    mechanism: 'aud of the assertion names another authorization server.',
    side: 'client',
    entryId: 'grant-assertion-audience',
    code: 'invalid_grant',
    profile: (profile) => withJwtBearer(profile, { audience: 'https://another-issuer.example' }),
  },
  {
    id: 'grant-assertion-replayed',
    title: 'Assertion sent twice',
    mechanism: 'A proxy delivers the token request twice; the provider takes each jti once.',
    side: 'provider',
    entryId: 'grant-assertion-replayed',
    code: 'invalid_grant',
    provider: { middleware: ({ issuer }) => createRepeatingProxy(issuer, JWT_BEARER_GRANT) },
  },
  {
    id: 'assertion-forged',
    title: 'Assertion changed after it was signed',
    mechanism: 'Somebody changes the signed assertion on its way, so the signature does not verify.',
    side: 'client',
    entryId: 'grant-assertion-signature',
    code: 'invalid_grant',
    tweaks: rewriteTokenRequest(
      (form) => form.set('assertion', spoilSignature(form.get('assertion') ?? '')),
      JWT_BEARER_GRANT,
    ),
  },
  {
    id: 'assertion-about-nobody',
    title: 'Assertion about a user who does not exist',
    mechanism: 'sub of the assertion names nobody whom the provider knows.',
    side: 'client',
    entryId: 'invalid-grant-assertion',
    code: 'invalid_grant',
    profile: (profile) => withJwtBearer(profile, { subject: 'mallory' }),
  },
];

const PASSWORD_FAULTS: Fault[] = [
  {
    id: 'wrong-password',
    title: 'Wrong password',
    mechanism: 'The client sends a password that is not the one of the user.',
    side: 'client',
    entryId: 'invalid-grant-password',
    code: 'invalid_grant',
    tweaks: rewriteTokenRequest((form) => form.set('password', randomText()), 'password'),
  },
  {
    id: 'password-grant-switched-off',
    title: 'Password grant switched off',
    mechanism: 'The provider has not registered the client for grant_type=password.',
    side: 'provider',
    entryId: 'token-unauthorized-client',
    code: 'unauthorized_client',
    provider: { clientMetadata: { grant_types: ['authorization_code', 'refresh_token'] } },
  },
];

/** Mistakes at the token endpoint by any other grant than the code. */
export const GRANT_FAULTS: Fault[] = [
  ...REFRESH_FAULTS.map((fault): Fault => ({ ...fault, flows: ['refresh-token'] })),
  ...EXCHANGE_FAULTS.map((fault): Fault => ({ ...fault, flows: ['token-exchange'] })),
  ...ASSERTION_FAULTS.map((fault): Fault => ({ ...fault, flows: ['jwt-bearer'] })),
  ...PASSWORD_FAULTS.map((fault): Fault => ({ ...fault, flows: ['password'] })),
];

function withTokenParameters(profile: Profile, parameters: Record<string, string>): Profile {
  const { authorize, token } = profile.parameters;
  return { ...profile, parameters: { authorize, token: { ...token, ...parameters } } };
}

function withJwtBearer(profile: Profile, change: Partial<NonNullable<Profile['jwtBearer']>>): Profile {
  return { ...profile, jwtBearer: { lifetimeSeconds: 300, ...profile.jwtBearer, ...change } };
}
