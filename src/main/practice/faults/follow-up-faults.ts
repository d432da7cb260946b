import type { FollowUp } from '@shared/model/grant-options';
import type { Profile } from '@shared/model/profile';
import type { Fault } from './fault';

/** What goes wrong with tokens that a flow got: from the refresh token profile, which has all three kinds. */
export const FOLLOW_UP_FAULTS: Fault[] = [
  {
    id: 'inactive-token',
    title: 'Introspection of an expired token',
    mechanism: 'Access tokens live two seconds, and the client waits longer before it introspects one.',
    side: 'provider',
    entryId: 'introspection-inactive',
    code: 'active: false',
    flows: ['refresh-token'],
    profile: (profile) => withFollowUp(profile, 'introspect'),
    tweaks: { waitBefore: { introspect: 2_200 } },
    provider: { ttl: { AccessToken: 2 } },
  },
  {
    id: 'introspection-not-permitted',
    title: 'Introspection by a client that may not',
    mechanism: 'The provider tells this client nothing about any token: not even that it is in force.',
    side: 'provider',
    entryId: 'introspection-inactive',
    code: 'active: false',
    flows: ['refresh-token'],
    profile: (profile) => withFollowUp(profile, 'introspect'),
    provider: { mayIntrospect: () => false },
  },
  {
    id: 'post-logout-uri-not-registered',
    title: 'Logout with an address that is not registered',
    mechanism: 'The client asks to return from the logout to a path that it has not registered.',
    side: 'client',
    entryId: 'oidc-logout-redirect-invalid',
    code: 'post_logout_redirect_uri',
    flows: ['refresh-token'],
    profile: (profile) => ({
      ...withFollowUp(profile, 'logout'),
      postLogoutRedirectUri: 'http://127.0.0.1:0/signed-out',
    }),
  },
];

function withFollowUp(profile: Profile, action: FollowUp): Profile {
  return { ...profile, followUps: [action] };
}
