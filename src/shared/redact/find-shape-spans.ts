import { isLongRandom } from './classify-name';
import type { SecretClass } from './rules';
import { SECRET_SHAPES } from './secret-shapes';
import type { SensitiveSpan } from './span';

const URL_CREDENTIALS = /:\/\/([^\s/?#@"'<>]{1,1024})@/g;
/** Split at the first colon that is not a placeholder's own. */
const USER_INFO = /^((?:\[redacted:[a-z_]+-\d+\]|[^:])*):(.*)$/;
const EMAIL_HOST = /@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\w-])/g;
const PATH_SECRET =
  /\/[\w-]{0,32}(?:token|secret|password|reset|invite|invitation|magic-?link|activate|verify|confirm|session|ticket|key)\/([A-Za-z0-9._~-]{16,2048})/gi;
const HOME_FOLDER =
  /(?<![\w.-])(?:\/(?:home|Users)\/|[A-Za-z]:\\{1,2}Users\\{1,2})([^\s/\\"'<>:[\]]{1,64})[/\\]/g;
const PEM_LINE = /^[\w+/=-]{16,}$/;

/** Sensitive ranges that show by their shape alone, in text of any kind. */
export function findShapeSpans(text: string): SensitiveSpan[] {
  const hasAt = text.includes('@');
  const hasUrl = text.includes('://');
  return [
    ...SECRET_SHAPES.filter(({ hint }) => text.includes(hint)).flatMap(({ shape, secret }) =>
      findShapes(text, shape, secret),
    ),
    ...(hasAt && hasUrl ? findUrlCredentials(text) : []),
    ...(hasAt ? findEmails(text) : []),
    ...(text.includes('/')
      ? findGroups(text, PATH_SECRET, 'token').filter(({ value }) => isLongRandom(value))
      : []),
    ...(/\/home\/|Users[\\/]/.test(text) ? findGroups(text, HOME_FOLDER, 'os_user') : []),
  ];
}

/** What a PEM key consists of is registered line by line, because its lines may stand elsewhere alone. */
export function listPemLines(value: string): string[] {
  return value.split(/\s+|\\r|\\n/).filter((line) => PEM_LINE.test(line) && !/^-+$/.test(line));
}

/** The range of the first group where a shape has one, else of the whole. */
function findShapes(text: string, shape: RegExp, secret: SecretClass): SensitiveSpan[] {
  return [...text.matchAll(shape)].map((match) => {
    const value = match[1] ?? match[0];
    const end = match.index + match[0].length;
    return { start: end - value.length, end, secret, value };
  });
}

/** The range of the first group, wherever it stands in the match. */
function findGroups(text: string, shape: RegExp, secret: SecretClass): SensitiveSpan[] {
  return [...text.matchAll(shape)].map((match) => {
    const value = match[1] ?? '';
    const start = match.index + match[0].lastIndexOf(value);
    return { start, end: start + value.length, secret, value };
  });
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
