import { buildReadings, type Reading } from './build-readings';
import { classifyName, isLongRandom, isPublicName } from './classify-name';
import { decodeFully } from './decode-view';
import { findHeaderSpans } from './find-header-spans';
import { findJsonSpans } from './find-json-spans';
import { findTextSpans } from './find-text-spans';
import { isPlaceholder, mergeSpans, PLAIN_TEXT, type SensitiveSpan, type TextPlace } from './span';

/**
 * The sensitive ranges of one text, by names and shapes alone, without knowing any session: what an
 * inspector masks at first. Sorted, without overlaps, in the coordinates of `text`.
 */
export function findSensitiveSpans(text: string, place: TextPlace = PLAIN_TEXT): SensitiveSpan[] {
  return mergeSpans(text, findRawSpans(text, place));
}

/** As findSensitiveSpans, but with overlaps kept: a secret within a secret is a secret of its own. */
export function findRawSpans(
  text: string,
  place: TextPlace,
  readings: readonly Reading[] = buildReadings(text),
): SensitiveSpan[] {
  if (text === '') return [];
  const spans = findPlaceSpans(text, place);
  for (const reading of readings) {
    if (reading.isClosed) {
      const { start, end } = reading.locate(0, 0);
      spans.push({ start, end, secret: 'secret', value: text.slice(start, end) });
      continue;
    }
    const found = [...findTextSpans(reading.text), ...findJsonSpans(reading.text, place.kind === 'claims')];
    for (const span of found) spans.push({ ...span, ...reading.locate(span.start, span.end) });
  }
  return spans.filter((span) => span.end > span.start && !isPlaceholder(span.value));
}

function findPlaceSpans(text: string, place: TextPlace): SensitiveSpan[] {
  switch (place.kind) {
    case 'form':
      return findParameterSpans(text, 0, '&');
    case 'url': {
      const query = text.search(/[?#]/);
      return query < 0 ? [] : findParameterSpans(text, query + 1, '&#');
    }
    case 'header':
      return findHeaderSpans(place.name, text);
    case 'named': {
      const secret = classifyName(place.name, text, 'parameter');
      return secret ? [{ start: 0, end: text.length, secret, value: decodeFully(text) }] : [];
    }
    case 'secret': {
      const secret =
        classifyName(place.name, text, 'parameter') ?? (text.startsWith('eyJ') ? 'jwt' : 'secret');
      return [{ start: 0, end: text.length, secret, value: text }];
    }
    default:
      return [];
  }
}

/** Parameters where the text is known to be made of them: also unknown names with a long random value. */
function findParameterSpans(text: string, from: number, delimiters: string): SensitiveSpan[] {
  const spans: SensitiveSpan[] = [];
  for (let start = from; start <= text.length; ) {
    let end = start;
    while (end < text.length && !delimiters.includes(text.charAt(end))) end += 1;
    const equals = text.indexOf('=', start);
    if (equals >= 0 && equals < end) {
      const name = decodeFully(text.slice(start, equals));
      const source = text.slice(equals + 1, end);
      const value = decodeFully(source);
      const secret =
        classifyName(name, value, 'parameter') ?? (isUnknownRandom(name, value) ? 'random_value' : null);
      if (secret) {
        spans.push({ start: equals + 1, end, secret, value });
        const spaced = source.includes('+') ? decodeFully(source.replaceAll('+', ' ')) : value;
        if (spaced !== value) spans.push({ start: equals + 1, end, secret, value: spaced });
      }
    }
    start = end + 1;
  }
  return spans;
}

function isUnknownRandom(name: string, value: string): boolean {
  return !isPublicName(name) && isLongRandom(value);
}
