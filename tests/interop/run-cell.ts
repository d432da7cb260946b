import { diagnose } from '@shared/diagnosis/diagnose';
import type { ClientAuthMethod } from '@shared/model/client-schema';
import type { Finding } from '@shared/model/finding';
import type { FlowId, ProfileInput } from '@shared/model/profile';
import type { SessionView } from '@shared/model/session';
import { Agent, fetch as fetchWith } from 'undici';
import type { Practice } from '../../src/main/host/services';
import { ABSENT_PRACTICE } from '../../src/main/practice/practice';
import { createTestHost, type TestHost } from '../support/test-host';
import { SCOPES } from './account';
import type { Cell, CellContext } from './cell';
import type { Glewlwyd } from './glewlwyd/server';
import { createGlewlwydUser, type Decision, type GlewlwydUser } from './glewlwyd/user';

/** Long enough for a provider on a busy machine, and short where nobody is going to come back. */
const WAIT_MS = { answered: 20_000, unanswered: 5_000, absent: 2_000 };

/** Letters only: whether a server decodes Basic credentials is a question of cells of its own. */
const CLIENT_SECRET = 'anInteropSecretOfAtLeastThirtyTwoBytes';

export interface CellRun {
  session: SessionView;
  findings: Finding[];
}

/** Registers a client for the cell and runs its profile through the real host, with alice in front of the provider. */
export async function runCell(cell: Cell, provider: Glewlwyd, context: CellContext): Promise<CellRun> {
  const profile = await buildProfile(cell, provider, context);
  await provider.addClient({
    ...describeClient(cell, profile, context),
    ...readPart(cell.registered, context),
  });
  const user = createGlewlwydUser({
    origin: provider.origin,
    ...(provider.authority === null ? {} : { fetch: createTrustingFetch(provider.authority) }),
  });
  const { user: behaviour = 'allows' } = cell;
  const host = await createTestHost({
    practice: isSeam(cell) ? createSeam(cell, provider) : ABSENT_PRACTICE,
    openBrowser: async (url) => {
      if (behaviour !== 'absent') await openPage(user, url, behaviour);
    },
  });
  const { session } = await run(host, {
    profile,
    callbackTimeoutMs: findWaitMs(cell),
    decide: async () => {
      if (behaviour !== 'absent') await user.decide(context.bindingMessage, behaviour);
    },
  });
  return { session, findings: diagnose(session) };
}

function isSeam({ isWatched, tweaks }: Cell): boolean {
  return isWatched === true || tweaks !== undefined;
}

/** Stands where the practice provider does: the host lets it tweak the client, and gives its browser the fetch that records. */
function createSeam({ tweaks = {} }: Cell, { origin }: Glewlwyd): Practice {
  return {
    ...ABSENT_PRACTICE,
    owns: () => true,
    prepareRun: async (profile) => ({ profile, secrets: {}, tweaks, release: async () => {} }),
    signIn: ({ authorizationUrl, fetch }) => createGlewlwydUser({ origin, fetch }).signIn(authorizationUrl),
  };
}

function findWaitMs({ user, expected }: Cell): number {
  if (user === 'absent') return WAIT_MS.absent;
  return expected.result === 'fails' && expected.stepId === 'callback'
    ? WAIT_MS.unanswered
    : WAIT_MS.answered;
}

interface RunInput {
  profile: ProfileInput;
  callbackTimeoutMs: number;
  /** What the user does once a backchannel request waits for her. */
  decide(): Promise<void>;
}

async function run(host: TestHost, { profile, callbackTimeoutMs, decide }: RunInput) {
  const { sessionId } = await host.expectOk('startRun', { profile, callbackTimeoutMs });
  const ended = host.waitFor(sessionId, (event) => event.type === 'session-ended');
  if (profile.flow === 'ciba') {
    const asked = host.waitFor(sessionId, (event) => event.type === 'approval-awaited');
    await Promise.race([asked.then(decide), ended]);
  }
  await ended;
  return host.readRun(sessionId);
}

