import type { Profile } from '../model/profile';
import type { TraceEvent } from '../model/trace-event';
import { encodeBase64 } from '../text/base64';
import { buildReadings, type Reading } from './build-readings';
import { looksRandom } from './classify-name';
import { createMatcher, type Pattern } from './matcher';
import { PROTOCOL_WORDS, SECRET_CLASSES, type SecretClass } from './rules';
import type { SensitiveSpan } from './span';

/** A value that was seen in a sensitive place of this session. */
export interface RegisteredSecret {
  value: string;
  secret: SecretClass;
  /** False: hidden in its own place only, see isDistinctive. */
  isDistinctive: boolean;
}

export interface Registry {
  add(value: string, secret: SecretClass): void;
  get(value: string): RegisteredSecret | undefined;
  /** Finds all spellings of all distinctive values in a text; ready once everything is added. */
  createFinder(): (text: string, readings?: readonly Reading[]) => SensitiveSpan[];
}

/**
 * A page with more hidden fields than this is no login form, and a list of more people is a directory. They do not use
 * up the room of credentials, which may come after them.
 */
const MAX_VALUES = 20_000;
const MAX_CREDENTIALS = 100_000;

export function createRegistry(publicWords: ReadonlySet<string>): Registry {
  const secrets = new Map<string, RegisteredSecret>();
  let otherCount = 0;
  const hasRoomFor = (secret: SecretClass): boolean => {
    if (isOfRun(secret)) return secrets.size - otherCount < MAX_CREDENTIALS;
    return otherCount < MAX_VALUES;
  };
  return {
    add(value, secret) {
      const known = secrets.get(value);
      if (known && !isStronger(secret, known.secret)) return;
      if (value === '' || (!known && !hasRoomFor(secret))) return;
      if (known && !isOfRun(known.secret) && isOfRun(secret)) otherCount -= 1;
      if (!known && !isOfRun(secret)) otherCount += 1;
      secrets.set(value, { value, secret, isDistinctive: isDistinctive(value, secret, publicWords) });
    },
    get: (value) => secrets.get(value),
    createFinder() {
      const distinctive = [...secrets.values()].filter((each) => each.isDistinctive);
      const findRegistered = createMatcher(distinctive.flatMap(buildPatterns));
      return (text, readings = buildReadings(text)) =>
        readings.flatMap((reading) =>
          findRegistered(reading.text).map(({ start, end, entry }) => ({
            ...entry,
            ...reading.locate(start, end),
          })),
        );
    },
  };
}

/** Lower-case words of the session that are no secrets: hiding them would take the facts away. */
export function collectPublicWords(events: readonly TraceEvent[]): Set<string> {
  const words = new Set(PROTOCOL_WORDS);
  const add = createAddWords(words);
  for (const event of events) {
    add(event.type);
    if (event.type === 'session-started') {
      add(event.flow, event.sessionId);
      addProfileWords(event.profile, add);
    }
    if (event.type === 'step-started') add(event.stepId, event.name, event.title);
    if (event.type === 'exchange-started') addUrlWords(event.request.url, add);
    if (event.type === 'artifact') add(event.name);
    if (event.type === 'check') add(event.check.id);
  }
  return words;
}

/** As collectPublicWords, where only the profile is at hand. */
export function collectProfileWords(profile: Profile | null): Set<string> {
  const words = new Set(PROTOCOL_WORDS);
  addProfileWords(profile, createAddWords(words));
  return words;
}

type AddWords = (...texts: string[]) => void;

function createAddWords(words: Set<string>): AddWords {
  return (...texts) => {
    for (const text of texts) words.add(text.toLowerCase());
  };
}

function addProfileWords(profile: Profile | null, add: AddWords): void {
  if (!profile) return;
  add(profile.client.id, ...profile.scope.split(' '));
  addUrlWords(profile.issuer ?? profile.server?.issuer ?? '', add);
}

function addUrlWords(text: string, add: AddWords): void {
  if (!URL.canParse(text)) return;
  const { host, hostname, pathname } = new URL(text);
  add(host, hostname, ...hostname.split('.'), ...pathname.split('/').filter((part) => !looksRandom(part)));
}

