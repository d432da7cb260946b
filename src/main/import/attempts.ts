import { readHeader, readJsonObject, withoutQuery } from '@shared/model/read-message';
import { type ImportedPurpose, isResponseUrl, readParameters } from './classify-exchange';
import type { ImportedExchange } from './imported-exchange';
import { resolveRequest } from './resolve-request';

export interface ClassifiedExchange extends ImportedExchange {
  purpose: ImportedPurpose;
  /** It redirects to an address that was asked next. */
  isFollowed?: boolean;
}

/** One try to sign in: from an authorization request to the next one of the same client. */
export interface Attempt {
  exchanges: ClassifiedExchange[];
}

/** What belongs to no attempt: the provider's metadata and keys serve all of them. */
export function isShared({ purpose }: ClassifiedExchange): boolean {
  return purpose === 'discovery' || purpose === 'jwks';
}

/**
 * The attempts of a recording in their order. A request of another client with another redirect URI is
 * the provider's own, to the one behind it, and the same request again is a step of the same attempt.
 */
export function splitIntoAttempts(exchanges: readonly ClassifiedExchange[]): Attempt[] {
  const attempts: Attempt[] = [];
  let asked: URLSearchParams | null = null;
  for (const exchange of exchanges) {
    if (isShared(exchange)) continue;
    const current = attempts.at(-1);
    const sent = exchange.purpose === 'authorization' ? readRequest(exchange) : null;
    const isOther = sent !== null && (asked === null ? hasAnswer(current) : isAnotherAttempt(asked, sent));
    if (!current || isOther) attempts.push({ exchanges: [exchange] });
    else current.exchanges.push(exchange);
    if (sent && (asked === null || isOther)) asked = sent;
  }
  return attempts;
}

/**
 * The parameters of an authorization request, null for a page that only belongs to one. A request may lack
 * response_type, which is then what the provider refuses (RFC 6749 section 4.1.1).
 */
export function readRequest({ request }: ImportedExchange): URLSearchParams | null {
  const sent = readParameters(request);
  if (!sent.has('client_id')) return null;
  if (['response_type', 'request_uri', 'request'].some((name) => sent.has(name))) return sent;
  const isIncomplete = sent.has('redirect_uri') && (sent.has('scope') || sent.has('state'));
  return isIncomplete && !sent.has('error') ? sent : null;
}

/** A recording may begin in the middle of an attempt. */
function hasAnswer(attempt: Attempt | undefined): boolean {
  return attempt?.exchanges.some(({ purpose }) => purpose === 'callback' || purpose === 'token') ?? false;
}

const NEW_IN_EACH = ['client_id', 'state', 'nonce', 'code_challenge', 'request_uri'];

function isAnotherAttempt(asked: URLSearchParams, sent: URLSearchParams): boolean {
  const isSameClient =
    withoutLoopbackPort(asked.get('redirect_uri')) === withoutLoopbackPort(sent.get('redirect_uri')) &&
    (sent.has('redirect_uri') || asked.get('client_id') === sent.get('client_id'));
  return isSameClient && NEW_IN_EACH.some((name) => asked.get(name) !== sent.get(name));
}

/** A native app may listen at another port each time (RFC 8252 section 7.3). */
function withoutLoopbackPort(uri: string | null): string | undefined {
  return uri?.replace(/^(http:\/\/(?:127\.0\.0\.1|\[::1\]|localhost)):\d{1,5}/, '$1');
}

/** What the checks of one attempt compare with. */
export interface AttemptFacts {
  /** Parameters of the authorization request; null where it was not captured. */
  asked: URLSearchParams | null;
  /** They stand in a pushed request or a request object, of which a recording may hold but a part. */
  isAskedElsewhere: boolean;
  authorizationUrl: string | null;
  /** As it came, or with the fields of a form in its query (response_mode form_post). */
  callbackUrl: string | null;
  callbackMethod: string;
  /** Epoch milliseconds, null where the format has no times. */
  callbackAt: number | null;
  metadata: Record<string, unknown>;
  /** The address that the metadata came from. */
  metadataUrl: string | null;
  jwks: unknown;
  /** The last token exchange of the attempt. */
  token: ClassifiedExchange | null;
}

