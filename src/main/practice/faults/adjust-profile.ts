import type { ClientAuthMethod, Profile } from '@shared/model/profile';
import { buildProfileClient, withClientKey } from '../clients';

/** Aims the resource step at a path of the practice API. */
export function withResource(profile: Profile, issuer: string, path: string, method = 'GET'): Profile {
  return { ...profile, resource: { url: `${issuer}${path}`, method } };
}

export function withClient(profile: Profile, method: ClientAuthMethod): Profile {
  return { ...profile, client: buildProfileClient(method) };
}

/** Faults of ID tokens need one to be issued, whatever profile they are started from. */
export function withOpenid(profile: Profile): Profile {
  return withScopes(profile, (scopes) => (scopes.includes('openid') ? scopes : ['openid', ...scopes]));
}

export function withScopes(profile: Profile, change: (scopes: string[]) => string[]): Profile {
  return { ...profile, scope: change(profile.scope.split(' ').filter(Boolean)).join(' ') };
}

/** Sends the authorization request as a signed JWT (RFC 9101). */
export function withRequestObject(profile: Profile): Profile {
  return { ...profile, client: withClientKey(profile.client), requestObject: { encryption: null } };
}

export function withAuthorizeParameter(profile: Profile, name: string, value: string): Profile {
  const { authorize, token } = profile.parameters;
  return { ...profile, parameters: { authorize: { ...authorize, [name]: value }, token } };
}