/**
 * Whether a value is hidden wherever it appears. Not so: values under four characters and numbers
 * under six digits, which would blank out ports and counts; words of the protocol or of this session;
 * cookies and hidden fields that do not look random (`theme=dark`). Those go in their own place only.
 */
function isDistinctive(value: string, secret: SecretClass, publicWords: ReadonlySet<string>): boolean {
  const { sensitivity } = SECRET_CLASSES[secret];
  if (value.trim().length < 4 || /^\d{1,5}$/.test(value)) return false;
  if (sensitivity === 'incidental') {
    return (looksRandom(value) || looksMixed(value)) && !publicWords.has(value.toLowerCase());
  }
  return !publicWords.has(value.toLowerCase()) || (sensitivity === 'credential' && looksRandom(value));
}

/** Long, with letters right beside digits: no person's sentence, though it may have spaces that were encoded. */
function looksMixed(value: string): boolean {
  return value.length >= 16 && /[A-Za-z]\d|\d[A-Za-z]/.test(value);
}

const RANK = { credential: 3, correlator: 2, personal: 1, incidental: 0 };

/** What a run stands on: credentials, state, nonce. */
function isOfRun(secret: SecretClass): boolean {
  const { sensitivity } = SECRET_CLASSES[secret];
  return sensitivity === 'credential' || sensitivity === 'correlator';
}

/** A value seen as a cookie and as a token is a token; `jwt` gives way to any better name. */
function isStronger(secret: SecretClass, than: SecretClass): boolean {
  const rank = (each: SecretClass) =>
    RANK[SECRET_CLASSES[each].sensitivity] - (each === 'jwt' || each === 'authorization' ? 0.5 : 0);
  return rank(secret) > rank(than);
}

/** Values under eight characters must stand alone: a password "wonder" is not hidden in "wonderful". */
const SHORT = 8;

function buildPatterns(entry: RegisteredSecret): Pattern<RegisteredSecret>[] {
  const { value } = entry;
  const edge = value.length < SHORT ? 'whole' : 'any';
  const plain = [value, value.trim(), value.replaceAll(' ', '+'), asLatin1(value)];
  const encoded = new Set([...plain, JSON.stringify(value).slice(1, -1), ...percentForms(value)]);
  return [
    ...[...new Set(plain)].map((text): Pattern<RegisteredSecret> => ({ text, entry, edge })),
    ...[...encoded].flatMap((text) => base64Forms(text).map((form) => ({ ...form, entry }))),
    ...hexForms(value).map((text): Pattern<RegisteredSecret> => ({ text, entry, edge })),
  ];
}

function percentForms(value: string): string[] {
  const percent = encodeURIComponent(value.toWellFormed());
  return [percent, percent.replaceAll('%20', '+')];
}

/** UTF-8 bytes read as Latin-1, as binary bodies and broken charsets show them. */
function asLatin1(value: string): string {
  return String.fromCharCode(...new TextEncoder().encode(value.slice(0, 65_536)));
}

function hexForms(value: string): string[] {
  const bytes = new TextEncoder().encode(value.slice(0, 65_536));
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const capital = hex.toUpperCase();
  return hex === capital ? [hex] : [hex, capital];
}

/**
 * The characters of base64 that depend on this value alone, for each of the three ways it can lie
 * within a longer encoded text, in both alphabets. Too few characters to be telling are left out,
 * except where the value is encoded by itself.
 */
function base64Forms(value: string): { text: string; edge: 'run' | 'whole' }[] {
  const bytes = new TextEncoder().encode(value);
  const forms: { text: string; edge: 'run' | 'whole' }[] = [];
  for (const shift of [0, 1, 2]) {
    const shifted = new Uint8Array(shift + bytes.length);
    shifted.set(bytes, shift);
    const core = encodeBase64(shifted).slice(
      shift === 0 ? 0 : shift + 1,
      Math.floor((shifted.length * 8) / 6),
    );
    if (core.length >= 8) forms.push({ text: core, edge: 'run' });
  }
  if (bytes.length < 8) forms.push({ text: encodeBase64(bytes).replace(/=+$/, ''), edge: 'whole' });
  return forms.flatMap((form) => {
    const urlSafe = form.text.replaceAll('+', '-').replaceAll('/', '_');
    return urlSafe === form.text ? [form] : [form, { ...form, text: urlSafe }];
  });
}
