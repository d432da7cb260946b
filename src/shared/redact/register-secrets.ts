import { buildReadings, type Reading } from './build-readings';
import { looksRandom } from './classify-name';
import { decodeFully } from './decode-view';
import { findRawSpans } from './find-sensitive-spans';
import { listPemLines } from './find-shape-spans';
import { parseJwt } from './jwt';
import type { Registry } from './registry';
import type { SecretClass } from './rules';
import { CLAIMS, isPlaceholder, PLAIN_TEXT, type TextPlace } from './span';

/** Hands over every secret of one text, those within its JWTs included. */
export function registerSecrets(
  add: Registry['add'],
  text: string,
  place: TextPlace,
  read: (text: string) => Reading[] = buildReadings,
): void {
  for (const { value, secret } of findRawSpans(text, place, read(text))) {
    const jwt = parseJwt(value);
    // A JWT out of an imported report has no signature left and is no secret any more.
    const isRedacted = jwt !== null && isPlaceholder(jwt.signature);
    if (!isRedacted) for (const spelling of listSpellings(value)) add(spelling, secret);
    for (const part of listParts(value, secret)) add(part, secret);
    if (!jwt) continue;
    if (!isRedacted && jwt.signature.length >= 16) add(jwt.signature, secret);
    if (findRawSpans(jwt.payload, CLAIMS, read(jwt.payload)).length > 0) add(jwt.encodedPayload, secret);
    registerSecrets(add, jwt.header, PLAIN_TEXT, read);
    registerSecrets(add, jwt.payload, CLAIMS, read);
  }
}

/** As it was seen, and as it reads without its escapes; a plus may stand for a space (RFC 6749 appendix B). */
function listSpellings(value: string): string[] {
  if (!/[%+&\\]/.test(value)) return [value];
  return [...new Set([value, decodeFully(value), decodeFully(value.replaceAll('+', ' '))])];
}

/** What a person would copy of a secret, or a server repeat, without the rest of it. */
function listParts(value: string, secret: SecretClass): string[] {
  if (secret === 'private_key' && value.includes('-----')) return listPemLines(value);
  if (JWE.test(value)) return value.split('.').filter((part) => part.length >= 16);
  const part =
    secret === 'request_uri'
      ? value.split(':').at(-1)
      : secret === 'email'
        ? value.split('@', 1)[0]
        : undefined;
  return part !== undefined && part !== value && looksRandom(part) ? [part] : [];
}

/** The messages of a session repeat most of their headers and addresses: each is read once. */
export function createIsNew(): (text: string, place: TextPlace) => boolean {
  const known = new Map<string, Set<string>>();
  return (text, place) => {
    const key = 'name' in place ? `${place.kind} ${place.name}` : place.kind;
    const texts = known.get(key);
    if (texts?.has(text)) return false;
    if (texts) texts.add(text);
    else known.set(key, new Set([text]));
    return true;
  };
}

const JWE = /^eyJ[\w-]*(?:\.[\w-]*){4}$/;
