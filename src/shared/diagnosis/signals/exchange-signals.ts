import { withoutQuery } from '../../model/read-message';
import type { ExchangeView, StepView } from '../../model/session';
import { parseWwwAuthenticate } from '../www-authenticate';
import { hasNoScheme, isTokenScheme, readAnswerSignals } from './answer-signals';
import { type ExchangeReading, readExchange } from './exchange-reading';
import { readPageSignals } from './page-signals';
import { findCodesInBody, findCodesInText } from './provider-codes';
import { isHtml, readPageText, readPageTitle } from './read-body';
import { createSignal, type Signal } from './signal';
import { describeCodes, describeText } from './text-signals';

/** More than a provider says of an error; patterns read no more of a text. */
const MAX_TEXT = 8_192;
/** Headers that carry an error of their own. */
export const ERROR_HEADERS =
  /^(x-(ms-)?error[\w-]{0,40}|x-amzn-errortype|x-oauth-error|error|warning|x-reason)$/i;

/**
 * The exchanges of a step that tell of its failure: the last on each channel, since an earlier one was
 * followed by another try. In the browser answers that are errors count, and where no callback came
 * back also the page that was left standing, since some providers show errors with HTTP 200. What the
 * redirect URI answers is our own.
 */
export function findTellingExchanges(step: StepView): ExchangeView[] {
  const back = findLastTold(step.exchanges.filter(({ channel }) => channel === 'back'));
  const isBack = step.hits.some((hit) => hit.verdict === 'accepted');
  const pages = step.exchanges.filter(
    ({ channel, purpose, request, error }) =>
      channel === 'front' &&
      // A page that was left before its answer says nothing.
      error?.source !== 'local' &&
      (purpose === 'authorization' || purpose === 'logout' || purpose === 'other') &&
      (!step.wait || withoutQuery(request.url) !== withoutQuery(step.wait.redirectUri)),
  );
  const front =
    pages.findLast(({ response, error }) => !!error || (response?.status ?? 0) >= 400) ??
    (isBack ? undefined : pages.findLast(({ response }) => response && isHtml(response)));
  return [back, front].filter((exchange) => exchange !== undefined);
}

/** One that was given up on this side (the end of a wait) says less than the answer before it. */
function findLastTold(exchanges: ExchangeView[]): ExchangeView | undefined {
  const last = exchanges.at(-1);
  if (!last || last.response || (last.error && last.error.source !== 'local')) return last;
  return exchanges.findLast(({ response, purpose }) => response && purpose === last.purpose) ?? last;
}

/** What the answer to a request says: its errors, codes, challenges and texts, and its status. */
export function readExchangeSignals(
  exchange: ExchangeView,
  metadata: Record<string, unknown> = {},
): Signal[] {
  const { response } = exchange;
  if (!response) return [];
  const reading = readExchange(exchange, response, metadata);
  const isFront = exchange.channel === 'front';
  return [
    ...(isFront ? readPageSignals(reading) : [...readErrorBody(reading), ...readHtml(reading)]),
    ...readChallenges(reading),
    ...(isFront ? [] : readCodes(reading)),
    ...(isFront ? [] : readText(reading)),
    ...readAnswerSignals(reading),
    ...(response.status >= 300 ? [describeStatus(reading)] : []),
  ];
}

function readErrorBody({ exchange, response, body, place }: ExchangeReading): Signal[] {
  const { error: fields } = body;
  if (!fields?.isOAuthError) return [];
  const { error, description } = fields;
  const isProtected = exchange.purpose === 'resource' || exchange.purpose === 'userinfo';
  return [
    createSignal({
      ...place,
      kind: 'oauth-error',
      value: error,
      text: `${error} ${description ?? ''}`,
      statement: `The body of the ${place.where} (HTTP ${response.status}) names the error.`,
      actual: description === null ? error : `${error}: ${description}`,
      // An API may have error codes of its own; there the challenge speaks for the protocol (RFC 6750 3).
      confidence: isProtected ? 0.9 : 0.95,
    }),
  ];
}

