import type { SecretClass } from './rules';

/** A range of a text that is sensitive. `value` is the secret itself, with its escapes undone. */
export interface SensitiveSpan {
  start: number;
  end: number;
  secret: SecretClass;
  value: string;
}

/**
 * What a text is, as far as the recording tells. `form`: an application/x-www-form-urlencoded body.
 * `claims`: JSON about a user (UserInfo, ID token payload, introspection). `header` and `named`: the
 * value that stands under the name. `secret`: sensitive as a whole.
 */
export type TextPlace =
  | { kind: 'text' | 'url' | 'form' | 'claims' }
  | { kind: 'header' | 'named' | 'secret'; name: string };

export const PLAIN_TEXT: TextPlace = { kind: 'text' };
export const CLAIMS: TextPlace = { kind: 'claims' };

const PLACEHOLDER = /\[redacted:[a-z_]+-\d+\]/g;
const ONLY_PLACEHOLDERS = /^(?:\[redacted:[a-z_]+-\d+\][\s,.:;]*)+$/;

/**
 * What stands in for a secret: `[redacted:access_token-1]`. The number counts equal values within one
 * report and nothing else, so it tells nothing about the value and links no two reports. No spaces, so
 * that it survives in URLs, cookies and wrapped lines.
 */
export function formatPlaceholder(secret: SecretClass, index: number): string {
  return `[redacted:${secret}-${index}]`;
}

export function hasPlaceholder(text: string): boolean {
  return text.search(PLACEHOLDER) !== -1;
}

/** Each that stands in a text: of an imported report they mean something already. */
export function listPlaceholders(text: string): string[] {
  return text.includes('[redacted:') ? (text.match(PLACEHOLDER) ?? []) : [];
}

export function isPlaceholder(text: string): boolean {
  return ONLY_PLACEHOLDERS.test(text);
}

/**
 * Sorted ranges without overlaps. Ranges that share characters become one, which takes its class from
 * the longest of them: half a secret must not stay beside a placeholder. A range inside a placeholder
 * is dropped; one that cuts into a placeholder takes all of it.
 */
export function mergeSpans(text: string, spans: readonly SensitiveSpan[]): SensitiveSpan[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
  const outside = clearPlaceholders(text, sorted);
  const merged: { span: SensitiveSpan; longest: number }[] = [];
  for (const span of outside) {
    const last = merged.at(-1);
    if (!last || span.start >= last.span.end) {
      merged.push({ span, longest: span.end - span.start });
      continue;
    }
    if (span.end <= last.span.end) continue;
    const isLonger = span.end - span.start > last.longest;
    const secret = isLonger ? span.secret : last.span.secret;
    last.span = {
      start: last.span.start,
      end: span.end,
      secret,
      value: text.slice(last.span.start, span.end),
    };
    last.longest = Math.max(last.longest, span.end - span.start);
  }
  return merged.map(({ span }) => span);
}

/** Puts a replacement in the place of each span; `spans` are sorted and without overlaps. */
export function replaceSpans(
  text: string,
  spans: readonly SensitiveSpan[],
  replace: (span: SensitiveSpan, source: string) => string,
): string {
  const parts: string[] = [];
  let last = 0;
  for (const span of spans) {
    const source = text.slice(span.start, span.end);
    const replacement = replace(span, source);
    const isNumber =
      /^-?\d+$/.test(source) && /"\s*:\s*$/.test(text.slice(Math.max(0, span.start - 16), span.start));
    parts.push(text.slice(last, span.start), isNumber ? `"${replacement}"` : replacement);
    last = span.end;
  }
  parts.push(text.slice(last));
  return parts.join('');
}

function clearPlaceholders(text: string, sorted: SensitiveSpan[]): SensitiveSpan[] {
  const placeholders = [...text.matchAll(PLACEHOLDER)].map(({ 0: match, index }) => ({
    from: index,
    to: index + match.length,
  }));
  if (placeholders.length === 0) return sorted;
  const kept: SensitiveSpan[] = [];
  let first = 0;
  for (const span of sorted) {
    while ((placeholders[first]?.to ?? Number.POSITIVE_INFINITY) <= span.start) first += 1;
    let { start, end } = span;
    let isInside = false;
    for (let index = first; (placeholders[index]?.from ?? Number.POSITIVE_INFINITY) < end; index += 1) {
      const { from, to } = placeholders[index] ?? { from: end, to: end };
      isInside ||= from <= span.start && span.end <= to;
      start = Math.min(start, from);
      end = Math.max(end, to);
    }
    if (!isInside) kept.push({ ...span, start, end });
  }
  return kept.sort((a, b) => a.start - b.start || b.end - a.end);
}
