import { hasPlaceholder } from '../redact/span';
import { DIFFERENCE_CLASSES, type DifferenceClass, type NoiseReason, type Place } from './comparison';
import type { Fact, FactGroup } from './fact';
import { REGISTERED } from './normalise';

/** A difference of one step, before equal ones of several steps become one. */
export interface StepDifference {
  class: DifferenceClass;
  subject: string;
  name: string;
  left: string | null;
  right: string | null;
  leftSeq: number | null;
  rightSeq: number | null;
  phase: 0 | 1;
  noise: NoiseReason | null;
}

/** How a value that must come back relates to what its session has shown before. */
export type Echo = 'first' | 'same' | 'other';
export type ReadEcho = (fact: Fact) => Echo;

/** Clocks and slow machines; more than this is a wrong clock or another lifetime. */
const TOLERANCE_SECONDS = 60;
/** What is left of a lifetime when it is written down. */
const ROUNDING_SECONDS = 5;

interface Side {
  facts: readonly Fact[];
  readEcho: ReadEcho;
}

/** Two steps, fact by fact. What only one side has is a difference whatever its name; a missing whole is one. */
export function compareFacts(left: Side, right: Side): StepDifference[] {
  const [lefts, rights] = [indexFacts(left.facts), indexFacts(right.facts)];
  const both = left.facts.flatMap((fact) => {
    const other = lefts.get(fact.key) === fact ? rights.get(fact.key) : undefined;
    return other ? comparePair(fact, other, left.readEcho, right.readEcho) : [];
  });
  return [...both, ...listMissing(lefts, rights, 'left'), ...listMissing(rights, lefts, 'right')];
}

function indexFacts(facts: readonly Fact[]): Map<string, Fact> {
  const index = new Map<string, Fact>();
  for (const fact of facts) if (!index.has(fact.key)) index.set(fact.key, fact);
  return index;
}

function comparePair(left: Fact, right: Fact, readLeft: ReadEcho, readRight: ReadEcho): StepDifference[] {
  if (left.value === right.value) return [];
  const difference = {
    class: pickClass(left, right),
    subject: left.subject,
    name: left.name,
    left: left.value,
    right: right.value,
    leftSeq: left.seq,
    rightSeq: right.seq,
    phase: left.phase,
  };
  // Out of an export: what stood there is not known.
  if (hasPlaceholder(left.value) || hasPlaceholder(right.value)) {
    return [{ ...difference, noise: 'redacted' }];
  }
  if (left.offsetSeconds !== null && right.offsetSeconds !== null) {
    if (Math.abs(left.offsetSeconds - right.offsetSeconds) <= TOLERANCE_SECONDS) {
      return [{ ...difference, noise: 'time' }];
    }
    const texts = { left: describeOffset(left.offsetSeconds), right: describeOffset(right.offsetSeconds) };
    return [{ ...difference, ...texts, noise: null }];
  }
  if (left.name === 'expires_in' && Math.abs(Number(left.value) - Number(right.value)) <= ROUNDING_SECONDS) {
    return [{ ...difference, noise: 'time' }];
  }
  if (left.meaning === right.meaning) {
    return [{ ...difference, noise: findSameness(left, right) }];
  }
  const shown = { ...difference, left: left.shown, right: right.shown };
  const noise = joinNoise(left, right);
  if (noise === null) return [{ ...shown, noise: null }];
  const echoes = [readLeft(left), readRight(right)];
  const isBroken = echoes.includes('same') && echoes.includes('other');
  return [isBroken ? { ...shown, noise: null } : { ...difference, noise }];
}

/** Of one name, an answer can be worse on one side. */
function pickClass(left: Fact, right: Fact): DifferenceClass {
  return DIFFERENCE_CLASSES.find((each) => each === left.class || each === right.class) ?? left.class;
}

function describeOffset(seconds: number): string {
  return seconds < 0 ? `${-seconds} s before the message` : `${seconds} s after the message`;
}

/** A value can be a token on one side and a word on the other. */
function joinNoise(left: Fact, right: Fact): NoiseReason | null {
  return left.noise === right.noise ? left.noise : null;
}

/** Why two values mean the same. */
function findSameness(left: Fact, right: Fact): NoiseReason {
  const sort = ({ value }: Fact) => [...value].sort().join('');
  if (sort(left) === sort(right)) return 'order';
  return joinNoise(left, right) ?? (left.meaning.includes(REGISTERED) ? 'random' : 'port');
}

function listMissing(
  own: Map<string, Fact>,
  others: Map<string, Fact>,
  side: 'left' | 'right',
): StepDifference[] {
  const known = new Set([...others.values()].flatMap(({ groups }) => groups.map(({ key }) => key)));
  const told = new Set<string>();
  return [...own.values()].flatMap((fact) => {
    if (others.has(fact.key)) return [];
    const missing = fact.groups.find(({ key }) => !known.has(key));
    if (missing && told.has(missing.key)) return [];
    if (missing) told.add(missing.key);
    return [buildMissing(missing ?? fact, fact, side)];
  });
}

function buildMissing(what: Fact | FactGroup, fact: Fact, side: 'left' | 'right'): StepDifference {
  const isLeft = side === 'left';
  const value = 'shown' in what ? what.shown : what.value;
  return {
    class: what.class,
    subject: what.subject,
    name: what.name,
    left: isLeft ? value : null,
    right: isLeft ? null : value,
    leftSeq: isLeft ? fact.seq : null,
    rightSeq: isLeft ? null : fact.seq,
    phase: fact.phase,
    noise: null,
  };
}

/** Reads facts in the order of their session, and says of each whether its value was there before. */
export function createEchoReader(facts: readonly Fact[]): ReadEcho {
  const seen = new Map<string, Set<string>>();
  const echoes = new Map<Fact, Echo>();
  for (const fact of facts.toSorted((a, b) => a.seq - b.seq)) {
    if (fact.echo === null) continue;
    const values = seen.get(fact.echo) ?? new Set();
    const before = values.has(fact.value) ? 'same' : 'other';
    echoes.set(fact, values.size === 0 ? 'first' : before);
    seen.set(fact.echo, values.add(fact.value));
  }
  return (fact) => echoes.get(fact) ?? 'first';
}

/** For a step that the other session lacks: facts are not listed, the step is. */
export function toPlace(stepId: string | undefined, seq: number | null): Place | null {
  return stepId === undefined || seq === null ? null : { stepId, seq };
}
