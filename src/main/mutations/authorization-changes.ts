import type { Profile } from '@shared/model/profile';
import { UNREGISTERED_PATH } from '@shared/mutations/judge-logout';
import type { FlowTweaks } from '../flows/flow';
import { reuseRequestUriStep } from '../flows/steps/mistakes/ask-authorization';
import { rewriteAnswer, rewriteAuthorization } from '../flows/tweaks/rewrite-requests';
import { removeSignature, spoilSignature } from '../flows/tweaks/spoil-jwt';
import type { MutationChange, MutationChanges } from './change';
import { askFirst, endWith } from './change-steps';

/** Reserved for examples (RFC 2606): nobody's real address is named in a mistake. */
const ATTACKER_HOST = 'attacker.example';
const OTHER_SERVER = `https://${ATTACKER_HOST}`;
export const UNKNOWN_CLIENT = 'grantscope-unknown-client';
const UNKNOWN_TYPE = 'everything';

/** Characters that are allowed in a state (RFC 6749 appendix A.5), and that careless code lets through unescaped. */
const UNUSUAL = ' a&b=c%20d#e+f';

/** Mistakes in the authorization request, and on the way of its answer. */
export const AUTHORIZATION_CHANGES: MutationChanges = {
  'redirect-uri-path': redirectTo((url) => {
    url.pathname = UNREGISTERED_PATH;
  }),
  'redirect-uri-prefix': redirectTo((url) => {
    url.pathname = `${url.pathname.replace(/\/$/, '')}${UNREGISTERED_PATH}`;
  }),
  'redirect-uri-query': redirectTo((url) => url.searchParams.set('registered', 'no')),
  'redirect-uri-host': redirectTo((url) => {
    url.hostname = ATTACKER_HOST;
    if (url.port === '0') url.port = '';
  }),
  'redirect-uri-port': redirectTo((url) => {
    url.port = url.port === '8443' ? '9443' : '8443';
  }),
  'redirect-uri-http': redirectTo((url) => {
    url.protocol = 'http:';
  }),
  'redirect-uri-omitted': change((parameters) => parameters.delete('redirect_uri')),
  'open-redirector': {
    ...redirectTo((url) => {
      url.pathname = UNREGISTERED_PATH;
    }),
    tweaks: rewriteAuthorization((parameters) => parameters.set('response_type', UNKNOWN_TYPE)),
  },
  'unknown-client': { profile: nameUnknownClient, steps: askFirst },
  'unknown-response-type': change((parameters) => parameters.set('response_type', UNKNOWN_TYPE)),
  'duplicate-parameter': change((parameters) =>
    parameters.append('response_type', parameters.get('response_type') ?? 'code'),
  ),
  'pkce-left-out': change(dropChallenge),
  'pkce-plain': change((parameters) => parameters.set('code_challenge_method', 'plain')),
  'nonce-left-out': change((parameters) => parameters.delete('nonce')),
  'state-unusual': { tweaks: { modifyState: (state) => `${state}${UNUSUAL}` } },
  'issuer-mix-up': { tweaks: rewriteAnswer((answer) => answer.set('iss', OTHER_SERVER)) },
  'request-object-unsigned': { tweaks: { rewriteRequestObject: removeSignature }, steps: askFirst },
  'request-object-tampered': { tweaks: { rewriteRequestObject: spoilSignature }, steps: askFirst },
  'request-object-expired': { tweaks: { modifyRequestObject: expire }, steps: askFirst },
  'request-object-other-audience': {
    tweaks: {
      modifyRequestObject(claims) {
        claims['aud'] = OTHER_SERVER;
      },
    },
    steps: askFirst,
  },
  'request-uri-reused': { steps: endWith(reuseRequestUriStep) },
  'pkce-challenge-removed': { tweaks: rewriteAuthorization(dropChallenge) },
};

/** An hour ago; iat and nbf with it, so that nothing but the age is wrong. */
export function expire(claims: Record<string, unknown>): void {
  for (const name of ['iat', 'nbf', 'exp']) {
    if (typeof claims[name] === 'number') claims[name] -= 3_600;
  }
}

function nameUnknownClient(profile: Profile): Profile {
  return { ...profile, client: { ...profile.client, id: UNKNOWN_CLIENT } };
}

function dropChallenge(parameters: URLSearchParams): void {
  parameters.delete('code_challenge');
  parameters.delete('code_challenge_method');
}

function change(rewrite: (parameters: URLSearchParams) => void): MutationChange {
  const tweaks: FlowTweaks = rewriteAuthorization(rewrite);
  return { tweaks, steps: askFirst };
}

/** The listener is at the changed address too, so that an answer which comes there is seen. */
function redirectTo(rewrite: (url: URL) => void): MutationChange {
  return {
    profile(profile) {
      const url = new URL(profile.redirectUri);
      rewrite(url);
      return { ...profile, redirectUri: url.href };
    },
    steps: askFirst,
  };
}
