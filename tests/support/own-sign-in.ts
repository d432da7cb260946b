import { type ProfileInput, profileSchema } from '@shared/model/profile';
import { listSecretUses } from '@shared/model/profile-secrets';
import type { SessionView } from '@shared/model/session';
import { signInAtPractice } from '../../src/main/practice/practice-sign-in';
import { runTestFlow } from './run-test-flow';

/** The authorization code flow at a provider of the test's own, with alice at the keyboard. */
export async function signInAtOwnProvider(
  issuer: string,
  profile: Partial<ProfileInput>,
): Promise<SessionView> {
  const redirectUri = 'http://127.0.0.1:8765/callback';
  const parsed = profileSchema.parse({ name: 'Own', issuer, client: { id: 'own' }, ...profile });
  const { session } = await runTestFlow({
    issuer,
    profile,
    secrets: Object.fromEntries(listSecretUses(parsed).map(({ member, source }) => [member, String(source)])),
    ports: {
      frontChannel: {
        async open() {
          return {
            redirectUri,
            async waitForCallback({ authorizationUrl, signal }) {
              let callback: URL | null = null;
              await signInAtPractice({
                authorizationUrl,
                redirectUri,
                signal,
                async fetch(input, init) {
                  const url = new URL(String(input));
                  if (!url.href.startsWith(redirectUri)) return fetch(input, init);
                  callback = url;
                  return new Response();
                },
              });
              if (!callback) throw new Error('No callback came.');
              return callback;
            },
            close: async () => {},
          };
        },
      },
    },
  });
  return session;
}
