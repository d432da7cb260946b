import { checkCallback } from '@shared/checks/check-callback';
import { readCallbackParameters } from '@shared/diagnosis/signals/read-callback';
import { guessResponseType } from '@shared/model/authorization-response';
import { withoutQuery } from '@shared/model/read-message';
import type { TraceEvent } from '@shared/model/trace-event';
import { describeRepeated } from './describe-oddities';
import { PLACES } from './places';
import { buildImportError, type ImportOptions, recordImport, skipCheck } from './record-import';

/** What answers an authorization request, and what some providers have in the place of `error`. */
const CALLBACK_PARAMETERS = [
  'code',
  'error',
  'response',
  'id_token',
  'access_token',
  'error_description',
  'error_code',
  'errorCode',
  'error_message',
  'error_reason',
];

/** Checks that compare with what the client sent. */
const NEEDS_REQUEST = new Set(['state', 'iss']);

/** The callback in a text, null where it is none: one absolute URL that answers an authorization request. */
export function parseCallbackUrl(text: string): URL | null {
  const trimmed = text.trim();
  const url = /\s/.test(trimmed) ? null : URL.parse(trimmed);
  if (!url) return null;
  const parameters = readParameters(url);
  const isCallback = CALLBACK_PARAMETERS.some((name) => parameters.has(name));
  return isCallback || isWrapped(trimmed) ? url : null;
}

/** Parameters that some layer encoded once more, so that none has a name of its own. */
function isWrapped(text: string): boolean {
  const oddities = readCallbackParameters(text)?.oddities ?? [];
  return oddities.some((oddity) => oddity === 'encoded-twice' || oddity === 'html-escaped');
}

/** An authorization response from the address bar (RFC 6749 sections 4.1.2 and 4.1.2.1). */
export function importCallbackUrl(url: URL, options: ImportOptions): TraceEvent[] {
  const parameters = readParameters(url);
  if (isPageAddress(url, parameters)) return importPageAddress(parameters, url, options);
  const responseType = guessResponseType(parameters);
  const rows = checkCallback(parameters, { issuer: '', issSupported: false, state: '', responseType }).map(
    (row) => (NEEDS_REQUEST.has(row.id) ? skipCheck(row) : row),
  );
  return recordImport(options, {
    name: 'callback',
    title: 'The callback',
    actor: 'user',
    record(recorder, stepId) {
      recorder.record({ type: 'artifact', stepId, name: 'callback-url', kind: 'url', value: url.href });
      for (const note of describeRepeated('callback', parameters)) {
        recorder.record({ type: 'note', stepId, ...note });
      }
      for (const check of rows) recorder.record({ type: 'check', stepId, exchangeId: null, check });
      const isFailed = rows.some(({ verdict }) => verdict === 'fail');
      if (!isFailed && isLostFragment(url)) return LOST_FRAGMENT;
      return isFailed
        ? buildImportError('The callback is no success.', 'check', readFragmentError(url))
        : null;
    },
  });
}

/** The provider's own address of an error page: what was asked for stands in it, or it is called so. */
function isPageAddress({ pathname }: URL, parameters: URLSearchParams): boolean {
  if (!parameters.has('error') || parameters.has('state') || parameters.has('code')) return false;
  return (
    parameters.has('client_id') ||
    parameters.has('response_type') ||
    /\/error(?:\/[\w.-]{1,40})?$/.test(pathname)
  );
}

function importPageAddress(parameters: URLSearchParams, url: URL, options: ImportOptions): TraceEvent[] {
  const { step, title } = PLACES.page;
  const error = {
    ...buildImportError('The provider shows an error page.', 'check', {
      error: parameters.get('error') ?? '',
      errorDescription: parameters.get('error_description') ?? parameters.get('error_message'),
      errorUri: parameters.get('error_uri'),
    }),
    details: { url: withoutQuery(url.href) },
  };
  return recordImport(options, { name: step, title, actor: 'user', record: () => error });
}

/** A listener on an address of loopback gets no fragment (RFC 9110 section 4.2.1, RFC 8252 section 7.3). */
function isLostFragment(url: URL): boolean {
  const isLoopback = /^(?:127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/.test(url.hostname);
  const fragment = new URLSearchParams(url.hash.slice(1));
  return isLoopback && url.protocol === 'http:' && CALLBACK_PARAMETERS.some((name) => fragment.has(name));
}

const LOST_FRAGMENT = {
  ...buildImportError('The response is in the fragment, and no listener gets a fragment.', 'local'),
  code: 'fragment_not_sent',
};

/** Query and fragment: the implicit and hybrid flows answer in the latter (RFC 6749 section 4.2.2). */
function readParameters(url: URL): URLSearchParams {
  const fragment = new URLSearchParams(url.hash.slice(1));
  return new URLSearchParams([...url.searchParams, ...fragment]);
}

/** An error in the query is read from the callback itself; diagnosis does not look into the fragment. */
function readFragmentError(url: URL) {
  const fragment = new URLSearchParams(url.hash.slice(1));
  const error = fragment.get('error');
  if (!error || url.searchParams.has('error')) return null;
  return {
    error,
    errorDescription: fragment.get('error_description'),
    errorUri: fragment.get('error_uri'),
  };
}
