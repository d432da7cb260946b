import { readHeader } from '../../model/read-message';
import type { StepView } from '../../model/session';
import type { ExchangeReading } from './exchange-reading';
import { findCodesInBody, findCodesInText, findNumbered } from './provider-codes';
import { isHtml, readPageText, readPageTitle } from './read-body';
import { readCallbackParameters } from './read-callback';
import { createSignal, type Signal } from './signal';
import { describeCodes, describeText } from './text-signals';

/** Of a page that was shown, as much as patterns read of any text. */
const MAX_SHOWN = 8_192;

/** Codes that a page in the browser may show in its text. */
const PAGE_CODES =
  /\b(invalid_redirect_uri|redirect_uri_mismatch|redirect_mismatch|invalid_client|invalid_request(?:_object|_uri)?|request(?:_uri)?_not_supported|unauthorized_client|access_denied|unsupported_response_type|invalid_scope|server_error|temporarily_unavailable)\b/;

/**
 * What a person saw in the window that was left standing (artifact `last-page`): also where only a script drew
 * it, so that no response holds the words.
 */
export function readShownPageSignals(step: StepView): Signal[] {
  if (step.hits.some(({ verdict }) => verdict === 'accepted')) return [];
  const page = step.artifacts.findLast(({ name }) => name === 'last-page');
  if (!page) return [];
  const where = step.name === 'logout' ? 'logout page' : 'authorization page';
  const place = { where, seq: page.seq, stepId: step.id } as const;
  const text = page.value.slice(0, MAX_SHOWN);
  const error = readShownCode(text);
  return [
    ...(error ? [describeShownError(error, place)] : []),
    ...describeCodes(findCodesInText(text), place),
    ...describeText([text], place),
  ];
}

interface PageError {
  error: string;
  description: string | null;
  source: string;
}

/**
 * What the provider showed in the browser: an error in JSON, in the address, or in the text of the
 * page; codes also where only its scripts hold them, as on pages that are drawn in the browser.
 */
export function readPageSignals(reading: ExchangeReading): Signal[] {
  const { response, body, place } = reading;
  const said =
    isHtml(response) || !body.json ? [readPageTitle(response), readPageText(response)] : body.messages;
  const error = readPageError(reading);
  const codes = [
    ...findCodesInText(said.join(' \n')),
    ...findNumbered(body.text),
    ...(body.json ? findCodesInBody(body) : []),
    ...findCodesInText(error ? `${error.error} ${error.description ?? ''}` : ''),
  ];
  return [
    ...(error ? [describePageError(error, reading)] : []),
    ...readErrorPage(reading),
    ...describeCodes(codes, place),
    ...describeText(
      [error?.description ?? '', ...said, ...findNumbered(body.text).map(({ text }) => text)],
      place,
    ),
  ];
}

function readPageError(reading: ExchangeReading): PageError | null {
  const { response, body } = reading;
  if (body.error?.isOAuthError) return { ...body.error, source: 'body' };
  return readAddressError(reading) ?? (response.status >= 400 ? readShownCode(readPageText(response)) : null);
}

/** An error in the address of the page, or in that of the redirect which the browser did not follow. */
function readAddressError({ exchange, response }: ExchangeReading): PageError | null {
  const location = readHeader(response.headers, 'location') ?? '';
  for (const [url, source] of [
    [location, 'redirect'],
    [exchange.request.url, 'address'],
  ] as const) {
    const parameters = readCallbackParameters(url)?.parameters;
    const error = parameters?.get('error');
    if (error)
      return {
        error: error.slice(0, 200),
        description: parameters?.get('error_description') ?? null,
        source,
      };
  }
  return null;
}

function readShownCode(text: string): PageError | null {
  const match = PAGE_CODES.exec(text);
  if (!match) return null;
  const from = match.index + match[0].length;
  return { error: match[0], description: text.slice(from, from + 300).trim(), source: 'text' };
}

function describeShownError(
  { error, description }: PageError,
  place: Pick<Signal, 'where' | 'seq' | 'stepId'>,
): Signal {
  return createSignal({
    ...place,
    kind: 'oauth-error',
    value: error,
    text: `${error} ${description ?? ''}`,
    statement: 'The last page in the capture window names the error.',
    actual: `${error}: ${description ?? ''}`,
  });
}

function describePageError(
  { error, description, source }: PageError,
  { response, place }: ExchangeReading,
): Signal {
  const holder =
    source === 'body' || source === 'text'
      ? `The body of the ${place.where}`
      : `The ${source} of the ${place.where}`;
  return createSignal({
    ...place,
    kind: 'oauth-error',
    value: error,
    text: `${error} ${description ?? ''}`,
    statement: `${holder} (HTTP ${response.status}) names the error.`,
    actual: description === null ? error : `${error}: ${description}`,
  });
}

function readErrorPage({ response, place }: ExchangeReading): Signal[] {
  if (response.status < 400 || response.status >= 500) return [];
  return [
    createSignal({
      ...place,
      kind: 'provider-page',
      value: String(response.status),
      text: readPageText(response),
      statement: `The provider showed a page with HTTP ${response.status} and did not redirect back.`,
      expected: 'a redirect to the redirect URI',
      actual: readPageTitle(response) || `HTTP ${response.status}`,
    }),
  ];
}
