import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';

/** Spellings of a text, made here without any code of the app. */
export const encodeUri = encodeURIComponent;

export function encodeForm(text: string): string {
  return new URLSearchParams({ x: text }).toString().slice(2);
}

export function encodeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#x${char.charCodeAt(0).toString(16)};`);
}

export const encodeBase64 = (text: string): string => Buffer.from(text).toString('base64');
export const encodeBase64Url = (text: string): string => Buffer.from(text).toString('base64url');
export const encodeHex = (text: string): string => Buffer.from(text).toString('hex');
export const gzipToBase64 = (text: string): string => gzipSync(text).toString('base64');
export const zlibToBase64 = (text: string): string => deflateSync(text).toString('base64');
/** As the HTTP-Redirect binding of SAML has it. */
export const deflateToBase64 = (text: string): string => deflateRawSync(text).toString('base64');
export const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
export const utf16BigEndian = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

export const escapeEachInJson = (text: string): string =>
  Array.from(
    { length: text.length },
    (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');
export const escapeEachDecimal = (text: string): string =>
  Array.from(text, (char) => `&#${char.codePointAt(0)};`).join('');
export const escapeEachHex = (text: string): string =>
  Array.from(text, (char) => `&#x${char.codePointAt(0)?.toString(16)};`).join('');
export const escapeEachByte = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

export function buildJwt(
  payload: object,
  signature: string,
  header: object = { alg: 'RS256', kid: 'k1' },
): string {
  return `${encodeBase64Url(JSON.stringify(header))}.${encodeBase64Url(JSON.stringify(payload))}.${signature}`;
}
