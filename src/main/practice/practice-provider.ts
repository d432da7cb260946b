import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { Provider } from 'oidc-provider';
import { closeServer, listenOnLoopback } from '../loopback-server';
import { createApi } from './api';
import type { ClientSecrets } from './clients';
import { keepUserCode } from './device-pages';
import { registerGrants } from './grants/register-grants';
import { createInteractions } from './interactions';
import type { PracticeKeys } from './keys';
import { loadOidcProvider } from './load-oidc-provider';
import type { PracticeTls } from './mutual-tls';
import { holdToInterval } from './polling';
import type { PracticeMiddleware, ProviderChange } from './provider-change';
import { buildProviderConfiguration } from './provider-configuration';
import { answerUnauthorizedClient } from './unauthorized-client';

export interface PracticeProvider {
  /** http://127.0.0.1:PORT (https with `tls`), without a trailing slash. */
  issuer: string;
  /** Ends within moments: connections that are still open are cut. */
  close(): Promise<void>;
}

export interface PracticeProviderOptions {
  keys: PracticeKeys;
  clientSecrets: ClientSecrets;
  /** What a fault changes; nothing by default. */
  change?: ProviderChange;
  /** 0, the default, means any free port. */
  port?: number;
  /** Listens on https with mutual TLS; plain http by default. */
  tls?: PracticeTls;
}

/**
 * Starts an authorization server, its sign-in pages and a protected API on one loopback origin.
 * State lives in memory and belongs to this instance alone. Rejects where the port is taken.
 */
export async function createPracticeProvider(options: PracticeProviderOptions): Promise<PracticeProvider> {
  const { Provider, errors, interactionPolicy } = await loadOidcProvider();
  const { tls = null } = options;
  const server = tls
    ? createSecureServer({ ...tls, requestCert: true, rejectUnauthorized: false })
    : createServer();
  const port = await listenOnLoopback(server, options.port ?? 0);
  const issuer = `${tls ? 'https' : 'http'}://127.0.0.1:${port}`;
  const change = options.change ?? {};
  const { keys, clientSecrets } = options;

  const provider = new Provider(
    issuer,
    buildProviderConfiguration({ keys, clientSecrets, change, issuer, port, tls, errors, interactionPolicy }),
  );
  registerGrants({ provider, errors });
  // Koa would print every exception of a handler on stderr; the client sees the 500 anyway.
  provider.silent = true;
  const use = (middleware: PracticeMiddleware) => provider.use(middleware as Parameters<Provider['use']>[0]);
  // The other name is the one of mtls_endpoint_aliases.
  use(createOriginGuard([new URL(issuer).host, ...(tls ? [`localhost:${port}`] : [])]));
  if (change.middleware) use(change.middleware({ issuer, keys, provider }));
  use(holdToInterval());
  use(keepUserCode);
  use(createApi({ provider, issuer, keys, change }));
  use(createInteractions(provider, change));
  use(answerUnauthorizedClient);
  server.on('request', provider.callback());

  return { issuer, close: () => closeServer(server) };
}

/** Refuses requests under another host name, as a page that rebinds its DNS name would send them. */
function createOriginGuard(hosts: string[]): PracticeMiddleware {
  return async (ctx, next) => {
    if (hosts.includes(ctx.get('Host'))) await next();
    else ctx.status = 421;
  };
}
