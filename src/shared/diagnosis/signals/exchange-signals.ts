import type { ExchangePurpose, RecordedResponse } from '../../model/exchange';
import { readHeader, readHeaders, withoutQuery } from '../../model/read-message';
import type { ExchangeView, StepView } from '../../model/session';
import type { Where } from '../catalog-entry';
import { parseWwwAuthenticate } from '../www-authenticate';
import {
  type ErrorFields,
  isHtml,
  readBodyText,
  readErrorFields,
  readPageText,
  readPageTitle,
} from './read-body';
import { createSignal, type Signal } from './signal';

const WHERE_OF_PURPOSE: Record<ExchangePurpose, Where> = {
  discovery: 'discovery response',
  jwks: 'JWKS response',
  authorization: 'authorization page',
  token: 'token response',
  userinfo: 'userinfo response',
  resource: 'resource response',
  other: 'other response',
};

/** Codes that a page in the browser may show, in JSON or in its text. */
const PAGE_CODES =
  /\b(invalid_redirect_uri|redirect_uri_mismatch|redirect_mismatch|invalid_client|invalid_request|unauthorized_client|access_denied|unsupported_response_type|invalid_scope|server_error|temporarily_unavailable)\b/;

/**
 * The exchanges of a step that tell of its failure: the last on each channel, since an earlier one was
 * followed by another try. In the browser only answers that are errors count: the rest are pages and
 * redirects on the way, and what the redirect URI answers is our own.
 */
export function findTellingExchanges(step: StepView): ExchangeView[] {
  const back = step.exchanges.findLast((exchange) => exchange.channel === 'back');
  const front = step.exchanges.findLast(
    ({ channel, purpose, request, response, error }) =>
      channel === 'front' &&
      purpose === 'authorization' &&
      withoutQuery(request.url) !== withoutQuery(step.wait?.redirectUri ?? '') &&
      (!!error || (response?.status ?? 0) >= 400),
  );
  return [back, front].filter((exchange) => exchange !== undefined);
}

/** What the answer to a request says: its errors, its challenges, its status. */
export function readExchangeSignals(exchange: ExchangeView): Signal[] {
  const { response } = exchange;
  if (!response) return [];
  const signals = [
    ...readErrorBody(exchange, response),
    ...readChallenges(exchange, response),
    ...(exchange.channel === 'front' ? readErrorPage(exchange, response) : readHtml(exchange, response)),
  ];
  return response.status >= 300 ? [...signals, describeStatus(exchange, response)] : signals;
}

export function findWhere(exchange: ExchangeView): Where {
  return WHERE_OF_PURPOSE[exchange.purpose];
}

function place(exchange: ExchangeView) {
  return {
    where: findWhere(exchange),
    seq: exchange.endSeq ?? exchange.seq,
    stepId: exchange.stepId,
    exchangeId: exchange.id,
  };
}

function readErrorBody(exchange: ExchangeView, response: RecordedResponse): Signal[] {
  const fields = readErrorFields(response) ?? readPageCode(exchange, response);
  if (!fields) return [];
  const isProtected = exchange.purpose === 'resource' || exchange.purpose === 'userinfo';
  const { error, description } = fields;
  return [
    createSignal({
      ...place(exchange),
      kind: 'oauth-error',
      value: error,
      text: `${error} ${description ?? ''}`,
      statement: `The body of the ${findWhere(exchange)} (HTTP ${response.status}) names the error.`,
      actual: description === null ? error : `${error}: ${description}`,
      // An API may have error codes of its own; there the challenge speaks for the protocol (RFC 6750 3).
      confidence: isProtected ? 0.9 : 0.95,
    }),
  ];
}

function readPageCode(exchange: ExchangeView, response: RecordedResponse): ErrorFields | null {
  if (exchange.channel !== 'front') return null;
  const text = readPageText(response);
  const match = PAGE_CODES.exec(text);
  if (!match) return null;
  return {
    error: match[0],
    description: text.slice(match.index + match[0].length, match.index + 300).trim(),
  };
}

/** RFC 6750 section 3: the challenge of a protected resource carries error, error_description and scope. */
function readChallenges(exchange: ExchangeView, response: RecordedResponse): Signal[] {
  if (response.status < 400) return [];
  const hasCredentials = readHeader(exchange.request.headers, 'authorization') !== null;
  return parseWwwAuthenticate(readHeaders(response.headers, 'www-authenticate')).flatMap(
    ({ scheme, parameters }) => {
      const error = parameters.get('error');
      const isToken = /^(bearer|dpop)$/i.test(scheme);
      if (error === undefined && (hasCredentials || !isToken)) return [];
      const description = parameters.get('error_description');
      return [
        createSignal({
          ...place(exchange),
          kind: 'challenge',
          value: error ?? 'no-credentials',
          text: `${error ?? ''} ${description ?? ''}`,
          details: Object.fromEntries([...parameters].slice(0, 20)),
          statement: `WWW-Authenticate of the ${findWhere(exchange)} holds a ${scheme} challenge.`,
          actual: error === undefined ? `${scheme}, without error` : joinText(error, description),
          confidence: exchange.purpose === 'token' ? 0.9 : 0.95,
        }),
      ];
    },
  );
}

function readErrorPage(exchange: ExchangeView, response: RecordedResponse): Signal[] {
  if (response.status < 400 || response.status >= 500) return [];
  return [
    createSignal({
      ...place(exchange),
      kind: 'provider-page',
      value: String(response.status),
      text: readPageText(response),
      statement: `The provider showed a page with HTTP ${response.status} and did not redirect back.`,
      expected: 'a redirect to the redirect URI',
      actual: readPageTitle(response) || `HTTP ${response.status}`,
    }),
  ];
}

function readHtml(exchange: ExchangeView, response: RecordedResponse): Signal[] {
  if (exchange.purpose === 'resource' || response.status >= 300 || !isHtml(response)) return [];
  return [
    createSignal({
      ...place(exchange),
      kind: 'html',
      value: 'html',
      statement: `The ${findWhere(exchange)} is an HTML page.`,
      expected: 'application/json',
      actual: readPageTitle(response) || 'an HTML page',
    }),
  ];
}

function describeStatus(exchange: ExchangeView, response: RecordedResponse): Signal {
  const { method, url } = exchange.request;
  return createSignal({
    ...place(exchange),
    kind: 'http-status',
    value: String(response.status),
    text: readBodyText(response).slice(0, 4_096),
    statement: `${method} ${withoutQuery(url)} was answered with HTTP ${response.status}.`,
    expected: 'a status from 200 to 299',
    actual: `${response.status} ${response.statusText}`.trim(),
  });
}

function joinText(error: string, description: string | undefined): string {
  return description === undefined ? error : `${error}: ${description}`;
}
