import { checkDiscovery } from '@shared/checks/check-responses';
import type { CheckResult } from '@shared/model/check';
import { isLoopbackHost } from '@shared/model/parse-profile';
import type { Profile } from '@shared/model/profile';
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
    if (allowsInsecure(profile)) client.allowInsecureRequests(configuration);
    context.state.configuration = configuration;
    context.artifact('server-metadata', 'json', JSON.stringify(configuration.serverMetadata()));
    // The library compares issuers as URLs; the rows compare the strings that tokens will carry.
    throwOnFailedCheck(rowsOf(context));
    return 'done';
  },
};

/** The configuration, or a bug: every step after discovery has one. */
export function configurationOf(context: StepContext): client.Configuration {
  if (!context.state.configuration) throw new Error('The discovery step has not run.');
  return context.state.configuration;
}

/** http is let through on loopback (RFC 8252 section 7.3) or by the profile's own choice; the profile check guards the rest. */
function allowsInsecure(profile: Profile): boolean {
  if (profile.allowInsecure) return true;
  const urls = [profile.issuer, profile.server?.issuer, profile.server?.token_endpoint];
  return urls.some((text) => {
    if (text === undefined || !URL.canParse(text)) return false;
    const url = new URL(text);
    return url.protocol === 'http:' && isLoopbackHost(url.hostname);
  });
}

type Algorithm = NonNullable<client.DiscoveryRequestOptions['algorithm']>;

async function discover(context: StepContext): Promise<client.Configuration> {
  const { profile } = context;
  const isDocument = profile.issuer?.includes('/.well-known/') ?? false;
  const wantsOpenid = profile.scope.split(' ').includes('openid');
  const algorithms: Algorithm[] = wantsOpenid ? ['oidc', 'oauth2'] : ['oauth2', 'oidc'];
  for (const algorithm of isDocument ? algorithms.slice(0, 1) : algorithms) {
    try {
      return await discoverBy(context, algorithm, isDocument);
    } catch (error) {
      const status = context.findExchange('discovery')?.response?.status;
      const isLast = isDocument || algorithm === algorithms[1];
      if (isLast || status === undefined || ![400, 404, 405, 410].includes(status)) throw error;
      context.note(
        'discovery-fallback',
        `No ${algorithm} metadata here (HTTP ${status}); trying the other well-known location.`,
      );
    }
  }
  throw new Error('unreachable');
}

async function discoverBy(
  context: StepContext,
  algorithm: Algorithm,
  isDocument: boolean,
): Promise<client.Configuration> {
  const { profile } = context;
  const issuer = profile.issuer ?? '';
  const fetch = isDocument ? followDiscoveryRedirects(context) : context.fetchFor('discovery');
  try {
    return await client.discovery(new URL(issuer), profile.client.id, undefined, authOf(context), {
      algorithm,
      [client.customFetch]: fetch as client.CustomFetch,
      ...(allowsInsecure(profile) ? { execute: [client.allowInsecureRequests] } : {}),
    });
  } finally {
    const exchange = context.findExchange('discovery');
    for (const row of rowsOf(context)) context.check(row, exchange?.id);
  }
}

function rowsOf(context: StepContext): CheckResult[] {
  const response = context.findExchange('discovery')?.response;
  const { issuer } = context.profile;
  const isDocument = issuer?.includes('/.well-known/') ?? false;
  return response ? checkDiscovery(response, isDocument ? null : (issuer ?? null)) : [];
}

function authOf(context: StepContext): client.ClientAuth {
  return createClientAuth(context.profile.client, context.clientSecret);
}
