import { classifyName, isLongRandom, isPublicName, isSensitiveName, looksRandom } from './classify-name';
import { decodeFully } from './decode-view';
import { findCookieSpans, findCredentialSpans } from './find-header-spans';
import { findMarkupSpans } from './find-markup-spans';
import { findShapeSpans } from './find-shape-spans';
import type { SecretClass } from './rules';
import type { SensitiveSpan } from './span';

const CREDENTIALS = /\b(Bearer|Basic|DPoP)[ \t]{1,4}([\w.~+/=-]{8,})/gi;
/** A JWT up to its signature. */
const UNSIGNED = /^eyJ[\w-]+\.[\w-]+\.$/;
const HEADER_LINE = /(?<![\w-])((?:proxy-)?authorization|cookie|set-cookie):[ \t]*([^\r\n]+)/gi;
const PAIR_NAME =
  /(?<![\w.-])(?:--?)?([A-Za-z_][\w.-]{0,63})(?:\[\])?(=|["']?\]?[ \t]{0,2}[:=]>?[ \t]{0,2})/g;
const PAIR_VALUE =
  /"([^"\r\n]*)|'([^'\r\n]*)|`([^`\r\n]*)|(?![[])((?:&#\d{1,7};|&#x[0-9a-f]{1,6};|[^\s&#"'`<>;,(){}])+)/iy;
/** How a value goes on after a character that ends one in most texts, but is allowed within. */
const PAIR_REST =
  /(?:['();,{}!*`]{1,3}(?:&#\d{1,7};|&#x[0-9a-f]{1,6};|[\w%])(?:&#\d{1,7};|&#x[0-9a-f]{1,6};|[^\s&#"'`<>;,(){}]){0,64}){1,8}/iy;
const RANDOM_VALUE = /[A-Za-z0-9._~+/=:-]{16,}/y;
const QUOTED_PAIR =
  /(["'])([A-Za-z_][\w.-]{0,63})\1\s{0,4},\s{0,4}(?:"([^"\r\n]{8,4096})"|'([^'\r\n]{8,4096})')/g;
const NAMED_VALUE =
  /"name"\s{0,4}:\s{0,4}"([\w.-]{1,64})"\s{0,8},\s{0,16}"value"\s{0,4}:\s{0,4}"((?:[^"\\\r\n]|\\.){1,8192})/g;
const FLAG = /(?<![\w-])--([A-Za-z][\w-]{1,63})[ \t]{1,4}["']?([^\s"'-][^\s"']{0,4095})/g;
const CURL_USER =
  /(?<![\w-])(?:-u|-U|--user|--proxy-user)[ \t=]{1,4}["']?[^\s:"'[]{0,256}:([^\s"']{1,1024})/g;
const CONNECTION_PAIR =
  /(?:^|[;"'\s])(User ?Id|Uid|User ?Name|Pwd|Account ?Key|Shared ?Access ?(?:Key|Signature))[ \t]{0,2}=[ \t]{0,2}([^;"'\r\n]{1,1024})/gi;

/** Sensitive ranges that show by shape or by a name beside them, in text of any kind. */
export function findTextSpans(text: string): SensitiveSpan[] {
  // Most texts of a recording are short and hold none of this: looking for one character costs next to nothing.
  const hasColon = text.includes(':');
  const hasEquals = text.includes('=');
  const hasSpace = /[ \t]/.test(text);
  return [
    ...findShapeSpans(text),
    ...(hasSpace ? findCredentials(text) : []),
    ...(hasColon ? findHeaderLines(text) : []),
    ...(hasColon || hasEquals ? findPairs(text) : []),
    ...(text.includes(',') ? findQuotedPairs(text) : []),
    ...(hasSpace && text.includes(' -') ? findFlags(text) : []),
    ...(hasEquals && text.includes(';') ? findConnectionPairs(text) : []),
    ...findMarkupSpans(text),
  ];
}

/**
 * "Bearer authentication is required" is prose; what follows must look random. A JWT with a placeholder
 * in the place of its signature is hidden already.
 */
function findCredentials(text: string): SensitiveSpan[] {
  return [...text.matchAll(CREDENTIALS)].flatMap((match) => {
    const [whole, , value = ''] = match;
    const isHidden = UNSIGNED.test(value) && text.startsWith('[redacted:', match.index + whole.length);
    const isCredential = looksRandom(value) || /^basic [\w+/]+=$/i.test(whole);
    return isCredential && !isHidden ? findCredentialSpans(whole, match.index) : [];
  });
}

function findHeaderLines(text: string): SensitiveSpan[] {
  return [...text.matchAll(HEADER_LINE)].flatMap((match) => {
    const [line, name = '', value = ''] = match;
    const offset = match.index + line.length - value.length;
    return /cookie/i.test(name)
      ? findCookieSpans(value, /^set-/i.test(name), offset)
      : findCredentialSpans(value, offset);
  });
}

/**
 * `name=value` and `name: value`. After ? & or # it is a parameter; elsewhere common words need a
 * random value. The value of another name is searched again, since it may be pairs itself.
 */
function findPairs(text: string): SensitiveSpan[] {
  const spans: SensitiveSpan[] = [];
  PAIR_NAME.lastIndex = 0;
  for (let match = PAIR_NAME.exec(text); match; match = PAIR_NAME.exec(text)) {
    const [whole, name = '', separator = ''] = match;
    const from = match.index + whole.length;
    const isParameter = separator === '=' && /[?&#]/.test(text.charAt(match.index - 1));
    const span = isSensitiveName(name)
      ? readPair(text, from, name, isParameter, text.charAt(match.index - 1) === ';')
      : isParameter && !isPublicName(name)
        ? readRandomValue(text, from)
        : null;
    if (!span) continue;
    PAIR_NAME.lastIndex = span.end;
    if (!span.secret) continue;
    spans.push({ ...span, secret: span.secret });
    if (isParameter) spans.push(...readRest(text, { ...span, secret: span.secret }));
  }
  return spans;
}

type Candidate = Omit<SensitiveSpan, 'secret'> & { secret: SecretClass | null };

function readPair(
  text: string,
  from: number,
  name: string,
  isParameter: boolean,
  isOfPath: boolean,
): Candidate | null {
  PAIR_VALUE.lastIndex = from;
  const found = PAIR_VALUE.exec(text);
  const source = found?.[1] ?? found?.[2] ?? found?.[3] ?? found?.[4];
  if (!found || !source) return null;
  // `;jsessionid=` in a path ends where the query begins.
  const query = isOfPath ? source.indexOf('?') : -1;
  if (query > 0) return readPart(from, name, source.slice(0, query));
  const end = found.index + found[0].length;
  const value = source.includes('&#') ? decodeFully(source) : source;
  const secret = classifyName(name, value, isParameter ? 'parameter' : 'word');
  return { start: end - source.length, end, value, secret };
}

function readPart(start: number, name: string, value: string): Candidate {
  return { start, end: start + value.length, value, secret: classifyName(name, value, 'parameter') };
}

function readRandomValue(text: string, from: number): Candidate | null {
  RANDOM_VALUE.lastIndex = from;
  const value = RANDOM_VALUE.exec(text)?.[0] ?? '';
  return isLongRandom(value)
    ? { start: from, end: from + value.length, value, secret: 'random_value' }
    : null;
}

/** A parameter may hold quotes and brackets, which end it in prose and scripts: then both are taken. */
function readRest(text: string, span: SensitiveSpan): SensitiveSpan[] {
  PAIR_REST.lastIndex = span.end;
  const rest = PAIR_REST.exec(text)?.[0];
  if (rest === undefined) return [];
  const end = span.end + rest.length;
  return [{ ...span, end, value: decodeFully(text.slice(span.start, end)) }];
}

/** `setItem("id_token", "...")` and what HARs make of parameters; prose lists names in quotes as well. */
function findQuotedPairs(text: string): SensitiveSpan[] {
  return [...text.matchAll(QUOTED_PAIR), ...text.matchAll(NAMED_VALUE)].flatMap((match) => {
    const isNamed = match[0].startsWith('"name"');
    const name = (isNamed ? match[1] : match[2]) ?? '';
    const value = (isNamed ? match[2] : (match[3] ?? match[4])) ?? '';
    const secret = looksRandom(value) ? classifyName(name, value, 'word') : null;
    const end = match.index + match[0].length - (isNamed ? 0 : 1);
    return secret ? [{ start: end - value.length, end, secret, value }] : [];
  });
}

/** What commands are given: `--password x`, `-u name:password`. */
function findFlags(text: string): SensitiveSpan[] {
  const flags = [...text.matchAll(FLAG)].flatMap((match) => {
    const value = match[2] ?? '';
    const secret = looksRandom(value) ? classifyName(match[1] ?? '', value, 'word') : null;
    return secret ? [toEndSpan(match, value, secret)] : [];
  });
  const users = [...text.matchAll(CURL_USER)].map((match) => toEndSpan(match, match[1] ?? '', 'password'));
  return [...flags, ...users];
}

/** The names that have a space, or that mean something in a connection string only. */
function findConnectionPairs(text: string): SensitiveSpan[] {
  return [...text.matchAll(CONNECTION_PAIR)].map((match) => {
    const isUser = /^u/i.test(match[1] ?? '');
    const isPassword = /^pwd/i.test(match[1] ?? '');
    return toEndSpan(match, match[2] ?? '', isUser ? 'username' : isPassword ? 'password' : 'api_key');
  });
}

function toEndSpan(match: RegExpExecArray, value: string, secret: SecretClass): SensitiveSpan {
  const end = match.index + match[0].length;
  return { start: end - value.length, end, secret, value };
}
