import { classifyName, isLongRandom, isPublicName, isSensitiveName, looksRandom } from './classify-name';
import { findCookieSpans, findCredentialSpans } from './find-header-spans';
import type { SecretClass } from './rules';
import type { SensitiveSpan } from './span';

const JWT = /(?<![\w-])eyJ[\w-]{4,}\.(?:[\w-]+\.[\w-]*(?:\.[\w-]*\.[\w-]*)?)(?!\[)/g;
const PEM = /-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,20}PRIVATE KEY-----|$)/g;
const CREDENTIALS = /\b(Bearer|Basic|DPoP)[ \t]{1,4}([\w.~+/=-]{8,})/gi;
/** A JWT up to its signature. */
const UNSIGNED = /^eyJ[\w-]+\.[\w-]+\.$/;
const URL_CREDENTIALS = /:\/\/([^\s/?#@"'<>]{1,1024})@/g;
/** Split at the first colon that is not a placeholder's own. */
const USER_INFO = /^((?:\[redacted:[a-z_]+-\d+\]|[^:])*):(.*)$/;
const EMAIL_HOST = /@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\w-])/g;
const HEADER_LINE = /(?<![\w-])((?:proxy-)?authorization|cookie|set-cookie):[ \t]*([^\r\n]+)/gi;
const PAIR_NAME = /(?<![\w.-])([A-Za-z_][\w.-]{0,63})(?:\[\])?(=|["']?[ \t]{0,2}[:=]>?[ \t]{0,2})/g;
const PAIR_VALUE = /"([^"\r\n]*)|'([^'\r\n]*)|(?![[])([^\s&#"'<>;,(){}]+)/y;
const RANDOM_VALUE = /[A-Za-z0-9._~+/=:-]{16,}/y;
const INPUT = /<(?:input|meta)\b[^<>]{0,4096}>/gi;
const ATTRIBUTE = /([a-z-]{1,32})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;
const PART =
  /form-data;[ \t]*name="?([^"\r\n;]{1,64})"?[^\r\n]{0,512}\r?\n(?:[^\r\n]{1,512}\r?\n){0,8}\r?\n([^\r\n]+)/g;

/** Sensitive ranges that show by shape or by a name beside them, in text of any kind. */
export function findTextSpans(text: string): SensitiveSpan[] {
  // Most texts of a recording are short and hold none of this: looking for one character costs next to nothing.
  const hasColon = text.includes(':');
  const hasAt = text.includes('@');
  return [
    ...(text.includes('eyJ') ? findShapes(text, JWT, 'jwt') : []),
    ...(text.includes('PRIVATE KEY') ? findShapes(text, PEM, 'private_key') : []),
    ...(/[ \t]/.test(text) ? findCredentials(text) : []),
    ...(hasAt && text.includes('://') ? findUrlCredentials(text) : []),
    ...(hasAt ? findEmails(text) : []),
    ...(hasColon ? findHeaderLines(text) : []),
    ...(hasColon || text.includes('=') ? findPairs(text) : []),
    ...(text.includes('<') ? findFormFields(text) : []),
    ...(text.includes('form-data') ? findParts(text) : []),
  ];
}

function findShapes(text: string, shape: RegExp, secret: SecretClass): SensitiveSpan[] {
  return [...text.matchAll(shape)].map(({ 0: value, index }) => ({
    start: index,
    end: index + value.length,
    secret,
    value,
  }));
}

function findEmails(text: string): SensitiveSpan[] {
  const spans: SensitiveSpan[] = [];
  for (const { 0: host, index } of text.matchAll(EMAIL_HOST)) {
    let start = index;
    while (start > 0 && index - start < 64 && /[\w.%+-]/.test(text.charAt(start - 1))) start -= 1;
    const end = index + host.length;
    if (start < index) spans.push({ start, end, secret: 'email', value: text.slice(start, end) });
  }
  return spans;
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

function findUrlCredentials(text: string): SensitiveSpan[] {
  const spans: SensitiveSpan[] = [];
  for (const match of text.matchAll(URL_CREDENTIALS)) {
    const info = match[1] ?? '';
    const start = match.index + 3;
    const [, user, password] = USER_INFO.exec(info) ?? [];
    if (user === undefined) {
      spans.push({ start, end: start + info.length, secret: 'password', value: info });
      continue;
    }
    if (user) spans.push({ start, end: start + user.length, secret: 'username', value: user });
    if (password) {
      const from = start + info.length - password.length;
      spans.push({ start: from, end: start + info.length, secret: 'password', value: password });
    }
  }
  return spans;
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
      ? readPair(text, from, name, isParameter)
      : isParameter && !isPublicName(name)
        ? readRandomValue(text, from)
        : null;
    if (!span) continue;
    PAIR_NAME.lastIndex = span.end;
    if (span.secret) spans.push({ ...span, secret: span.secret });
  }
  return spans;
}

type Candidate = Omit<SensitiveSpan, 'secret'> & { secret: SecretClass | null };

function readPair(text: string, from: number, name: string, isParameter: boolean): Candidate | null {
  PAIR_VALUE.lastIndex = from;
  const found = PAIR_VALUE.exec(text);
  const value = found?.[1] ?? found?.[2] ?? found?.[3];
  if (!found || !value) return null;
  const end = found.index + found[0].length;
  const secret = classifyName(name, value, isParameter ? 'parameter' : 'word');
  return { start: end - value.length, end, value, secret };
}

function readRandomValue(text: string, from: number): Candidate | null {
  RANDOM_VALUE.lastIndex = from;
  const value = RANDOM_VALUE.exec(text)?.[0] ?? '';
  return isLongRandom(value)
    ? { start: from, end: from + value.length, value, secret: 'random_value' }
    : null;
}

/** Hidden and password fields of HTML forms (`form_post` pages among them), and token meta tags. */
function findFormFields(text: string): SensitiveSpan[] {
  if (!/<(?:input|meta)\b/i.test(text)) return [];
  const spans: SensitiveSpan[] = [];
  for (const tag of text.matchAll(INPUT)) {
    const attributes = readAttributes(tag[0]);
    const name = attributes.get('name')?.value ?? attributes.get('id')?.value ?? '';
    const field = attributes.get('value') ?? attributes.get('content');
    if (!field || field.value === '') continue;
    const secret = classifyField(name, attributes.get('type')?.value.toLowerCase() ?? '', field.value);
    const start = tag.index + field.start;
    if (secret) spans.push({ start, end: start + field.value.length, secret, value: field.value });
  }
  return spans;
}

function classifyField(name: string, type: string, value: string): SecretClass | null {
  const secret = classifyName(name, value, 'parameter');
  if (secret) return secret;
  if (type === 'password') return 'password';
  return type === 'hidden' && !isPublicName(name) ? 'hidden_field' : null;
}

function readAttributes(tag: string): Map<string, { value: string; start: number }> {
  const attributes = new Map<string, { value: string; start: number }>();
  for (const match of tag.matchAll(ATTRIBUTE)) {
    const value = match[2] ?? match[3] ?? match[4] ?? '';
    const isQuoted = match[4] === undefined;
    const start = match.index + match[0].length - value.length - (isQuoted ? 1 : 0);
    attributes.set((match[1] ?? '').toLowerCase(), { value, start });
  }
  return attributes;
}

/** Fields of multipart/form-data. */
function findParts(text: string): SensitiveSpan[] {
  return [...text.matchAll(PART)].flatMap((match) => {
    const [whole, name = '', value = ''] = match;
    const secret = classifyName(name, value, 'parameter');
    const end = match.index + whole.length;
    return secret ? [{ start: end - value.length, end, secret, value }] : [];
  });
}
