import type { RecordedRequest, RecordedResponse } from '@shared/model/exchange';
import { decodeJwt, decodeJwtHeader } from '@shared/model/read-jwt';
import { parseJsonObject, readHeader, withoutQuery } from '@shared/model/read-message';
import type { ExchangeView, StepView } from '@shared/model/session';
import { type FormPair, readBody, readUrlPairs } from './read-body';

export interface ReadToken {
  /** What it is, whatever it was called where it was found: id-token, client-assertion, dpop-proof. */
  name: string;
  value: string;
  header: Record<string, unknown>;
  /** Null where they are encrypted. */
  claims: Record<string, unknown> | null;
  signature: string;
  places: TokenPlace[];
}

/** Where a token crossed the wire. */
export interface TokenPlace {
  /** Null for the front channel, which has no exchange of its own. */
  exchangeId: string | null;
  /** By this client; the others were received. */
  isSent: boolean;
  /** "Sent to POST https://id.example/token as client_assertion". */
  text: string;
}

interface Found {
  name: string;
  value: string;
  place: TokenPlace | null;
}

/** Parameters whose name says less than what they carry. */
const MEANINGS: Record<string, string> = {
  dpop: 'dpop-proof',
  request: 'request-object',
  response: 'authorization-response',
  authorization: 'access-token',
};

const TITLES: Record<string, string> = {
  'id-token': 'ID token',
  'access-token': 'Access token',
  'refresh-token': 'Refresh token',
  'client-assertion': 'Client assertion',
  assertion: 'Assertion',
  'request-object': 'Request object',
  'encrypted-request-object': 'Encrypted request object',
  'authorization-response': 'Authorization response (JARM)',
  'dpop-proof': 'DPoP proof',
  'logout-token': 'Logout token',
  'subject-token': 'Subject token',
  'actor-token': 'Actor token',
  userinfo: 'UserInfo response',
};

export function titleToken(name: string): string {
  return Object.hasOwn(TITLES, name) ? (TITLES[name] ?? name) : name;
}

/** Every JWT that a step made, sent or received, each value once with the places it was seen at; opaque tokens are none. */
export function readTokens(step: StepView): ReadToken[] {
  const found: Found[] = [
    // What the flow itself calls a value comes before the name of a parameter.
    ...step.artifacts.map(({ name, value }) => ({ name, value, place: null })),
    ...listFrontChannel(step),
    ...step.exchanges.flatMap(listInExchange),
  ];
  const byValue = Map.groupBy(found, ({ value }) => value);
  return [...byValue].flatMap(([value, group]) => {
    const token = readToken(group[0]?.name ?? '', value);
    const places = group.flatMap(({ place }) => (place ? [place] : []));
    return token ? [{ ...token, places }] : [];
  });
}

/** The tokens of a step; of the last step before it that has any, where it only works with them. */
export function findTokens(
  steps: readonly StepView[],
  step: StepView,
): { from: StepView; tokens: ReadToken[] } | null {
  for (const from of steps.slice(0, steps.indexOf(step) + 1).reverse()) {
    const tokens = readTokens(from);
    if (tokens.length > 0) return { from, tokens };
  }
  return null;
}

function listFrontChannel({ wait, hits }: StepView): Found[] {
  const sent = readUrlPairs(wait?.authorizationUrl ?? '').map((pair) =>
    toFound(pair, null, `Sent in the authorization URL as ${pair.name}`),
  );
  const received = hits
    .filter(({ verdict }) => verdict === 'accepted')
    .flatMap(({ url }) => readUrlPairs(url))
    .map((pair) => toFound(pair, null, `Received at the redirect URI as ${pair.name}`));
  return [...sent, ...received];
}

function listInExchange({ id, purpose, request, response }: ExchangeView): Found[] {
  const target = `${request.method} ${withoutQuery(request.url)}`;
  return [...listSent(request, id, target), ...(response ? listReceived(response, id, target, purpose) : [])];
}

function listSent(request: RecordedRequest, id: string, target: string): Found[] {
  const { url, headers, body } = request;
  const form = body ? readBody(body, headers) : null;
  const inHeaders = headers
    .filter(([name]) => /^(authorization|dpop)$/i.test(name))
    .map(([name, value]) =>
      toFound({ name, value: value.split(' ').at(-1) ?? '' }, id, `Sent to ${target} in the header ${name}`),
    );
  const pairs = [...readUrlPairs(url), ...(form?.kind === 'form' ? form.pairs : [])];
  return [...inHeaders, ...pairs.map((pair) => toFound(pair, id, `Sent to ${target} as ${pair.name}`))];
}

function listReceived(response: RecordedResponse, id: string, target: string, purpose: string): Found[] {
  const text = response.body?.text ?? '';
  const members = Object.entries(parseJsonObject(text) ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const isJwt = /jwt/i.test(readHeader(response.headers, 'content-type') ?? '');
  return [
    ...(isJwt ? [toFound({ name: purpose, value: text }, id, `The whole answer to ${target}`)] : []),
    ...members.map(([name, value]) => toFound({ name, value }, id, `Received from ${target} as ${name}`)),
  ];
}

function toFound({ name, value }: FormPair, exchangeId: string | null, text: string): Found {
  return { name, value, place: { exchangeId, isSent: text.startsWith('Sent'), text } };
}

function readToken(name: string, value: string): Omit<ReadToken, 'places'> | null {
  if (!/^[\w-]+\.[\w-]*\.[\w-]*(\.[\w-]*\.[\w-]*)?$/.test(value)) return null;
  const header = decodeJwtHeader(value);
  const parts = value.split('.');
  const isEncrypted = parts.length === 5;
  const claims = isEncrypted ? null : (decodeJwt(value)?.claims ?? null);
  if (!header || (!claims && !isEncrypted)) return null;
  return { name: nameToken(name), value, header, claims, signature: isEncrypted ? '' : (parts[2] ?? '') };
}

function nameToken(name: string): string {
  const plain = name.toLowerCase().replaceAll('_', '-');
  return Object.hasOwn(MEANINGS, plain) ? (MEANINGS[plain] ?? plain) : plain;
}

/** NumericDate claims (RFC 7519 section 2), in seconds since the epoch. */
const TIME_CLAIMS = new Set(['exp', 'iat', 'nbf', 'auth_time', 'updated_at', 'toe']);

/** Epoch milliseconds of a claim that is a time, else null. */
export function readClaimTime(name: string, value: unknown): number | null {
  return TIME_CLAIMS.has(name) && typeof value === 'number' && Number.isFinite(value) ? value * 1000 : null;
}
