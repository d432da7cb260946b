import { createHash, randomBytes } from 'node:crypto';
import { readSessionTokens } from '@shared/follow-ups/session-tokens';
import type { Profile } from '@shared/model/profile';
import { findOtherResource } from '@shared/mutations/applies';
import { UNREGISTERED_PATH } from '@shared/mutations/judge-logout';
import { WIDER_SCOPE } from '@shared/mutations/judge-refresh';
import { listExchanges, readForm } from '@shared/mutations/read-evidence';
import type { FlowTweaks, StepContext } from '../flows/flow';
import { logoutStep } from '../flows/steps/logout';
import { createAskAgainStep } from '../flows/steps/mistakes/ask-token-again';
import { createCallApiStep, takeIdToken, waitForExpiry } from '../flows/steps/mistakes/call-api';
import { askLogoutStep, createRevokeStep } from '../flows/steps/mistakes/end-session';
import {
  leaveClientAuthOut,
  rewriteClientAssertion,
  SEND_AS_BEARER,
  withoutClientAuth,
} from '../flows/tweaks/rewrite-requests';
import { rewriteTokenRequest } from '../flows/tweaks/rewrite-token-request';
import { removeSignature, spoilSignature, spoilToken } from '../flows/tweaks/spoil-jwt';
import { expire, UNKNOWN_CLIENT } from './authorization-changes';
import type { MutationChanges } from './change';
import { endWith, endWithRefresh } from './change-steps';

const OTHER_SERVER = 'https://another-server.example';
const JWT_BEARER_GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const randomText = () => randomBytes(32).toString('base64url');

const redeemAgain = { title: 'Redeem the code a second time', grantType: 'authorization_code' };
const refreshAgain = { title: 'Redeem the old refresh token', grantType: 'refresh_token' };

/** Mistakes in the request that redeems the code. */
export const CODE_CHANGES: MutationChanges = {
  'code-reused': { steps: endWith(createAskAgainStep(redeemAgain)) },
  'code-reuse-revokes': {
    steps: endWith(
      createAskAgainStep({ ...redeemAgain, isAside: true }),
      createCallApiStep({ title: 'Use the token of the first time' }),
    ),
  },
  'code-made-up': { tweaks: rewriteTokenRequest((form) => form.set('code', randomText())) },
  'code-of-another-client': { tweaks: ({ otherClientId }) => redeemAs(otherClientId ?? '') },
  'verifier-wrong': { tweaks: rewriteTokenRequest((form) => form.set('code_verifier', randomText())) },
  'verifier-left-out': { tweaks: rewriteTokenRequest((form) => form.delete('code_verifier')) },
  'pkce-plain-downgrade': { tweaks: rewriteTokenRequest(sendChallenge) },
  'token-redirect-uri-changed': {
    tweaks: rewriteTokenRequest((form) => form.set('redirect_uri', `${form.get('redirect_uri')}/`)),
  },
  'token-redirect-uri-left-out': { tweaks: rewriteTokenRequest((form) => form.delete('redirect_uri')) },
  'unknown-grant-type': {
    tweaks: rewriteTokenRequest((form) => form.set('grant_type', 'urn:example:everything'), null),
  },
};

/** Mistakes about who the client is. */
export const CLIENT_CHANGES: MutationChanges = {
  'unknown-client-at-token': { tweaks: leaveClientAuthOut(UNKNOWN_CLIENT) },
  'wrong-secret': { secrets: (secrets) => ({ ...secrets, 'client.secret': randomText() }) },
  'client-auth-left-out': { tweaks: ({ profile }) => leaveClientAuthOut(profile.client.id) },
  'assertion-unsigned': { tweaks: rewriteClientAssertion(removeSignature) },
  'assertion-tampered': { tweaks: rewriteClientAssertion(spoilSignature) },
  'assertion-expired': { tweaks: { modifyClientAssertion: expire } },
  'assertion-other-audience': {
    tweaks: {
      modifyClientAssertion(claims) {
        claims['aud'] = OTHER_SERVER;
      },
    },
  },
  'assertion-replayed': {
    steps: endWith(
      createAskAgainStep({
        title: 'Send the client assertion a second time',
        rewriteForm: (form, context) => form.set('client_assertion', findFirstAssertion(context)),
      }),
    ),
  },
  'grant-assertion-tampered': {
    tweaks: rewriteTokenRequest(
      (form) => form.set('assertion', spoilSignature(form.get('assertion') ?? '')),
      JWT_BEARER_GRANT,
    ),
  },
  'grant-assertion-expired': { profile: (profile) => withAssertion(profile, { lifetimeSeconds: -3_600 }) },
  'grant-assertion-other-audience': {
    profile: (profile) => withAssertion(profile, { audience: OTHER_SERVER }),
  },
  'grant-assertion-replayed': {
    steps: endWith(
      createAskAgainStep({ title: 'Redeem the assertion a second time', grantType: JWT_BEARER_GRANT }),
    ),
  },
};

