import type { HeaderList, RecordedRequest, RecordedResponse } from '../model/exchange';
import { parseJsonObject } from '../model/read-message';
import type { ExchangeView } from '../model/session';
import { readClientCredentials } from '../redact/compare-credentials';
import { type RequestParts, takeApart } from '../requests/request-parts';
import { decodeBase64 } from '../text/base64';
import type { DifferenceClass } from './comparison';
import type { Fact, FactContext, Normalise } from './fact';
import {
  classifyAnswer,
  classifyParameter,
  classifyRequestHeader,
  findHeaderNoise,
  findNoise,
} from './name-rules';
import { makeFact, readJsonFacts, readKeySetFacts, readValueFacts } from './read-value-facts';

export interface ExchangeOptions {
  /** Tells exchanges of one step apart, the same on both sides. */
  key: string;
  normalise: Normalise;
}

/** Requests in which a client proves who it is. */
const AUTHENTICATED = new Set([
  'token',
  'par',
  'device-authorization',
  'backchannel-authentication',
  'introspection',
  'revocation',
]);
const CREDENTIALS = new Set(['client_id', 'client_secret']);

/** Everything of an exchange that can be held against another of its kind. */
export function readExchangeFacts(exchange: ExchangeView, options: ExchangeOptions): Fact[] {
  const { purpose, channel, request, response, error } = exchange;
  const isPage = channel === 'front';
  const words = purpose.replaceAll('-', ' ');
  const group = {
    key: options.key,
    class: isPage ? ('header' as const) : ('step' as const),
    subject: 'exchange',
    name: `${words} request`,
    value: `${request.method} ${options.normalise(request.url.split(/[?#]/, 1)[0] ?? '')}${describeEnd(exchange)}`,
  };
  const base = { time: exchange.startedAt, groups: [group], normalise: options.normalise };
  const sent: FactContext = {
    ...base,
    key: `${options.key}|request`,
    subject: `${words} request`,
    seq: exchange.seq,
    phase: 0,
  };
  const got: FactContext = {
    ...base,
    key: `${options.key}|answer`,
    subject: `${words} answer`,
    seq: exchange.endSeq ?? exchange.seq,
    phase: 1,
  };
  if (isPage) return response ? [readPageStatus(got, response)] : [];
  return [
    ...readRequestFacts(sent, exchange),
    ...(response ? readResponseFacts(got, exchange, response) : []),
    ...(error ? [makeFact(got, 'answer', 'error', error.code ?? error.name)] : []),
  ];
}

/**
 * The provider's own pages between two steps are its affair, and their addresses are new in each run. What the
 * browser was sent with is read elsewhere; an error page is an answer.
 */
function readPageStatus(context: FactContext, { status }: RecordedResponse): Fact {
  return makeFact(context, status >= 400 ? 'answer' : 'header', 'status', String(status));
}

function describeEnd({ response, error }: ExchangeView): string {
  if (response) return `, ${response.status}`;
  return error ? `, ${error.code ?? error.name}` : '';
}

function readRequestFacts(context: FactContext, exchange: ExchangeView): Fact[] {
  const { request, purpose } = exchange;
  const text = request.body?.encoding === 'utf8' ? request.body.text : null;
  const { method, address, query, headers, body } = takeRequestApart(request, text);
  const isAuthenticated = AUTHENTICATED.has(purpose);
  const isCredential = (name: string) => isAuthenticated && CREDENTIALS.has(name);
  const json = body.kind === 'text' ? parseJsonObject(body.text) : null;
  return [
    makeFact(context, 'parameter', 'method', method),
    makeFact(context, 'endpoint', 'address', address),
    ...readPairs(context, query),
    ...(body.kind === 'form'
      ? readPairs(
          context,
          body.fields.filter(([name]) => !isCredential(name)),
        )
      : []),
    ...(json ? readJsonFacts(context, classifyParameter, json) : []),
    ...(body.kind === 'text' && !json ? [makeFact(context, 'parameter', 'body', body.text)] : []),
    ...(isAuthenticated ? readCredentialFacts(context, request) : []),
    ...readHeaderFacts(context, headers, classifyRequestHeader),
  ];
}

/** A form stays one where its Content-Type says something else: then that is the difference. */
function takeRequestApart(request: RecordedRequest, text: string | null): RequestParts {
  const parts = takeApart({ ...request, body: text });
  const isForm = parts.body.kind === 'text' && /^[\w.%+-]{1,128}=[^\s<{]*$/.test(parts.body.text);
  return isForm && text !== null
    ? { ...parts, body: { kind: 'form', fields: [...new URLSearchParams(text)] } }
    : parts;
}

/** Rows of one name keep their order, so that a value given twice is seen. */
export function readPairs(
  context: FactContext,
  pairs: readonly (readonly [string, string])[],
  classify: (name: string) => DifferenceClass = classifyParameter,
): Fact[] {
  const counts = new Map<string, number>();
  return pairs.flatMap(([name, value]) => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return readValueFacts(context, classify(name), name, value, {
      keyName: `parameter ${name}#${count}`,
      noise: findNoise(name),
    });
  });
}

