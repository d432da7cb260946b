import type { ClientMetadata } from 'oidc-provider';
import { onTestFinished } from 'vitest';
import { CLIENT_SCOPES, createClientSecrets } from '../../src/main/practice/clients';
import { loadPracticeKeys } from '../../src/main/practice/keys';
import {
  createPracticeProvider,
  type PracticeProvider,
  type PracticeProviderOptions,
} from '../../src/main/practice/practice-provider';

export const OWN_CLIENT = 'own-client';

type Options = Partial<Omit<PracticeProviderOptions, 'keys' | 'clientSecrets'>> & {
  /** What differs in the registration of `own-client`. */
  client?: Partial<ClientMetadata>;
};

/** A provider with one client of the test's own, which is none of the practice clients; closed after the test. */
export async function startOwnProvider({
  client = {},
  change = {},
  ...options
}: Options = {}): Promise<PracticeProvider> {
  const provider = await createPracticeProvider({
    keys: await loadPracticeKeys(),
    clientSecrets: createClientSecrets(),
    ...options,
    change: { ...change, clients: [buildOwnClient(client), ...(change.clients ?? [])] },
  });
  onTestFinished(() => provider.close());
  return provider;
}

function buildOwnClient(members: Partial<ClientMetadata>): ClientMetadata {
  return {
    client_id: OWN_CLIENT,
    application_type: 'native',
    grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
    response_types: ['code'],
    redirect_uris: ['http://127.0.0.1/callback'],
    scope: CLIENT_SCOPES.join(' '),
    ...members,
  };
}
