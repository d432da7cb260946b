import { decodeBase64 } from '../text/base64';
import { classifyHeader, classifyName, isRandomName } from './classify-name';
import { decodeFully } from './decode-view';
import type { SensitiveSpan } from './span';

/** Sensitive ranges of one header field by its name; shapes within the value are found as in any text. */
export function findHeaderSpans(name: string, value: string): SensitiveSpan[] {
  const secret = classifyHeader(name);
  if (secret === 'cookie') return findCookieSpans(value, name.toLowerCase() === 'set-cookie');
  if (secret === 'authorization') return findCredentialSpans(value);
  const named = secret ?? classifyName(name, value, 'word');
  return named && value !== '' ? [{ start: 0, end: value.length, secret: named, value }] : [];
}

/** The names and attributes of cookies stay, unless a name is random itself: they tell which session or load balancer was met. */
export function findCookieSpans(text: string, isSetCookie: boolean, offset = 0): SensitiveSpan[] {
  const spans: SensitiveSpan[] = [];
  let start = 0;
  for (const part of isSetCookie ? text.split(/;/, 1) : text.split(';')) {
    const equals = part.indexOf('=');
    const name = equals < 0 ? '' : part.slice(0, equals).trim();
    if (isRandomName(name)) {
      const at = offset + start + part.indexOf(name);
      spans.push({ start: at, end: at + name.length, secret: 'random_value', value: name });
    }
    const from = start + (equals < 0 ? part.length - part.trimStart().length : equals + 1);
    const value = text.slice(from, start + part.length).trim();
    if (value !== '') {
      const end = offset + start + part.length;
      spans.push({ start: offset + from, end, secret: 'cookie', value: decodeFully(value) });
    }
    start += part.length + 1;
  }
  return spans;
}

/**
 * The scheme stays. Of Basic (RFC 7617) the secret part is registered too, both as sent and
 * form-decoded (RFC 6749 section 2.3.1), because it turns up elsewhere on its own.
 */
export function findCredentialSpans(text: string, offset = 0): SensitiveSpan[] {
  const [head = '', scheme = ''] = /^\s*([A-Za-z][\w-]*)\s+(?=\S)/.exec(text) ?? [];
  const start = offset + head.length;
  const end = offset + text.length;
  const value = text.slice(head.length);
  if (value.trim() === '') return [];
  switch (scheme.toLowerCase()) {
    case 'basic':
      return findBasicSpans(value, start, end);
    case 'bearer':
    case 'dpop':
      return [{ start, end, secret: 'access_token', value }];
    default:
      return [{ start, end, secret: 'authorization', value }, ...findChallengeAnswers(value, start, end)];
  }
}

const ANSWER = /\b(?:response|c?nonce|signature|oauth_token|oauth_signature)="([^"]{8,1024})"/gi;

/** Of Digest (RFC 7616) and the like, what a log may repeat of the whole. */
function findChallengeAnswers(text: string, start: number, end: number): SensitiveSpan[] {
  return [...text.matchAll(ANSWER)].map((match) => ({
    start,
    end,
    secret: 'authorization',
    value: match[1] ?? '',
  }));
}

function findBasicSpans(value: string, start: number, end: number): SensitiveSpan[] {
  const whole: SensitiveSpan = { start, end, secret: 'authorization', value };
  const decoded = /^[\w+/-]+=*\s*$/.test(value) ? decodeBase64(value.trim()) : null;
  const colon = decoded?.indexOf(':') ?? -1;
  if (!decoded || colon < 0) return [whole];
  const secret = decoded.slice(colon + 1);
  return [
    whole,
    ...spellings(secret).map((each): SensitiveSpan => ({ start, end, secret: 'client_secret', value: each })),
  ];
}

function spellings(secret: string): string[] {
  return [...new Set([secret, decodeFully(secret), decodeFully(secret.replace(/\+/g, ' '))])].filter(Boolean);
}
