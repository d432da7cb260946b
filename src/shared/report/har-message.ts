import type { Content, Cookie, PostData, Request, Response } from 'har-format';
import type { HeaderList, RecordedBody, RecordedRequest, RecordedResponse } from '../model/exchange';
import { readHeader, readHeaders } from '../model/read-message';

/** The recorder speaks no other version unless the server insists, and a recording does not say. */
const HTTP_VERSION = 'HTTP/1.1';

/** Of sizes a recording knows those of bodies only: HAR 1.2 has -1 for what is not known. */
const UNKNOWN = -1;

/** A request as HAR 1.2 section 3.4 wants it. Parameters and cookies are read off what was redacted already. */
export function toHarRequest({ method, url, headers, body }: RecordedRequest): Request {
  const type = readHeader(headers, 'content-type') ?? '';
  return {
    method,
    // Section 3.4: "fragments are not included".
    url: url.split('#', 1)[0] ?? url,
    httpVersion: HTTP_VERSION,
    cookies: readHeaders(headers, 'cookie').flatMap((value) => readCookies(value)),
    headers: toPairs(headers),
    queryString: readQuery(url),
    ...(body && { postData: toPostData(body, type) }),
    headersSize: UNKNOWN,
    bodySize: body?.bodyBytes ?? 0,
  };
}

export function toHarResponse({ status, statusText, headers, body }: RecordedResponse): Response {
  return {
    status,
    statusText,
    httpVersion: HTTP_VERSION,
    cookies: readHeaders(headers, 'set-cookie').map(readSetCookie),
    headers: toPairs(headers),
    content: toContent(body, readHeader(headers, 'content-type') ?? ''),
    redirectURL: readHeader(headers, 'location') ?? '',
    headersSize: UNKNOWN,
    bodySize: UNKNOWN,
  };
}

/** A status of 0 is how browsers write that no answer came, or none that was seen. */
export function buildNoResponse(comment: string): Response {
  const empty: RecordedResponse = { status: 0, statusText: '', headers: [], body: null };
  return { ...toHarResponse(empty), comment };
}

function toPairs(headers: HeaderList) {
  return headers.map(([name, value]) => ({ name, value }));
}

function readQuery(url: string) {
  const query = /\?([^#]*)/.exec(url)?.[1] ?? '';
  return [...new URLSearchParams(query)].map(([name, value]) => ({ name, value }));
}

/** Text and parameters together, as browsers write them, although section 3.7 would have one of them. */
function toPostData(body: RecordedBody, type: string): PostData {
  const isForm = body.encoding === 'utf8' && /x-www-form-urlencoded/i.test(type);
  const params = isForm ? [...new URLSearchParams(body.text)].map(([name, value]) => ({ name, value })) : [];
  const data = { mimeType: type, text: body.text, params, ...describeBody(body) };
  const isBinary = body.encoding === 'base64';
  return { ...data, ...(isBinary && { _encoding: 'base64' }) } as unknown as PostData;
}

function toContent(body: RecordedBody | null, type: string): Content {
  const mimeType = type === '' ? 'x-unknown' : type;
  if (!body) return { size: 0, mimeType };
  return {
    size: body.bodyBytes,
    mimeType,
    text: body.text,
    ...(body.encoding === 'base64' && { encoding: 'base64' }),
    ...describeBody(body),
  };
}

function describeBody({ truncated, bodyBytes }: RecordedBody): { comment?: string } {
  return truncated ? { comment: `Only the start was kept, of ${bodyBytes} bytes.` } : {};
}

function readCookies(value: string): Cookie[] {
  return value.split(';').flatMap((part) => {
    const [name, rest] = splitAt(part, '=');
    return name === '' ? [] : [{ name, value: rest }];
  });
}

/** RFC 6265 section 4.1.1; an expiry that is no date is left out, as HAR has it in ISO 8601. */
function readSetCookie(text: string): Cookie {
  const [first = '', ...attributes] = text.split(';');
  const [name, value] = splitAt(first, '=');
  const cookie: Cookie = { name, value };
  for (const attribute of attributes) {
    const [key, given] = splitAt(attribute, '=');
    const expires = Date.parse(given);
    if (/^path$/i.test(key)) cookie.path = given;
    else if (/^domain$/i.test(key)) cookie.domain = given;
    else if (/^httponly$/i.test(key)) cookie.httpOnly = true;
    else if (/^secure$/i.test(key)) cookie.secure = true;
    else if (/^expires$/i.test(key) && Number.isFinite(expires)) {
      cookie.expires = new Date(expires).toISOString();
    }
  }
  return cookie;
}

function splitAt(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text.trim(), ''] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}
