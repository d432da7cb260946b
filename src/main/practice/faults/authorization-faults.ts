import { rewriteAuthorization } from '../../flows/tweaks/rewrite-requests';
import { RESERVED_SCOPE } from '../clients';
import { withClient, withScopes } from './adjust-profile';
import { BROWSER_FLOWS, type Fault } from './fault';

/** The authorization server answers with an error, or shows its own error page. */
export const AUTHORIZATION_FAULTS: Fault[] = [
  {
    id: 'missing-response-type',
    title: 'response_type left out',
    mechanism: 'The client sends an authorization request without response_type.',
    side: 'client',
    entryId: 'authz-invalid-request',
    code: 'invalid_request',
    tweaks: rewriteAuthorization((query) => query.delete('response_type')),
  },
  {
    id: 'pkce-left-out',
    title: 'PKCE left out by a public client',
    mechanism: 'The client sends no code_challenge, which the provider demands of public clients.',
    side: 'client',
    entryId: 'authz-pkce-required',
    code: 'invalid_request',
    profile: (profile) => withClient(profile, 'none'),
    tweaks: rewriteAuthorization((query) => {
      query.delete('code_challenge');
      query.delete('code_challenge_method');
    }),
  },
  {
    id: 'unsupported-pkce-method',
    title: 'PKCE method the provider does not support',
    mechanism: 'The client announces code_challenge_method=plain; the provider accepts S256 only.',
    side: 'client',
    entryId: 'authz-pkce-method-unsupported',
    code: 'invalid_request',
    tweaks: rewriteAuthorization((query) => {
      query.set(
        'code_challenge',
        query.get('code_challenge') ?? 'plain-verifier-of-at-least-43-characters-000',
      );
      query.set('code_challenge_method', 'plain');
    }),
  },
  {
    id: 'unregistered-redirect-uri',
    title: 'Redirect URI that is not registered',
    mechanism: 'The client uses a redirect URI with a path that its registration does not list.',
    side: 'client',
    entryId: 'authz-redirect-uri-or-client-invalid',
    code: 'invalid_redirect_uri',
    profile: (profile) => ({ ...profile, redirectUri: 'http://127.0.0.1:0/not-registered' }),
  },
  {
    id: 'response-type-not-registered',
    title: 'Client not registered for the code flow',
    mechanism: "The provider's registration of the client does not list response_type code.",
    side: 'provider',
    entryId: 'authz-unauthorized-client',
    code: 'unauthorized_client',
    provider: { clientMetadata: { response_types: ['none'] } },
  },
  {
    id: 'scope-not-allowed',
    title: 'Scope the client may not request',
    mechanism: `The client asks for ${RESERVED_SCOPE}, which is not among the scopes it is registered for.`,
    side: 'client',
    entryId: 'authz-invalid-scope',
    code: 'invalid_scope',
    profile: (profile) => withScopes(profile, (scopes) => [...scopes, RESERVED_SCOPE]),
  },
  {
    id: 'user-not-assigned',
    flows: BROWSER_FLOWS,
    title: 'User not assigned to the application',
    mechanism:
      'A policy of the provider refuses the user after sign-in, because no administrator assigned them.',
    side: 'provider',
    entryId: 'access-denied',
    code: 'access_denied',
    provider: { refuseUser: (accountId) => `${accountId} is not assigned to this application.` },
  },
  {
    id: 'provider-exception',
    title: 'Exception inside the provider',
    mechanism: 'The user store of the provider throws an exception while the user signs in.',
    side: 'provider',
    entryId: 'server-error',
    code: 'server_error',
    provider: {
      failAccountLookup() {
        throw new TypeError('The user store returned a row without columns.');
      },
    },
  },
  {
    id: 'provider-maintenance',
    title: 'Provider in maintenance',
    mechanism: 'The user store of the provider is down for maintenance while the user signs in.',
    side: 'provider',
    entryId: 'temporarily-unavailable',
    code: 'temporarily_unavailable',
    provider: {
      failAccountLookup({ TemporarilyUnavailable }) {
        throw new TemporarilyUnavailable('The user store is in maintenance. Try again in a few minutes.');
      },
    },
  },
];
