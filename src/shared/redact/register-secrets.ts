import { findRawSpans } from './find-sensitive-spans';
import { parseJwt } from './jwt';
import type { Registry } from './registry';
import { CLAIMS, isPlaceholder, PLAIN_TEXT, type TextPlace } from './span';

/** Hands over every secret of one text, those within its JWTs included. */
export function registerSecrets(add: Registry['add'], text: string, place: TextPlace): void {
  for (const { value, secret } of findRawSpans(text, place)) {
    const jwt = parseJwt(value);
    // A JWT out of an imported report has no signature left and is no secret any more.
    const isRedacted = jwt !== null && isPlaceholder(jwt.signature);
    if (!isRedacted) add(value, secret);
    if (!jwt) continue;
    if (!isRedacted && jwt.signature.length >= 16) add(jwt.signature, secret);
    if (findRawSpans(jwt.payload, CLAIMS).length > 0) add(jwt.encodedPayload, secret);
    registerSecrets(add, jwt.header, PLAIN_TEXT);
    registerSecrets(add, jwt.payload, CLAIMS);
  }
}