/** The same facts wherever the credentials stand, so that another way to send them is one difference. */
function readCredentialFacts(context: FactContext, request: RecordedRequest): Fact[] {
  const form = new URLSearchParams(request.body?.encoding === 'utf8' ? request.body.text : '');
  const basic = readBasic(request.headers);
  const id = basic?.id ?? form.get('client_id');
  const secret = basic?.secret ?? form.get('client_secret');
  const method = readClientCredentials(request)?.method ?? 'none';
  return [
    makeFact(context, 'client-authentication', 'client authentication', method),
    ...(id === null ? [] : [makeFact(context, 'client', 'client_id', id)]),
    ...(secret === null ? [] : [makeFact(context, 'client-authentication', 'client_secret', secret)]),
  ];
}

function readBasic(headers: HeaderList): { id: string; secret: string } | null {
  const field = headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1] ?? '';
  const [, encoded] = /^basic\s+(\S+)/i.exec(field) ?? [];
  const pair = encoded === undefined ? null : decodeBase64(encoded);
  const colon = pair?.indexOf(':') ?? -1;
  if (pair === null || colon < 0) return null;
  return { id: decodeForm(pair.slice(0, colon)), secret: decodeForm(pair.slice(colon + 1)) };
}

/** RFC 6749 section 2.3.1; a text that is no form encoding stays as it is. */
function decodeForm(text: string): string {
  return new URLSearchParams(`v=${text.replaceAll('&', '%26')}`).get('v') ?? text;
}

function readHeaderFacts(
  context: FactContext,
  headers: HeaderList,
  classify: (name: string) => DifferenceClass,
): Fact[] {
  const counts = new Map<string, number>();
  return headers.flatMap(([field, value]) => {
    const name = field.toLowerCase();
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    const keyName = `header ${name}#${count}`;
    if (name === 'authorization') return readAuthorization(context, value, keyName);
    return readValueFacts(context, classify(name), name, value, { keyName, noise: findHeaderNoise(name) });
  });
}

/** The scheme apart from the token. Basic credentials of a client are read elsewhere. */
function readAuthorization(context: FactContext, value: string, keyName: string): Fact[] {
  const [scheme = '', token = ''] = value.trim().split(/\s+/, 2);
  if (/^basic$/i.test(scheme) && readBasic([['authorization', value]])) return [];
  return [
    makeFact(context, 'request-header', 'authorization', scheme, { keyName }),
    makeFact(context, 'request-header', 'access_token', token, {
      keyName: `${keyName} token`,
      noise: 'random',
      echo: 'access_token',
    }),
  ];
}

function readResponseFacts(context: FactContext, exchange: ExchangeView, response: RecordedResponse): Fact[] {
  const { purpose } = exchange;
  return [
    makeFact(context, 'answer', 'status', String(response.status)),
    ...readResponseHeaders(context, response.headers),
    ...readResponseBody(context, exchange, response, classifyAnswer(purpose)),
  ];
}

/** Location and WWW-Authenticate are answers in themselves. */
function readResponseHeaders(context: FactContext, headers: HeaderList): Fact[] {
  const isAnswer = (name: string) => name === 'www-authenticate' || name === 'content-type';
  return readHeaderFacts(
    context,
    headers.map(([name, value]) => [
      name,
      name.toLowerCase() === 'location' ? (value.split(/[?#]/, 1)[0] ?? '') : value,
    ]),
    (name) => (isAnswer(name) ? 'answer' : 'header'),
  );
}

function readResponseBody(
  context: FactContext,
  { purpose }: ExchangeView,
  { status, body }: RecordedResponse,
  classify: (name: string) => DifferenceClass,
): Fact[] {
  if (!body || body.text === '') return [];
  const text = body.encoding === 'utf8' ? body.text : '';
  const keys = purpose === 'jwks' ? readKeySetFacts(context, text) : null;
  if (keys) return keys;
  const json = body.truncated ? null : parseJsonObject(text);
  if (json) return readJsonFacts(status < 400 ? groupMembers(context, json) : context, classify, json);
  const isToken = text.startsWith('ey') && !/\s/.test(text);
  if (isToken) return readValueFacts(context, classify('body'), `${purpose} JWT`, text);
  // Pages hold their own random values; that there is one, and of which kind, is in the other facts.
  if (/^\s*</.test(text)) return [makeFact(context, 'answer', 'body', 'a page', { noise: null })];
  return [makeFact(context, 'answer', 'body', text.slice(0, 2_000))];
}

/** Where the other side was refused, that it lacks each member of the answer is one difference. */
function groupMembers(context: FactContext, json: Record<string, unknown>): FactContext {
  const names = Object.keys(json).slice(0, 12).join(', ');
  const group = {
    key: `${context.key}|members`,
    class: 'answer' as const,
    subject: context.subject,
    name: 'members',
    value: names,
  };
  return { ...context, groups: [...context.groups, group] };
}
