import { checkEndpoints, checkEndpointsHttps } from '@shared/checks/check-metadata';
import { checkDiscovery } from '@shared/checks/check-responses';
import type { CheckResult } from '@shared/model/check';
import type { ServerMetadata } from '@shared/model/profile';
import { readJsonObject } from '@shared/model/read-message';
import * as client from 'openid-client';
import { createClientAuth } from '../client-auth';
import type { FlowStep, StepContext } from '../flow';
import { missingStep } from '../flow-errors';
import { guessDecryptionAlg, importPrivateKey } from '../import-key';
import { throwOnFailedCheck } from '../throw-on-failed-check';
import { followDiscoveryRedirects } from './follow-discovery-redirects';
import { isTemplatedIssuer, rediscover } from './templated-issuer';

declare module '../flow' {
  interface FlowState {
    /** The library's view of provider and client, from the discovery step on. */
    configuration?: client.Configuration;
  }
}

/** Finds out the provider's endpoints and abilities (OpenID Connect Discovery section 4, RFC 8414 section 3). */
export const discoveryStep: FlowStep = {
  name: 'discovery',
  title: 'Discover the authorization server',
  actor: 'client',
  async run(context) {
    const { profile } = context;
    const { configuration, rows } = profile.server
      ? { configuration: await readServer(context, profile.server), rows: [] }
      : await discover(context);
    await adoptConfiguration(context, configuration);
    const metadata = configuration.serverMetadata();
    context.artifact('server-metadata', 'json', JSON.stringify(metadata));
    const https = checkEndpointsHttps(metadata, profile.allowInsecure);
    context.check(https, context.findExchange('discovery')?.id);
    // The library compares issuers as URLs; the rows compare the strings that tokens will carry.
    throwOnFailedCheck([...rows, https]);
    return 'done';
  },
};

/** For steps that go on with a session whose metadata is recorded: nothing is asked again. */
export async function restoreConfiguration(context: StepContext, metadata: ServerMetadata): Promise<void> {
  await adoptConfiguration(context, await readServer(context, metadata));
}

async function adoptConfiguration(context: StepContext, configuration: client.Configuration): Promise<void> {
  // Deadlines are the recorder's: the library's would run on while a step is held back.
  configuration.timeout = 0;
  // Which http is safe depends on the endpoint, which the library cannot tell: our own row does.
  client.allowInsecureRequests(configuration);
  context.state.configuration = configuration;
  await prepareConfiguration(configuration, context);
}

/** What a profile asks of every later library call; each answers for one variant and leaves the rest alone. */
const PREPARATIONS: ((configuration: client.Configuration, context: StepContext) => void | Promise<void>)[] =
  [decryptResponses, chooseResponseType];

/** Sets a configuration up for this profile, once each. */
export async function prepareConfiguration(
  configuration: client.Configuration,
  context: StepContext,
): Promise<void> {
  for (const prepare of PREPARATIONS) await prepare(configuration, context);
}

/** The library checks an answer with tokens in another way, and must know before (OpenID Connect Core sections 3.2, 3.3). */
function chooseResponseType(configuration: client.Configuration, { profile }: StepContext): void {
  if (profile.flow === 'hybrid') client.useCodeIdTokenResponseType(configuration);
  if (profile.flow === 'implicit') client.useIdTokenResponseType(configuration);
}

/** Encrypted ID tokens, UserInfo and authorization responses (RFC 7516). */
async function decryptResponses(
  configuration: client.Configuration,
  { profile, secrets }: StepContext,
): Promise<void> {
  const text = secrets['client.decryptionKey.from'];
  if (text === undefined) return;
  const facts = profile.client.decryptionKey ?? {};
  const { key, alg, isAlgNamed, kid } = await importPrivateKey(text, facts, guessDecryptionAlg);
  client.enableDecryptingResponses(configuration, undefined, {
    key,
    // An elliptic curve key serves every ECDH-ES algorithm unless it names one.
    ...(alg.startsWith('ECDH-ES') && isAlgNamed ? { alg } : {}),
    ...(kid === undefined ? {} : { kid }),
  });
}

/** The configuration, which every step after discovery needs. */
export function configurationOf(context: StepContext): client.Configuration {
  if (!context.state.configuration) throw missingStep('discovery');
  return context.state.configuration;
}

/** Ends the step where the metadata lacks an endpoint that this flow calls (RFC 8414 section 2). */
export function requireEndpoints(context: StepContext, members: string[]): void {
  const row = checkEndpoints(configurationOf(context).serverMetadata(), members);
  context.check(row);
  throwOnFailedCheck([row]);
}

