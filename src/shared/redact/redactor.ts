import type { HeaderList } from '../model/exchange';
import type { TraceEvent } from '../model/trace-event';
import { decodeBase64, encodeBase64Url } from '../text/base64';
import {
  type AuthorChoices,
  createChosenFinder,
  createIsShown,
  type KnownPlaceholder,
  NO_CHOICES,
} from './author-choices';
import { buildReadings } from './build-readings';
import { findLiveSecrets } from './find-live-secrets';
import { parseJwt } from './jwt';
import { learnSecrets } from './learn-secrets';
import type { SecretClass } from './rules';
import {
  CLAIMS,
  formatPlaceholder,
  isPlaceholder,
  listPlaceholders,
  mergeSpans,
  PLAIN_TEXT,
  replaceSpans,
  type SensitiveSpan,
  type TextPlace,
} from './span';
import { type VisitText, visitDeep, visitTraceStrings } from './visit-trace-strings';

/** One hidden value of a report: what stands for it and how often. Never the value. */
export interface Redaction {
  placeholder: string;
  secret: SecretClass;
  count: number;
}

/** Hides the secrets of one session. Equal values get equal placeholders, from one redactor only. */
export interface Redactor {
  redactText(text: string, place?: TextPlace): string;
  redactUrl(url: string): string;
  redactHeaders(headers: HeaderList): HeaderList;
  /** A copy of plain data with each string redacted. */
  redactData<T>(data: T): T;
  /** The same events, still foldable: statuses, error codes, names, times and ids are kept. */
  redactEvents(onEvent?: () => void): TraceEvent[];
  /** What was replaced so far, in order of first appearance. */
  list(): Redaction[];
  /** As `list`, each with its value: for a preview on the user's own screen, and to go on numbering. */
  listValues(): KnownPlaceholder[];
  /**
   * Placeholders of what a finished text still holds in any spelling: registered values, and credentials that
   * no rule has seen before, such as a JWT with its signature. Empty is good. Values that stand in `fixedText`, the part that is the same for every session, do not count.
   */
  findLeaks(text: string, fixedText?: string): string[];
}

/** Rounds until a text comes out unchanged; more than two is rare. */
const MAX_ROUNDS = 8;

/**
 * Reads the whole session first, so that a secret is known wherever it first appeared: a code in a
 * callback is hidden in the discovery answer too, should it stand there.
 */
