import type { RecordedBody, RecordedResponse } from '../../model/exchange';
import { readHeader } from '../../model/read-message';
import { isLoginPage, readTitle, readVisibleText } from './read-page';

/** More than an error ever needs; a body is text from outside. */
const MAX_BODY = 262_144;
const MAX_FIELD = 8_192;

export interface ErrorFields {
  error: string;
  description: string | null;
}

export interface BodyText {
  text: string;
  /** The encoding that the bytes were read as, null where they are UTF-8 as JSON asks (RFC 8259 section 8.1). */
  otherCharset: string | null;
}

const NOTHING: BodyText = { text: '', otherCharset: null };

/** The start of the body as text, '' where it is binary or absent. */
export function readBodyText(response: RecordedResponse): string {
  return decodeBody(response).text;
}

/** Text that is not UTF-8 is recorded as bytes; it is read by its charset, or as what the web assumes. */
export function decodeBody({ body, headers }: RecordedResponse): BodyText {
  if (!body) return NOTHING;
  if (body.encoding === 'utf8') {
    const text = body.text.slice(0, MAX_BODY);
    return { text, otherCharset: text.slice(0, MAX_FIELD).includes('\uFFFD') ? 'unknown' : null };
  }
  return decodeBytes(body, readHeader(headers, 'content-type') ?? '');
}

function decodeBytes(body: RecordedBody, contentType: string): BodyText {
  const isText = /^(text\/|application\/([\w.-]{1,60}\+)?(json|xml|x-www-form-urlencoded))/i.test(
    contentType.trim(),
  );
  const bytes = decodeBase64(body.text);
  if (!bytes || (!isText && !/^[\s\uFEFF]{0,9}[{<]/.test(String.fromCharCode(...bytes.slice(0, 10)))))
    return NOTHING;
  const named = /charset\s{0,9}=\s{0,9}"?([\w.:-]{1,40})/i.exec(contentType)?.[1];
  for (const charset of [findByteOrderMark(bytes), named, 'utf-8', 'windows-1252']) {
    const text = charset === undefined ? null : decodeAs(charset, bytes);
    if (text !== null)
      return { text, otherCharset: /^utf-?8$/i.test(charset ?? '') ? null : (charset ?? null) };
  }
  return NOTHING;
}

function findByteOrderMark([first, second]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

function decodeAs(charset: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function decodeBase64(text: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(text.slice(0, MAX_BODY - (MAX_BODY % 4))), (each) => each.charCodeAt(0));
  } catch {
    return null;
  }
}

export function toErrorFields(error: string | null, description: string | null): ErrorFields | null {
  if (error === null || error.trim() === '') return null;
  return { error: error.trim().slice(0, 200), description: description?.slice(0, MAX_FIELD) ?? null };
}

export function isHtml(response: RecordedResponse): boolean {
  const type = readHeader(response.headers, 'content-type') ?? '';
  if (/^(text\/html|application\/xhtml\+xml)\b/i.test(type.trim())) return true;
  return /^\s{0,100}<(!doctype html|html)\b/i.test(readBodyText(response).slice(0, 200));
}

/** The title of a page, else the start of what it says; '' where it says nothing. */
export function readPageTitle(response: RecordedResponse): string {
  return readTitle(readBodyText(response)) || readPageText(response).slice(0, 120);
}

/** What a person reads on the page, in one line. */
export function readPageText(response: RecordedResponse): string {
  const known = PAGE_TEXTS.get(response);
  if (known !== undefined) return known;
  const text = readVisibleText(readBodyText(response)).slice(0, MAX_FIELD);
  PAGE_TEXTS.set(response, text);
  return text;
}

/** Each reader of signals asks for it, and a recorded response never changes. */
const PAGE_TEXTS = new WeakMap<RecordedResponse, string>();

export function isLoginAnswer(response: RecordedResponse): boolean {
  return isHtml(response) && isLoginPage(readBodyText(response));
}
