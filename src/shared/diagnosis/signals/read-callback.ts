/** What a request to the redirect URI carries, however it was wrapped. */
export interface CallbackParameters {
  parameters: URLSearchParams;
  /** Permanent words for what is odd about how they came: rules and statements name them. */
  oddities: CallbackOddity[];
}

export type CallbackOddity = 'in-fragment' | 'encoded-twice' | 'html-escaped' | 'repeated';

const MAX_URL = 65_536;

/** Names that an authorization response is known by (RFC 6749 section 4.1.2, and what providers add). */
const RESPONSE_NAMES = [
  'code',
  'error',
  'error_code',
  'errorCode',
  'error_reason',
  'access_token',
  'id_token',
  'response',
];

/**
 * Reads the parameters of an authorization response: from the query, else from the fragment, and undoes
 * one more layer of percent-encoding or of HTML escapes where only that gives a response. Null for what
 * is no URL.
 */
export function readCallbackParameters(url: string): CallbackParameters | null {
  const text = url.slice(0, MAX_URL);
  if (!URL.canParse(text)) return null;
  const { searchParams, search, hash } = new URL(text);
  const oddities: CallbackOddity[] = [];
  let parameters: URLSearchParams = searchParams;
  let raw = search.slice(1);
  if (!isResponse(parameters) && hash.includes('=')) {
    raw = hash.slice(1).replace(/^[/?!]{1,3}/, '');
    parameters = new URLSearchParams(raw);
    oddities.push('in-fragment');
  }
  if (!isResponse(parameters)) {
    const decoded = new URLSearchParams(decode(raw));
    if (isResponse(decoded)) {
      parameters = decoded;
      oddities.push('encoded-twice');
    }
  }
  if ([...parameters.keys()].some((name) => name.startsWith('amp;'))) {
    parameters = new URLSearchParams(raw.replaceAll('&amp;', '&'));
    oddities.push('html-escaped');
  }
  if (hasEncodedValue(parameters)) {
    parameters = decodeValues(parameters);
    oddities.push('encoded-twice');
  }
  if (RESPONSE_NAMES.some((name) => parameters.getAll(name).length > 1)) oddities.push('repeated');
  return {
    parameters,
    oddities: oddities.length > 0 || isResponse(parameters) ? [...new Set(oddities)] : [],
  };
}

function isResponse(parameters: URLSearchParams): boolean {
  return RESPONSE_NAMES.some((name) => parameters.has(name));
}

/** Only the members that people read: a percent sign in a code or a state may belong there. */
const TEXT_NAMES = ['error', 'error_description', 'error_message'];

function hasEncodedValue(parameters: URLSearchParams): boolean {
  return TEXT_NAMES.some((name) => /%[0-9a-f]{2}/i.test(parameters.get(name) ?? ''));
}

function decodeValues(parameters: URLSearchParams): URLSearchParams {
  const pairs = [...parameters].map(([name, value]) => [
    name,
    TEXT_NAMES.includes(name) ? decode(value) : value,
  ]);
  return new URLSearchParams(pairs as [string, string][]);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
