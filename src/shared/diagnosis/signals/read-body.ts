import type { RecordedResponse } from '../../model/exchange';
import { parseJsonObject, readHeader } from '../../model/read-message';

/** More than an error ever needs; a body is text from outside. */
const MAX_BODY = 262_144;
const MAX_PAGE = 65_536;
const MAX_FIELD = 8_192;

export interface ErrorFields {
  error: string;
  description: string | null;
}

/** The start of the body as text, '' where it is binary or absent. */
export function readBodyText(response: RecordedResponse): string {
  return response.body?.encoding === 'utf8' ? response.body.text.slice(0, MAX_BODY) : '';
}

/**
 * `error` and `error_description` (RFC 6749 section 5.2) of a body, whatever its status: in JSON, or as
 * a form, as some providers answer. Null where `error` is no text.
 */
export function readErrorFields(response: RecordedResponse): ErrorFields | null {
  const text = readBodyText(response);
  const json = parseJsonObject(text);
  if (json) return toErrorFields(readText(json, 'error'), readText(json, 'error_description'));
  const type = readHeader(response.headers, 'content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded\b/i.test(type) && !text.startsWith('error=')) return null;
  const form = new URLSearchParams(text);
  return toErrorFields(form.get('error'), form.get('error_description'));
}

export function toErrorFields(error: string | null, description: string | null): ErrorFields | null {
  if (error === null || error.trim() === '') return null;
  return { error: error.trim().slice(0, 200), description: description?.slice(0, MAX_FIELD) ?? null };
}

export function isHtml(response: RecordedResponse): boolean {
  const type = readHeader(response.headers, 'content-type') ?? '';
  if (/^(text\/html|application\/xhtml\+xml)\b/i.test(type.trim())) return true;
  return /^\s{0,100}<(!doctype html|html)\b/i.test(readBodyText(response));
}

/** The title of a page, else the start of what it says; '' where it says nothing. */
export function readPageTitle(response: RecordedResponse): string {
  const text = readBodyText(response).slice(0, MAX_PAGE);
  const start = /<title\b[^>]{0,200}>/i.exec(text);
  const title = start ? (text.slice(start.index + start[0].length).split('<', 1)[0] ?? '') : '';
  return collapse(title) || readPageText(response).slice(0, 120);
}

/** What a page says, without its tags; scripts and styles stay, which does no harm in a search. */
export function readPageText(response: RecordedResponse): string {
  const parts = readBodyText(response).slice(0, MAX_PAGE).split('<');
  return collapse(
    parts.map((part, index) => (index === 0 ? part : part.slice(part.indexOf('>') + 1))).join(' '),
  );
}

function readText(holder: Record<string, unknown>, name: string): string | null {
  const value = Object.hasOwn(holder, name) ? holder[name] : null;
  return typeof value === 'string' ? value : null;
}

function collapse(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