/** Reads what an attempt asked for and got, with the metadata and keys of the provider it asked. */
export function collectFacts(attempt: Attempt, shared: readonly ClassifiedExchange[]): AttemptFacts {
  const requests = attempt.exchanges.flatMap((exchange) => {
    const parameters = exchange.purpose === 'authorization' ? readRequest(exchange) : null;
    return parameters ? [{ url: withoutQuery(exchange.request.url), parameters }] : [];
  });
  // The first is the client's own; those after it may be the provider's, to the one behind it.
  const [request] = requests;
  const asked = request ? resolveRequest(request.parameters, attempt.exchanges) : null;
  const callback = findCallback(attempt, asked?.get('redirect_uri') ?? null);
  const token = attempt.exchanges.findLast(({ purpose }) => purpose === 'token') ?? null;
  const document = findDocument(shared, [request?.url, token && withoutQuery(token.request.url)]);
  const keys = findKeys(shared, document?.metadata['jwks_uri']);
  return {
    asked,
    isAskedElsewhere: request !== undefined && asked !== request.parameters,
    authorizationUrl: request ? `${request.url}?${request.parameters}` : null,
    callbackUrl: callback?.url ?? null,
    callbackMethod: callback?.method ?? 'GET',
    callbackAt: callback?.time ?? null,
    metadata: document?.metadata ?? {},
    metadataUrl: document?.url ?? null,
    jwks: keys,
    token,
  };
}

interface Arrived {
  url: string;
  method: string;
  time: number | null;
}

/** A fragment, and the address of a native app, are seen in the redirect alone. */
function findCallback({ exchanges }: Attempt, redirectUri: string | null): Arrived | null {
  const isOwn = (url: string): boolean => {
    const parsed = URL.parse(url);
    if (redirectUri === null) return parsed !== null && isResponseUrl(parsed);
    return parsed !== null && withoutQuery(url) === withoutQuery(redirectUri);
  };
  const requests = exchanges.filter(({ purpose }) => purpose === 'callback').map(readArrived);
  const redirects = exchanges
    .filter(({ purpose }) => purpose !== 'callback')
    .flatMap(({ response, startedAt, totalMs }): Arrived[] => {
      const url = response && readHeader(response.headers, 'location');
      const time = startedAt === null ? null : startedAt + totalMs;
      return url && isOwn(url) ? [{ url, method: 'GET', time }] : [];
    });
  const own = requests.findLast(({ url }) => isOwn(url));
  const redirect = redirects.at(-1);
  if (redirect && (!own || (/#./.test(redirect.url) && !/#./.test(own.url)))) return redirect;
  return own ?? requests.at(-1) ?? null;
}

function readArrived({ request, startedAt: time }: ClassifiedExchange): Arrived {
  const { method, url } = request;
  if (method !== 'POST') return { method, url, time };
  return { method, url: `${withoutQuery(url)}?${readParameters(request)}`, time };
}

interface MetadataDocument {
  url: string;
  metadata: Record<string, unknown>;
}

/** That of the provider which was asked, else the last. */
function findDocument(
  shared: readonly ClassifiedExchange[],
  asked: readonly (string | null | undefined)[],
): MetadataDocument | null {
  const documents = shared.flatMap(({ purpose, request, response }) => {
    const metadata = purpose === 'discovery' && response ? readJsonObject(response) : null;
    return metadata ? [{ url: request.url, metadata }] : [];
  });
  const isAsked = ({ metadata }: MetadataDocument): boolean =>
    ['authorization_endpoint', 'token_endpoint'].some(
      (name) => Object.hasOwn(metadata, name) && asked.includes(String(metadata[name])),
    );
  return documents.findLast(isAsked) ?? documents.at(-1) ?? null;
}

function findKeys(shared: readonly ClassifiedExchange[], address: unknown): unknown {
  const sets = shared.filter(({ purpose, response }) => purpose === 'jwks' && response?.status === 200);
  const set = sets.findLast(({ request }) => request.url === address) ?? sets.at(-1);
  return set?.response ? readJsonObject(set.response) : null;
}

/** Query and fragment: the implicit and hybrid flows answer in the latter (RFC 6749 section 4.2.2). */
export function readCallbackOf(callbackUrl: string): URLSearchParams {
  const url = URL.parse(callbackUrl);
  return new URLSearchParams([
    ...(url?.searchParams ?? []),
    ...new URLSearchParams(url?.hash.slice(1) ?? ''),
  ]);
}
