/** Reason phrases of statuses that say a request was not served (RFC 9110 section 15.5, RFC 6585). */
const PHRASES: [status: number, ...phrases: string[]][] = [
  [400, 'bad request'],
  [401, 'unauthorized', 'unauthenticated', 'unauthorised'],
  [403, 'forbidden'],
  [404, 'not found'],
  [405, 'method not allowed', 'not allowed'],
  [406, 'not acceptable'],
  [407, 'proxy authentication required'],
  [408, 'request timeout', 'request time-out'],
  [409, 'conflict'],
  [411, 'length required'],
  [412, 'precondition failed'],
  [413, 'payload too large', 'content too large', 'request entity too large'],
  [414, 'uri too long', 'request uri too long', 'request uri too large'],
  [415, 'unsupported media type'],
  [422, 'unprocessable entity', 'unprocessable content'],
  [428, 'precondition required'],
  [429, 'too many requests'],
  [431, 'request header fields too large'],
  [500, 'internal server error'],
  [501, 'not implemented'],
  [502, 'bad gateway'],
  [503, 'service unavailable', 'service temporarily unavailable'],
  [504, 'gateway timeout', 'gateway time-out'],
];

const STATUS_OF: ReadonlyMap<string, number> = new Map(
  PHRASES.flatMap(([status, ...phrases]) => phrases.map((phrase) => [phrase, status] as const)),
);

/** The status whose reason phrase a text is and nothing else, however it joins the words; null for none. */
export function findStatusOfPhrase(text: string): number | null {
  if (text.length > 60) return null;
  const words = text
    .trim()
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[\s_-]+/g, ' ')
    .replace(/[.!]$/, '')
    .toLowerCase();
  return STATUS_OF.get(words.replaceAll(/\btime out\b/g, 'timeout')) ?? STATUS_OF.get(words) ?? null;
}

/** As one alternative of a pattern: every phrase, longest first, joined by blanks or whatever stands for them. */
export const STATUS_PHRASES = [...STATUS_OF.keys()]
  .toSorted((left, right) => right.length - left.length)
  .map((phrase) => phrase.replaceAll(/[ -]/g, '[ _-]?'))
  .join('|');