export function createRedactor(events: readonly TraceEvent[], choices: AuthorChoices = NO_CHOICES): Redactor {
  const { publicWords, registry, foreignPlaceholders, findKnownSpans, findAll } = learnSecrets(events);
  const placeholders = createPlaceholders(choices.known, foreignPlaceholders);
  const findChosenSpans = createChosenFinder(choices);
  const isShown = createIsShown(choices.shown);
  /** JWTs that are shown, as they come out: what else they hold stays hidden. */
  const shownJwts = new Set<string>();

  const isDone = ({ value }: SensitiveSpan): boolean => {
    if (isPlaceholder(value) || shownJwts.has(value)) return true;
    const jwt = parseJwt(value);
    return jwt !== null && isPlaceholder(jwt.signature) && isClean(jwt.header, jwt.payload);
  };
  const isClean = (header: string, payload: string): boolean =>
    redactText(header) === header && redactText(payload, CLAIMS) === payload;
  /** The payload of a JWT is registered for what is in it; where all of that is shown, so is the payload. */
  const isShownPayload = (value: string): boolean => {
    const payload = choices.shown.length > 0 && value.startsWith('eyJ') ? decodeBase64(value) : null;
    return payload?.startsWith('{') === true && isClean('', payload);
  };
  /** As it comes out: with its own signature, and perhaps other claims than it came with. */
  const bearsShownSignature = (value: string): boolean => isShown(parseJwt(value)?.signature ?? '');
  const isHidden = ({ value }: SensitiveSpan): boolean => !isShown(value) && !isShownPayload(value);
  const replaceSpan = (span: SensitiveSpan, source: string): string => {
    const jwt = parseJwt(source);
    const secret = registry.get(span.value)?.secret ?? span.secret;
    const isShownJwt = jwt !== null && isShown(span.value);
    const placeholder = isShownJwt ? jwt.signature : placeholders.take(span.value, secret);
    if (!jwt) return placeholder;
    const encode = (json: string, encoded: string, place: TextPlace) => {
      const redacted = redactText(json, place);
      return redacted === json ? encoded : encodeBase64Url(new TextEncoder().encode(redacted));
    };
    const header = encode(jwt.header, jwt.encodedHeader, PLAIN_TEXT);
    const replaced = `${header}.${encode(jwt.payload, jwt.encodedPayload, CLAIMS)}.${placeholder}`;
    if (isShownJwt) shownJwts.add(replaced);
    return replaced;
  };
  const redactText = (text: string, place: TextPlace = PLAIN_TEXT): string => {
    let current = text;
    placeholders.reserve(text);
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const found = findAll(current, place).filter((span) => parseJwt(span.value) !== null || isHidden(span));
      const spans = mergeSpans(current, [...found, ...findChosenSpans(current)]).filter(
        (span) => !isDone(span),
      );
      if (spans.length === 0) break;
      current = replaceSpans(current, spans, replaceSpan);
    }
    return current;
  };
  const visit: VisitText = (text, place) => redactText(text, place);
  return {
    redactText,
    redactUrl: (url) => redactText(url, { kind: 'url' }),
    redactHeaders: (headers) =>
      headers.map(([name, value]) => [redactText(name), redactText(value, { kind: 'header', name })]),
    redactData: <T>(data: T) => visitDeep(data, visit) as T,
    redactEvents: (onEvent) => visitTraceStrings(events, visit, onEvent),
    list: placeholders.list,
    listValues: placeholders.listValues,
    findLeaks(text, fixedText = '') {
      const readings = buildReadings(text);
      const known = findKnownSpans(text, readings).filter(({ value }) => !isCommonWord(value));
      // The id of a session is no secret, though it stands under the name of one.
      const live = findLiveSecrets(text, readings).filter(
        ({ value }) => !publicWords.has(value.toLowerCase()) && !bearsShownSignature(value),
      );
      const found = [...known, ...live].filter((span) => !fixedText.includes(span.value) && isHidden(span));
      const spans = mergeSpans(text, [...found, ...findChosenSpans(text, true)]);
      return [...new Set(spans.map(({ value, secret }) => placeholders.peek(value, secret)))];
    },
  };
}

/** For text without a session: log lines, error lines, pasted text. Names and shapes alone decide. */
export function redactLoose(text: string): string {
  return createRedactor([]).redactText(text);
}

/** A single word can stand in the fixed text of a report; its places in the session are hidden all the same. */
function isCommonWord(value: string): boolean {
  return /^[A-Za-z]{1,15}$/.test(value);
}

/**
 * Numbers placeholders by class in order of appearance, after those that are known already and past those that stand
 * in a text that was redacted before: one placeholder must not name two values.
 */
function createPlaceholders(known: readonly KnownPlaceholder[], foreign: ReadonlySet<string>) {
  const taken = new Map<string, Redaction>();
  const counts = new Map<SecretClass, number>();
  const reserved = new Set([...foreign, ...known.map(({ placeholder }) => placeholder)]);
  for (const { value, placeholder, secret } of known) taken.set(value, { placeholder, secret, count: 0 });
  const find = (value: string, secret: SecretClass): Redaction => {
    const known = taken.get(value);
    if (known) return known;
    let index = (counts.get(secret) ?? 0) + 1;
    while (reserved.has(formatPlaceholder(secret, index))) index += 1;
    counts.set(secret, index);
    const redaction: Redaction = { placeholder: formatPlaceholder(secret, index), secret, count: 0 };
    taken.set(value, redaction);
    return redaction;
  };
  return {
    /** Those of a text that is none of the recording's. */
    reserve(text: string): void {
      for (const placeholder of listPlaceholders(text)) reserved.add(placeholder);
    },
    take(value: string, secret: SecretClass): string {
      const redaction = find(value, secret);
      redaction.count += 1;
      return redaction.placeholder;
    },
    peek: (value: string, secret: SecretClass) => find(value, secret).placeholder,
    list: () => [...taken.values()].filter(({ count }) => count > 0).map((each) => ({ ...each })),
    listValues: () =>
      [...taken].filter(([, { count }]) => count > 0).map(([value, each]) => ({ ...each, value })),
  };
}
