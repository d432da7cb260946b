import { createServer } from 'node:http';
import type { ClientAuthMethod } from '@shared/model/client-schema';
import type { ProfileInput } from '@shared/model/profile';
import type { Flow } from '../../src/main/flows/flow';
import { closeServer, listenOnLoopback } from '../../src/main/loopback-server';
import { buildProfileClient, type ClientSecrets, createClientSecrets } from '../../src/main/practice/clients';
import { loadPracticeKeys, type PracticeKeys } from '../../src/main/practice/keys';
import { createPracticeProvider } from '../../src/main/practice/practice-provider';
import { signInAtPractice } from '../../src/main/practice/practice-sign-in';
import type { ProviderChange } from '../../src/main/practice/provider-change';
import { runTestFlow, type TestFlowRun } from './run-test-flow';

export interface ApprovalCell {
  flow: Flow;
  auth: ClientAuthMethod;
  profile: Partial<ProfileInput>;
  change?: ProviderChange;
  callbackTimeoutMs?: number;
}

const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
const CIBA_GRANT = 'urn:openid:params:grant-type:ciba';

let shared: Promise<{ keys: PracticeKeys; clientSecrets: ClientSecrets }> | null = null;

async function loadShared() {
  shared ??= loadPracticeKeys().then((keys) => ({ keys, clientSecrets: createClientSecrets() }));
  return shared;
}

/**
 * Runs a flow in which the user decides elsewhere, at a practice provider of its own where every client may
 * use these grants: client authentication is really verified, and alice really goes through the pages.
 */
export async function runApprovalCell(cell: ApprovalCell): Promise<TestFlowRun> {
  const { keys, clientSecrets } = await loadShared();
  const isPing = cell.profile.ciba?.delivery === 'ping';
  const notificationUri = isPing ? await findFreeUri() : null;
  const client = buildProfileClient(cell.auth);
  const provider = await createPracticeProvider({
    keys,
    clientSecrets,
    change: {
      ...cell.change,
      clientMetadata: {
        grant_types: [DEVICE_GRANT, CIBA_GRANT, 'refresh_token'],
        response_types: [],
        redirect_uris: [],
        backchannel_token_delivery_mode: isPing ? 'ping' : 'poll',
        ...(notificationUri && {
          backchannel_client_notification_endpoint: notificationUri.replace(/^http:/, 'https:'),
        }),
        ...cell.change?.clientMetadata,
      },
    },
  });
  try {
    return await runTestFlow({
      issuer: provider.issuer,
      flow: cell.flow,
      clientSecret: clientSecrets[client.id] ?? null,
      secrets: { 'client.key.from': JSON.stringify(keys.client) },
      profile: {
        client,
        resource: { url: `${provider.issuer}/api/me` },
        ...cell.profile,
        ...(notificationUri && { ciba: { delivery: 'ping', notificationUri } }),
      },
      visitPage: async ({ verificationUri, verificationUriComplete, fetch, signal }) =>
        signInAtPractice({
          authorizationUrl: verificationUriComplete ?? verificationUri,
          redirectUri: null,
          fetch,
          signal,
        }),
      ports: { callbackTimeoutMs: cell.callbackTimeoutMs ?? 20_000 },
    });
  } finally {
    await provider.close();
  }
}

/** A notification endpoint is registered with its port, so it is chosen before anybody listens there. */
async function findFreeUri(): Promise<string> {
  const server = createServer();
  const port = await listenOnLoopback(server, 0);
  await closeServer(server);
  return `http://127.0.0.1:${port}/ciba`;
}
