import { findSensitiveSpans } from '@shared/redact/find-sensitive-spans';
import { SECRET_CLASSES } from '@shared/redact/rules';
import { PLAIN_TEXT, type TextPlace } from '@shared/redact/span';
import type { TextPart } from '../ui/MaskedText';

/** Beyond this a text is not searched at all but hidden as a whole: it may hold anything. */
const MAX_SEARCHED = 500_000;

/**
 * Cuts a recorded text into what may be seen and what is hidden at first. Claims about a person stay
 * visible here: this is the user's own screen, and reports hide them. `known` are values that are
 * secret wherever they stand, whatever surrounds them.
 */
export function maskText(
  text: string,
  place: TextPlace = PLAIN_TEXT,
  known: readonly { name: string; value: string }[] = [],
): TextPart[] {
  if (text === '') return [];
  if (text.length > MAX_SEARCHED) return [{ text, secret: 'long text' }];
  const found = findSensitiveSpans(text, place)
    .filter((span) => SECRET_CLASSES[span.secret].sensitivity !== 'personal')
    .map(({ start, end, secret }) => ({ start, end, name: secret.replaceAll('_', ' ') }));
  const ranges = [...found, ...known.flatMap((each) => findValue(text, each))];
  return cutRanges(text, ranges);
}

interface NamedRange {
  start: number;
  end: number;
  name: string;
}

function findValue(text: string, { name, value }: { name: string; value: string }): NamedRange[] {
  const ranges: NamedRange[] = [];
  if (value === '') return ranges;
  for (let start = text.indexOf(value); start >= 0; start = text.indexOf(value, start + value.length)) {
    ranges.push({ start, end: start + value.length, name });
  }
  return ranges;
}

function cutRanges(text: string, ranges: NamedRange[]): TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  for (const { start, end, name } of ranges.toSorted((left, right) => left.start - right.start)) {
    if (end <= at) continue;
    const from = Math.max(start, at);
    if (from > at) parts.push({ text: text.slice(at, from), secret: null });
    parts.push({ text: text.slice(from, end), secret: name });
    at = end;
  }
  if (at < text.length) parts.push({ text: text.slice(at), secret: null });
  return parts;
}