interface Discovered {
  configuration: client.Configuration;
  /** The checks of the answer, as they are on the trace. */
  rows: CheckResult[];
}

/** Metadata given by hand: nothing is asked. */
async function readServer(context: StepContext, server: ServerMetadata): Promise<client.Configuration> {
  const metadata = server as client.ServerMetadata;
  const auth = await createClientAuth(context);
  const clientId = readClientId(context);
  const clientMetadata = readClientMetadata(context);
  if (isTemplatedIssuer(metadata.issuer)) return rediscover(metadata, { clientId, clientMetadata, auth });
  return new client.Configuration(metadata, clientId, clientMetadata, auth);
}

/** A registration has no client yet; the library wants a name all the same, and sends it nowhere. */
function readClientId({ profile }: StepContext): string {
  return profile.client.id || 'unregistered';
}

/** A client with a certificate talks to the endpoints that ask for one (RFC 8705 section 5). */
function readClientMetadata({ profile }: StepContext): Partial<client.ClientMetadata> {
  return { use_mtls_endpoint_aliases: profile.tls?.cert !== undefined };
}

type Algorithm = NonNullable<client.DiscoveryRequestOptions['algorithm']>;

async function discover(context: StepContext): Promise<Discovered> {
  const isOpenid = context.profile.scope.split(' ').includes('openid');
  const algorithm: Algorithm = isOpenid ? 'oidc' : 'oauth2';
  const first = await attempt(context, algorithm);
  if (first.ok || isDocumentUrl(context) || !isElsewhere(context)) return conclude(context, first);

  const status = context.findExchange('discovery')?.response?.status;
  context.note(
    'discovery-fallback',
    `No ${algorithm} metadata here (HTTP ${status}); trying the other well-known location.`,
  );
  // The other location is still to be asked, so what failed here decides nothing.
  recordRows(
    context,
    rowsOf(context).map((row) => (row.verdict === 'fail' ? { ...row, verdict: 'info' } : row)),
  );
  return conclude(context, await attempt(context, isOpenid ? 'oauth2' : 'oidc'));
}

type Attempt = { ok: true; configuration: client.Configuration } | { ok: false; error: unknown };

async function attempt(context: StepContext, algorithm: Algorithm): Promise<Attempt> {
  try {
    return { ok: true, configuration: await discoverBy(context, algorithm) };
  } catch (error) {
    return { ok: false, error };
  }
}

/** The rows are on the trace also where the library refused the answer. */
function conclude(context: StepContext, attempted: Attempt): Discovered {
  const rows = rowsOf(context);
  recordRows(context, rows);
  if (!attempted.ok) throw attempted.error;
  return { configuration: attempted.configuration, rows };
}

/** Whether an answer says that nothing is here; a server in trouble, or one that wants credentials, does not. */
function isElsewhere(context: StepContext): boolean {
  const response = context.findExchange('discovery')?.response;
  if (!response) return false;
  const { status } = response;
  if (status === 200) return readJsonObject(response) === null;
  return (status >= 300 && status <= 399) || [400, 403, 404, 405, 410].includes(status);
}

async function discoverBy(context: StepContext, algorithm: Algorithm): Promise<client.Configuration> {
  const { profile } = context;
  const fetch = isDocumentUrl(context) ? followDiscoveryRedirects(context) : context.fetchFor('discovery');
  const auth = await createClientAuth(context);
  const clientId = readClientId(context);
  const clientMetadata = readClientMetadata(context);
  const found = await client.discovery(new URL(profile.issuer ?? ''), clientId, clientMetadata, auth, {
    algorithm,
    [client.customFetch]: fetch as client.CustomFetch,
    execute: [client.allowInsecureRequests],
  });
  const metadata = found.serverMetadata();
  if (!isDocumentUrl(context) || !isTemplatedIssuer(metadata.issuer)) return found;
  return rediscover(metadata, { clientId, clientMetadata, auth });
}

function recordRows(context: StepContext, rows: CheckResult[]): void {
  const exchange = context.findExchange('discovery');
  for (const row of rows) context.check(row, exchange?.id);
}

function isDocumentUrl({ profile }: StepContext): boolean {
  return profile.issuer?.includes('/.well-known/') ?? false;
}

function rowsOf(context: StepContext): CheckResult[] {
  const exchange = context.findExchange('discovery');
  const response = exchange?.error ? null : exchange?.response;
  const issuer = isDocumentUrl(context) ? null : (context.profile.issuer ?? null);
  return response ? checkDiscovery(response, issuer) : [];
}
