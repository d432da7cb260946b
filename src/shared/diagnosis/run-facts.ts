import { parseJsonObject, readHeader, withoutQuery } from '../model/read-message';
import { readSentAuthorization } from '../model/sent-authorization';
import type { ExchangeView, SessionView, StepView } from '../model/session';
import { type DetectedProvider, detectProvider } from './detect-provider';
import type { PlaceholderValues } from './placeholders';
import { PROVIDER_SETTINGS } from './provider-settings';
import { isProviderName } from './providers';
import type { Signal } from './signals';
import { findTellingExchanges } from './signals/exchange-signals';

/** What holds for every step of a run, worked out once. */
export interface RunContext {
  session: SessionView;
  /** Parameters of the authorization request as it was sent: in the URL, pushed, or in a request object. */
  authorize: URLSearchParams;
  /** Parameters of the last token request. */
  token: URLSearchParams;
  metadata: Record<string, unknown>;
  /** Null where nothing in the recording tells which it is. */
  provider: DetectedProvider | null;
}

/** What evidence rules and placeholders read of a run. */
export interface RunFacts extends RunContext {
  /** The step under diagnosis. */
  step: StepView | null;
  /** The exchange that tells of its failure. */
  exchange: ExchangeView | null;
  signals: Signal[];
}

export function collectRunContext(session: SessionView): RunContext {
  const metadata = parseJsonObject(findArtifact(session, 'server-metadata')?.value ?? '') ?? {};
  return {
    session,
    metadata,
    authorize: readAuthorize(session),
    token: readForm(findTokenExchanges(session).at(-1)),
    provider: detectProvider(session, metadata),
  };
}

export function collectRunFacts(context: RunContext, step: StepView | null, signals: Signal[]): RunFacts {
  const tellers = step ? findTellingExchanges(step) : [];
  const exchange = tellers.findLast(({ response }) => response) ?? tellers.at(-1) ?? null;
  return { ...context, step, signals, exchange };
}

export function findArtifact(session: SessionView, name: string) {
  for (const step of session.steps.toReversed()) {
    const artifact = step.artifacts.findLast((each) => each.name === name);
    if (artifact) return artifact;
  }
  return null;
}

export function findTokenExchanges(session: SessionView): ExchangeView[] {
  return session.steps.flatMap((step) => step.exchanges).filter(({ purpose }) => purpose === 'token');
}

export function readForm(exchange: ExchangeView | undefined): URLSearchParams {
  return new URLSearchParams(exchange?.request.body?.text ?? '');
}

/** A list member of the server metadata (RFC 8414 section 2), null where it is absent. */
export function readMetadataList(facts: RunFacts, name: string): string[] | null {
  const value = Object.hasOwn(facts.metadata, name) ? facts.metadata[name] : null;
  if (!Array.isArray(value)) return null;
  return value.filter((item) => typeof item === 'string').slice(0, 100);
}

/** How the client authenticated in a token request, read from the request itself (RFC 6749 section 2.3). */
export function readAuthMethod(exchange: ExchangeView): string {
  const field = readHeader(exchange.request.headers, 'authorization') ?? '';
  const form = readForm(exchange);
  const methods: string[] = [];
  if (/^basic\b/i.test(field)) methods.push('client_secret_basic');
  if (form.has('client_secret')) methods.push('client_secret_post');
  if (form.has('client_assertion')) methods.push('a client assertion');
  if (methods.length > 0) return methods.join(' and ');
  return exchange.connection?.tls?.clientCertificate ? 'a client certificate' : 'none';
}

/** Values for the placeholders of fixes; public facts only. `provider` names settings where the run tells none. */
export function collectPlaceholderValues(facts: RunFacts, provider: string | null = null): PlaceholderValues {
  const { session, authorize, token, exchange, signals, metadata } = facts;
  const { profile } = session;
  const sent = findTokenExchanges(session).at(-1);
  const clientId = authorize.get('client_id') ?? token.get('client_id') ?? profile?.client.id;
  const requiredScope = signals.find((signal) => signal.details['scope'] !== undefined)?.details['scope'];
  const requestUrl = exchange ? withoutQuery(exchange.request.url) : undefined;
  return dropEmpty({
    ...nameSettings(provider ?? facts.provider?.provider ?? ''),
    authMethod: sent ? readAuthMethod(sent) : profile?.client.auth,
    authorizationEndpoint: metadata['authorization_endpoint'],
    clientId: clientId === undefined ? undefined : `client "${clientId}"`,
    grantType: quote(token.get('grant_type')),
    host: readHost(requestUrl ?? profile?.issuer),
    issuer: metadata['issuer'] ?? profile?.issuer,
    redirectUri: authorize.get('redirect_uri') ?? profile?.redirectUri,
    requestUrl,
    requiredScope: quote(requiredScope),
    scope: quote(authorize.get('scope') ?? profile?.scope),
    tokenEndpoint: metadata['token_endpoint'] ?? sent?.request.url,
  });
}

function nameSettings(provider: string): PlaceholderValues {
  if (!isProviderName(provider)) return {};
  const settings = PROVIDER_SETTINGS[provider];
  return {
    provider,
    redirectUriSetting: settings.redirectUri,
    clientSecretSetting: settings.clientSecret,
    pkceSetting: settings.pkce,
    scopeSetting: settings.scope,
    grantTypeSetting: settings.grantType,
  };
}

function readAuthorize(session: SessionView): URLSearchParams {
  const url =
    findArtifact(session, 'authorization-url')?.value ??
    session.steps.findLast((step) => step.wait)?.wait?.authorizationUrl ??
    '';
  if (!URL.canParse(url)) return new URLSearchParams();
  const pushed = session.steps.flatMap((step) => step.exchanges).findLast(({ purpose }) => purpose === 'par');
  const requestObject = findArtifact(session, 'request-object')?.value ?? null;
  return readSentAuthorization(new URL(url), pushed ?? null, requestObject);
}

function dropEmpty(
  values: Record<keyof PlaceholderValues & string, unknown> | Record<string, unknown>,
): PlaceholderValues {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => typeof value === 'string' && value !== ''),
  );
}

function quote(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? `"${value}"` : undefined;
}

function readHost(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).host : undefined;
}