/** RFC 6750 section 3: the challenge of a protected resource carries error, error_description and scope. */
function readChallenges({ exchange, response, challengeFields, place }: ExchangeReading): Signal[] {
  if (response.status < 400) return [];
  const hasCredentials = exchange.request.headers.some(([name]) => /^authorization$/i.test(name));
  // Parameters without a scheme are read as those of Bearer, which is what such servers mean.
  const fields = challengeFields.map((field) => (hasNoScheme(field) ? `Bearer ${field}` : field));
  return parseWwwAuthenticate(fields).flatMap(({ scheme, parameters }) => {
    const error = parameters.get('error');
    if (error === undefined && (hasCredentials || !isTokenScheme(scheme))) return [];
    const description = parameters.get('error_description');
    return [
      createSignal({
        ...place,
        kind: 'challenge',
        value: error ?? 'no-credentials',
        text: `${error ?? ''} ${description ?? ''}`,
        details: {
          ...Object.fromEntries([...parameters].slice(0, 20)),
          request: isMcpRequest(exchange) ? 'mcp' : 'other',
          metadata: parameters.has('resource_metadata') ? 'named' : 'none',
        },
        statement: `WWW-Authenticate of the ${place.where} holds a ${scheme} challenge.`,
        actual: error === undefined ? `${scheme}, without error` : joinText(error, description),
        confidence: exchange.purpose === 'token' ? 0.9 : 0.95,
      }),
    ];
  });
}

/** A message of MCP, by its form or its address: JSON-RPC to /mcp or /sse. */
export function isMcpRequest({ request }: ExchangeView): boolean {
  const isNamed = request.headers.some(([name]) => /^mcp-(session-id|protocol-version)$/i.test(name));
  const isRpc = /"jsonrpc"\s{0,9}:\s{0,9}"2\.0"/.test(request.body?.text.slice(0, 4_096) ?? '');
  return isNamed || isRpc || /\/(mcp|sse)\/?$/i.test(withoutQuery(request.url).slice(-200));
}

function readCodes(reading: ExchangeReading): Signal[] {
  const { response, body } = reading;
  const isPage = isHtml(response);
  const codes = [
    ...(isPage ? findCodesInText(readPageText(response)) : findCodesInBody(body)),
    ...findCodesInText(readSpokenHeaders(reading).join(' \n')),
    ...(isPage || body.json || body.form ? [] : findCodesInText(body.text.slice(0, MAX_TEXT))),
  ];
  return describeCodes(codes, reading.place);
}

/** Everything the answer says in words, for patterns that no code leads to. */
function readText(reading: ExchangeReading): Signal[] {
  const { response, body, place } = reading;
  const isPage = isHtml(response);
  if (response.status < 400 && body.error === null && !isPage) return [];
  const said = isPage
    ? [readPageTitle(response), readPageText(response)]
    : body.json || body.form
      ? [body.error?.error ?? '', ...body.messages]
      : [body.text.slice(0, MAX_TEXT)];
  return describeText([...said, ...readSpokenHeaders(reading)], place);
}

function readSpokenHeaders({ response, challengeFields }: ExchangeReading): string[] {
  const named = response.headers.filter(([name]) => ERROR_HEADERS.test(name)).map(([, value]) => value);
  return [...(response.status >= 400 ? challengeFields : []), ...named].map((value) => value.slice(0, 2_048));
}

function readHtml({ exchange, response, place }: ExchangeReading): Signal[] {
  if (exchange.purpose === 'resource' || response.status >= 300 || !isHtml(response)) return [];
  return [
    createSignal({
      ...place,
      kind: 'html',
      value: 'html',
      text: readPageText(response),
      statement: `The ${place.where} is an HTML page.`,
      expected: 'application/json',
      actual: readPageTitle(response) || 'an HTML page',
    }),
  ];
}

function describeStatus({ exchange, response, body, place }: ExchangeReading): Signal {
  const { method, url } = exchange.request;
  return createSignal({
    ...place,
    kind: 'http-status',
    value: String(response.status),
    text: body.text.slice(0, 4_096),
    statement: `${method} ${withoutQuery(url)} was answered with HTTP ${response.status}.`,
    expected: 'a status from 200 to 299',
    actual: `${response.status} ${response.statusText}`.trim(),
  });
}

function joinText(error: string, description: string | undefined): string {
  return description === undefined ? error : `${error}: ${description}`;
}
