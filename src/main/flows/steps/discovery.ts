import { checkEndpointsHttps } from '@shared/checks/check-metadata';
import { checkDiscovery } from '@shared/checks/check-responses';
import type { CheckResult } from '@shared/model/check';
import { readJsonObject } from '@shared/model/read-message';
import * as client from 'openid-client';
import { createClientAuth } from '../client-auth';
import type { FlowStep, StepContext } from '../flow';
import { throwOnFailedCheck } from '../throw-on-failed-check';
import { followDiscoveryRedirects } from './follow-discovery-redirects';

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
    const configuration = profile.server
      ? new client.Configuration(
          profile.server as client.ServerMetadata,
          profile.client.id,
          undefined,
          authOf(context),
        )
      : await discover(context);
    // Deadlines are the recorder's: the library's would run on while a step is held back.
    configuration.timeout = 0;
    // Which http is safe depends on the endpoint, which the library cannot tell: our own row does.
    client.allowInsecureRequests(configuration);
    context.state.configuration = configuration;
    const metadata = configuration.serverMetadata();
    context.artifact('server-metadata', 'json', JSON.stringify(metadata));
    const https = checkEndpointsHttps(metadata, profile.allowInsecure);
    context.check(https, context.findExchange('discovery')?.id);
    // The library compares issuers as URLs; the rows compare the strings that tokens will carry.
    throwOnFailedCheck([...rowsOf(context), https]);
    return 'done';
  },
};

/** The configuration, or a bug: every step after discovery has one. */
export function configurationOf(context: StepContext): client.Configuration {
  if (!context.state.configuration) throw new Error('The discovery step has not run.');
  return context.state.configuration;
}

type Algorithm = NonNullable<client.DiscoveryRequestOptions['algorithm']>;

async function discover(context: StepContext): Promise<client.Configuration> {
  const algorithms: Algorithm[] = context.profile.scope.split(' ').includes('openid')
    ? ['oidc', 'oauth2']
    : ['oauth2', 'oidc'];
  if (isDocumentUrl(context)) algorithms.pop();
  for (;;) {
    const algorithm = algorithms.shift() ?? 'oidc';
    let isLast = true;
    try {
      return await discoverBy(context, algorithm);
    } catch (error) {
      isLast = algorithms.length === 0 || !isElsewhere(context);
      if (isLast) throw error;
      const status = context.findExchange('discovery')?.response?.status;
      context.note(
        'discovery-fallback',
        `No ${algorithm} metadata here (HTTP ${status}); trying the other well-known location.`,
      );
    } finally {
      recordRows(context, isLast);
    }
  }
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
  return client.discovery(new URL(profile.issuer ?? ''), profile.client.id, undefined, authOf(context), {
    algorithm,
    [client.customFetch]: fetch as client.CustomFetch,
    execute: [client.allowInsecureRequests],
  });
}

/** `isFinal` false: the other location is still to be asked, so what failed here decides nothing. */
function recordRows(context: StepContext, isFinal: boolean): void {
  const exchange = context.findExchange('discovery');
  for (const row of rowsOf(context)) {
    const isOpen = row.verdict === 'fail' && !isFinal;
    context.check(isOpen ? { ...row, verdict: 'info' } : row, exchange?.id);
  }
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

function authOf(context: StepContext): client.ClientAuth {
  return createClientAuth(context.profile.client, context.clientSecret);
}
