import { decodeBase64 } from '../text/base64';
import { parseJsonObject } from './read-message';

/** A signed JWT as it reads; nothing about it is verified. */
export interface DecodedJwt {
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
}

/** Null where the text is no JWS in compact form (RFC 7515 section 7.1) with JSON in its first two parts. */
export function decodeJwt(text: string): DecodedJwt | null {
  const [, payload = '', ...rest] = text.split('.');
  const header = decodeJwtHeader(text);
  const claims = decodePart(payload);
  return rest.length === 1 && header && claims ? { header, claims } : null;
}

/** Of an encrypted JWT (RFC 7516 section 7.1) the header is all that can be read. */
export function decodeJwtHeader(text: string): Record<string, unknown> | null {
  return decodePart(text.split('.', 1)[0] ?? '');
}

function decodePart(part: string): Record<string, unknown> | null {
  return parseJsonObject(decodeBase64(part) ?? '');
}