/** Mistakes in the use of a token. */
export const TOKEN_CHANGES: MutationChanges = {
  'token-tampered': {
    steps: endWith(
      createCallApiStep({ title: 'Use the token with one character changed', token: spoilToken }),
    ),
  },
  'token-expired': {
    steps: endWith(createCallApiStep({ title: 'Use the token after its lifetime', prepare: waitForExpiry })),
  },
  'token-revoked': {
    steps: endWith(
      createRevokeStep('access_token'),
      createCallApiStep({ title: 'Use the token that was revoked' }),
    ),
  },
  'id-token-as-access-token': {
    steps: endWith(createCallApiStep({ title: 'Use the ID token as an access token', token: takeIdToken })),
  },
  'token-other-audience': {
    profile: askForOtherResource,
    steps: endWith(createCallApiStep({ title: 'Use the token of another API' })),
  },
  'scope-missing': {
    profile: leaveOpenidOut,
    steps: endWith(createCallApiStep({ title: 'Ask UserInfo without openid', isUserinfo: true })),
  },
  'dpop-other-method': {
    tweaks: {
      modifyDpopProof(claims) {
        claims['htm'] = claims['htm'] === 'DELETE' ? 'PUT' : 'DELETE';
      },
    },
  },
  'dpop-other-address': {
    tweaks: {
      modifyDpopProof(claims) {
        claims['htu'] = `${OTHER_SERVER}/token`;
      },
    },
  },
  'dpop-proof-replayed': {
    steps: endWith(
      createCallApiStep({ title: 'Use the token', isBefore: true }),
      createCallApiStep({ title: 'Use the token with the same proof', isProofRepeated: true }),
    ),
  },
  'dpop-token-as-bearer': {
    tweaks: SEND_AS_BEARER,
    steps: endWith(createCallApiStep({ title: 'Send the token as Bearer' })),
  },
  'logout-redirect-unregistered': {
    profile(profile) {
      const url = new URL(profile.postLogoutRedirectUri ?? '');
      url.pathname = UNREGISTERED_PATH;
      return { ...profile, postLogoutRedirectUri: url.href };
    },
    steps: endWith(askLogoutStep, logoutStep),
  },
};

/** Mistakes with refresh tokens; one refresh that is in order comes before each. */
export const REFRESH_CHANGES: MutationChanges = {
  'refresh-reused': { steps: endWithRefresh(createAskAgainStep(refreshAgain)) },
  'refresh-reuse-revokes': {
    steps: endWithRefresh(
      createAskAgainStep({ ...refreshAgain, isAside: true }),
      createAskAgainStep({ ...refreshAgain, title: 'Redeem the newest refresh token', change: takeNewest }),
    ),
  },
  'refresh-wider-scope': {
    steps: endWithRefresh(
      createAskAgainStep({
        ...refreshAgain,
        title: 'Refresh with a scope that was not granted',
        change(form, context) {
          takeNewest(form, context);
          form.set('scope', `${context.profile.scope} ${WIDER_SCOPE}`.trim());
        },
      }),
    ),
  },
  'refresh-of-another-client': {
    steps: (steps, { otherClientId }) =>
      endWithRefresh(
        createAskAgainStep({
          ...refreshAgain,
          title: 'Refresh as another client',
          change: takeNewest,
          asClientId: otherClientId ?? '',
        }),
      )(steps),
  },
  'refresh-token-revoked': {
    steps: endWithRefresh(
      createRevokeStep('refresh_token'),
      createAskAgainStep({
        ...refreshAgain,
        title: 'Redeem the refresh token that was revoked',
        change: takeNewest,
      }),
    ),
  },
};

function takeNewest(form: URLSearchParams, context: StepContext): void {
  form.set('refresh_token', readSessionTokens(context.session()).refreshToken ?? '');
}

function findFirstAssertion(context: StepContext): string {
  const [first] = listExchanges(context.session(), { purposes: ['token'] });
  return (first && readForm(first.request).get('client_assertion')) ?? '';
}

/** RFC 7636 section 4.6: what was announced as a hash is not a verifier. */
function sendChallenge(form: URLSearchParams): void {
  const verifier = form.get('code_verifier') ?? '';
  form.set('code_verifier', createHash('sha256').update(verifier).digest('base64url'));
}

/** The code is redeemed by a client that it was not issued to. */
function redeemAs(clientId: string): FlowTweaks {
  return {
    rewriteRequest(purpose, request) {
      const isCode = new URLSearchParams(request.body ?? '').get('grant_type') === 'authorization_code';
      return purpose === 'token' && isCode ? withoutClientAuth(request, clientId) : request;
    },
  };
}

type Assertion = NonNullable<Profile['jwtBearer']>;

function withAssertion(profile: Profile, change: Partial<Assertion>): Profile {
  return { ...profile, jwtBearer: { lifetimeSeconds: 300, ...profile.jwtBearer, ...change } };
}

function askForOtherResource(profile: Profile): Profile {
  const { authorize, token } = profile.parameters;
  const other = findOtherResource(profile);
  return other === null
    ? profile
    : { ...profile, parameters: { authorize, token: { ...token, resource: other } } };
}

/** With a scope of UserInfo in its place, where nothing else is asked for. */
function leaveOpenidOut(profile: Profile): Profile {
  const scopes = profile.scope.split(' ').filter((scope) => scope !== '' && scope !== 'openid');
  return { ...profile, scope: scopes.join(' ') || 'profile' };
}