function openPage(user: GlewlwydUser, url: string, decision: Decision): Promise<void> {
  return new URL(url).pathname.endsWith('/device')
    ? user.approveDevice(url, decision)
    : user.signIn(url, decision);
}

async function buildProfile(cell: Cell, provider: Glewlwyd, context: CellContext): Promise<ProfileInput> {
  const { client, ...part } = readPart(cell.profile, context);
  const needsSecret = cell.auth.startsWith('client_secret');
  return {
    name: `${cell.flow}, ${cell.auth}, ${cell.features}`,
    issuer: provider.issuer,
    flow: cell.flow,
    redirectUri: context.redirectUri,
    browser: cell.isWatched ? ('practice' as const) : ('system' as const),
    scope: cell.flow === 'client-credentials' ? 'api-read' : SCOPES.join(' '),
    client: {
      id: context.clientId,
      auth: cell.auth,
      ...(needsSecret && { secret: CLIENT_SECRET }),
      ...(cell.auth === 'private_key_jwt' && { key: { from: context.clientKey, alg: 'ES256' as const } }),
      ...client,
    },
    ...(cell.flow === 'ciba' && {
      parameters: {
        authorize: {
          login_hint: JSON.stringify({ username: 'alice' }),
          binding_message: context.bindingMessage,
        },
      },
    }),
    ...(cell.isTls && { tls: describeTls(cell.auth, context) }),
    ...part,
  };
}

function describeTls(auth: ClientAuthMethod, { files }: CellContext) {
  if (auth === 'tls_client_auth') return { ca: files.ca, cert: files.cert, key: files.key };
  if (auth === 'self_signed_tls_client_auth') {
    return { ca: files.ca, cert: files.selfSignedCert, key: files.selfSignedKey };
  }
  return { ca: files.ca };
}

/** Glewlwyd's names for what a client may do: grants and response types in one list. */
const AUTHORIZATION_TYPES: Partial<Record<FlowId, string[]>> = {
  'authorization-code': ['code', 'refresh_token'],
  hybrid: ['code', 'token', 'id_token', 'refresh_token'],
  implicit: ['token', 'id_token'],
  'client-credentials': ['client_credentials'],
  'device-code': ['device_authorization', 'refresh_token'],
  ciba: ['urn:openid:params:grant-type:ciba', 'refresh_token'],
  password: ['password', 'refresh_token'],
  'refresh-token': ['code', 'refresh_token'],
  'token-exchange': ['code'],
};

function describeClient(cell: Cell, profile: ProfileInput, context: CellContext) {
  return {
    client_id: context.clientId,
    name: `A client for ${cell.flow}`,
    enabled: true,
    confidential: cell.auth !== 'none',
    redirect_uri: [profile.redirectUri],
    authorization_type: AUTHORIZATION_TYPES[cell.flow] ?? [],
    scope: cell.flow === 'client-credentials' ? ['api-read'] : [],
    token_endpoint_auth_method: [cell.auth],
    ...(cell.auth.startsWith('client_secret') && { client_secret: CLIENT_SECRET }),
    ...(cell.auth === 'private_key_jwt' && { jwks: context.clientJwks }),
    ...(cell.flow === 'ciba' && { backchannel_token_delivery_mode: 'poll' }),
  };
}

function readPart<T extends object>(
  part: T | ((context: CellContext) => T) | undefined,
  context: CellContext,
) {
  return (typeof part === 'function' ? part(context) : (part ?? {})) as T;
}

/** `fetch` with another authority; the requests of a user are not recorded anyway. */
function createTrustingFetch(ca: string): typeof fetch {
  const dispatcher = new Agent({ connect: { ca } });
  return (input, init) => fetchWith(input as URL, { ...(init as object), dispatcher }) as never;
}
