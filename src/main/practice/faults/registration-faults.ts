import { randomBytes } from 'node:crypto';
import type { Profile } from '@shared/model/profile';
import type { Fault } from './fault';

const INITIAL_ACCESS_TOKEN = randomBytes(32).toString('base64url');

type Registration = NonNullable<Profile['registration']>;

/** Registrations that the provider refuses, and one whose management it refuses (RFC 7591, RFC 7592). */
export const REGISTRATION_FAULTS: Fault[] = (
  [
    {
      id: 'registration-redirect-uri-refused',
      title: 'Redirect URI with a fragment',
      mechanism: 'The client wants to register a redirect URI that has a fragment.',
      side: 'client',
      entryId: 'dcr-invalid-redirect-uri',
      code: 'invalid_redirect_uri',
      profile: (profile) =>
        withRegistration(profile, { redirect_uris: ['https://app.example/callback#signed-in'] }),
    },
    {
      id: 'registration-metadata-refused',
      title: 'Client authentication that the provider does not know',
      mechanism: 'The client wants to register a token_endpoint_auth_method that does not exist.',
      side: 'client',
      entryId: 'dcr-invalid-client-metadata',
      code: 'invalid_client_metadata',
      profile: (profile) => withRegistration(profile, { token_endpoint_auth_method: 'by_handshake' }),
    },
    {
      id: 'initial-access-token-missing',
      title: 'Registration without the initial access token',
      mechanism: 'The provider demands an initial access token, and the client sends none.',
      side: 'provider',
      entryId: 'dcr-management-401',
      code: 'initial access token',
      provider: { initialAccessToken: INITIAL_ACCESS_TOKEN },
    },
    {
      id: 'initial-access-token-wrong',
      title: 'Registration with a wrong initial access token',
      mechanism: 'The client sends an initial access token that is not the one the provider gave out.',
      side: 'client',
      entryId: 'dcr-management-401',
      code: '401',
      profile: (profile) => withRegistration(profile, {}, { initialAccessToken: 'not-the-one-given-out-1' }),
      provider: { initialAccessToken: INITIAL_ACCESS_TOKEN },
    },
    {
      id: 'registration-access-token-wrong',
      title: 'Management with a wrong registration access token',
      mechanism: 'The client reads its registration with a token that does not belong to it.',
      side: 'client',
      entryId: 'dcr-management-401',
      code: '401',
      tweaks: {
        rewriteRequest(purpose, request) {
          if (purpose !== 'registration' || request.method !== 'GET') return request;
          const headers = request.headers.map(([name, value]): [string, string] =>
            name.toLowerCase() === 'authorization' ? [name, 'Bearer not-the-one-1'] : [name, value],
          );
          return { ...request, headers };
        },
      },
    },
  ] satisfies Fault[]
).map((fault): Fault => ({ ...fault, flows: ['registration'] }));

function withRegistration(
  profile: Profile,
  metadata: Registration['metadata'],
  change: Partial<Registration> = {},
): Profile {
  const { registration } = profile;
  if (!registration) return profile;
  return {
    ...profile,
    registration: { ...registration, ...change, metadata: { ...registration.metadata, ...metadata } },
  };
}
