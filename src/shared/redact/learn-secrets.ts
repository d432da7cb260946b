import type { TraceEvent } from '../model/trace-event';
import { buildReadings, type Reading } from './build-readings';
import { findRawSpans } from './find-sensitive-spans';
import { createIsNew, registerSecrets } from './register-secrets';
import { collectPublicWords, createRegistry, type Registry } from './registry';
import { listPlaceholders, type SensitiveSpan, type TextPlace } from './span';
import { type VisitText, visitTraceStrings } from './visit-trace-strings';

/** What a recording says about its own secrets. The same for every redactor of it, so it is learnt once. */
export interface LearntSecrets {
  /** In lower case: names and ids of the recording's own, which no report could do without. */
  publicWords: ReadonlySet<string>;
  registry: Registry;
  /** Placeholders that the recording came with, in whatever encoding: they stand for values of another report. */
  foreignPlaceholders: ReadonlySet<string>;
  findKnownSpans: ReturnType<Registry['createFinder']>;
  /** By the rules and by what was learnt, with overlaps. */
  findAll: FindSpans;
}

type FindSpans = (text: string, place: TextPlace) => SensitiveSpan[];

const LEARNT = new WeakMap<readonly TraceEvent[], { length: number; secrets: LearntSecrets }>();

/** Events are only ever added to a recording, never changed: as long as it is, it is the same. */
export function learnSecrets(events: readonly TraceEvent[], onEvent?: () => void): LearntSecrets {
  const learnt = LEARNT.get(events);
  if (learnt?.length === events.length) return learnt.secrets;
  const secrets = readSecrets(events, onEvent);
  LEARNT.set(events, { length: events.length, secrets });
  return secrets;
}

function readSecrets(events: readonly TraceEvent[], onEvent?: () => void): LearntSecrets {
  const publicWords = collectPublicWords(events);
  const registry = createRegistry(publicWords);
  const isNew = createIsNew();
  const foreignPlaceholders = new Set<string>();
  const read = (text: string): Reading[] => {
    const readings = buildReadings(text);
    for (const reading of readings) {
      for (const placeholder of listPlaceholders(reading.text)) foreignPlaceholders.add(placeholder);
    }
    return readings;
  };
  const learn: VisitText = (text, place) => {
    if (isNew(text, place)) registerSecrets(registry.add, text, place, read);
    return text;
  };
  visitTraceStrings(events, learn, onEvent);
  const findKnownSpans = registry.createFinder();
  const findAll = rememberSpans((text, place) => {
    const readings = buildReadings(text);
    return [...findRawSpans(text, place, readings), ...findKnownSpans(text, readings)];
  });
  return { publicWords, registry, foreignPlaceholders, findKnownSpans, findAll };
}

/** Each request stands twice in a recording, and headers in most exchanges: what was found is found at once. */
function rememberSpans(find: FindSpans): FindSpans {
  const known = new Map<string, SensitiveSpan[]>();
  let length = 0;
  return (text, place) => {
    if (text.length > MAX_REMEMBERED_TEXT) return find(text, place);
    const key = `${place.kind} ${'name' in place ? place.name : ''}\n${text}`;
    const spans = known.get(key) ?? find(text, place);
    if (length < MAX_REMEMBERED && !known.has(key)) {
      known.set(key, spans);
      length += text.length;
    }
    return spans;
  };
}

/** A larger body is not sent twice. */
const MAX_REMEMBERED_TEXT = 65_536;
const MAX_REMEMBERED = 4_194_304;
