import type { SessionView, StepView } from '../model/session';
import { alignSteps, compareText, type StepPair } from './align-steps';
import { compareFacts, createEchoReader, type StepDifference, toPlace } from './compare-facts';
import { compareSettings } from './compare-settings';
import {
  type AlignedStep,
  type ComparedSession,
  type ComparedStep,
  DIFFERENCE_CLASSES,
  type Difference,
  type SessionComparison,
} from './comparison';
import type { Fact, Normalise } from './fact';
import { findFirstFailure } from './first-failure';
import { createNormalisers } from './normalise';
import { readStepFacts } from './read-step-facts';

interface PlacedDifference extends StepDifference {
  row: number | null;
  leftStepId: string | undefined;
  rightStepId: string | undefined;
}

/**
 * How two sessions differ, the likeliest cause first. Pure; swapped arguments give the same with its sides swapped.
 * Values are as they were recorded: whoever shows them outside of the user's own screen redacts them
 * (`redactComparison`).
 */
export function compareSessions(left: SessionView, right: SessionView): SessionComparison {
  const pairs = alignSteps(left.steps, right.steps);
  const normalisers = createNormalisers(left, right);
  const found = [
    ...comparePairs(pairs, left, right, normalisers),
    ...compareSettings(left, right, normalisers).map((each) => ({
      ...each,
      row: null,
      leftStepId: undefined,
      rightStepId: undefined,
    })),
  ].sort(compareRank);
  const count = (row: number, isNoise: boolean) =>
    found.filter((each) => each.row === row && (each.noise !== null) === isNoise).length;
  const steps = pairs.map(
    (pair, row): AlignedStep => ({
      name: pair.left?.name ?? pair.right?.name ?? '',
      left: pair.left && describeStep(pair.left),
      right: pair.right && describeStep(pair.right),
      differenceCount: count(row, false),
      noiseCount: count(row, true),
    }),
  );
  return {
    left: describeSession(left),
    right: describeSession(right),
    isSameOutcome: left.outcome === right.outcome,
    steps,
    differences: joinEqual(found.filter(({ noise }) => noise === null)),
    noise: joinEqual(found.filter(({ noise }) => noise !== null)),
  };
}

function comparePairs(
  pairs: readonly StepPair[],
  left: SessionView,
  right: SessionView,
  [normaliseLeft, normaliseRight]: readonly [Normalise, Normalise],
): PlacedDifference[] {
  const read = (session: SessionView, normalise: Normalise) =>
    new Map(
      session.steps.map((step): [StepView, Fact[]] => [step, readStepFacts(step, { session, normalise })]),
    );
  const [lefts, rights] = [read(left, normaliseLeft), read(right, normaliseRight)];
  const [leftEcho, rightEcho] = [lefts, rights].map((facts) => createEchoReader([...facts.values()].flat()));
  return pairs.flatMap((pair, row) => {
    const { left: one, right: other } = pair;
    const own = { row, leftStepId: one?.id, rightStepId: other?.id };
    if (!one || !other) return [{ ...buildMissingStep(pair), ...own }];
    const differences = compareFacts(
      { facts: lefts.get(one) ?? [], readEcho: leftEcho ?? (() => 'first') },
      { facts: rights.get(other) ?? [], readEcho: rightEcho ?? (() => 'first') },
    );
    return [...differences, ...compareTiming(one, other)].map((each) => ({ ...each, ...own }));
  });
}

function buildMissingStep({ left, right }: StepPair): StepDifference {
  return {
    class: 'step',
    subject: 'step',
    name: left?.title ?? right?.title ?? '',
    left: left?.outcome ?? null,
    right: right?.outcome ?? null,
    leftSeq: left?.seq ?? null,
    rightSeq: right?.seq ?? null,
    phase: 1,
    noise: null,
  };
}

/** Less is chance. */
const MIN_SLOWER_MS = 500;
const MIN_SLOWER_FACTOR = 2;

/** How long a person took says nothing. */
function compareTiming(left: StepView, right: StepView): StepDifference[] {
  if ([left, right].some(({ wait, approval }) => wait !== null || approval !== null)) return [];
  const [one, other] = [readDuration(left), readDuration(right)];
  if (one === null || other === null) return [];
  const [fast, slow] = [Math.min(one, other), Math.max(one, other)];
  if (slow - fast < MIN_SLOWER_MS || slow < fast * MIN_SLOWER_FACTOR) return [];
  return [
    {
      class: 'timing',
      subject: 'step',
      name: 'duration',
      left: `${one} ms`,
      right: `${other} ms`,
      leftSeq: left.seq,
      rightSeq: right.seq,
      phase: 1,
      noise: null,
    },
  ];
}

function readDuration({ startedAt, endedAt }: StepView): number | null {
  return endedAt === null ? null : Math.max(0, endedAt - startedAt);
}

/** By class; then what was sent, in the order of the steps. The last keys do not know left from right. */
function compareRank(a: PlacedDifference, b: PlacedDifference): number {
  const sides = ({ left, right }: PlacedDifference) => [left ?? '', right ?? ''].sort(compareText).join('\n');
  return (
    DIFFERENCE_CLASSES.indexOf(a.class) - DIFFERENCE_CLASSES.indexOf(b.class) ||
    a.phase - b.phase ||
    (a.row ?? Number.POSITIVE_INFINITY) - (b.row ?? Number.POSITIVE_INFINITY) ||
    rankName(a) - rankName(b) ||
    compareText(a.subject, b.subject) ||
    compareText(a.name, b.name) ||
    compareText(sides(a), sides(b))
  );
}

/** Who a token is of and for comes before what else it says. */
const LEADING_NAMES = ['sub', 'aud', 'azp'];

function rankName({ name }: StepDifference): number {
  const rank = LEADING_NAMES.indexOf(name);
  return rank < 0 ? LEADING_NAMES.length : rank;
}

/** The same two values under the same name are one difference, wherever else they show. */
function joinEqual(sorted: readonly PlacedDifference[]): Difference[] {
  const joined = new Map<string, Difference>();
  for (const each of sorted) {
    const key = JSON.stringify([each.class, each.name, each.left, each.right]);
    const place = {
      row: each.row,
      left: toPlace(each.leftStepId, each.leftSeq),
      right: toPlace(each.rightStepId, each.rightSeq),
    };
    const known = joined.get(key);
    if (known) known.places.push(place);
    else {
      const { class: kind, subject, name, left, right, noise } = each;
      const what = { class: kind, subject, name, left, right, places: [place] };
      joined.set(key, noise === null ? what : { ...what, noise });
    }
  }
  return [...joined.values()];
}

function describeStep(step: StepView): ComparedStep {
  return {
    stepId: step.id,
    title: step.title,
    seq: step.seq,
    outcome: step.outcome,
    durationMs: readDuration(step),
  };
}

function describeSession(session: SessionView): ComparedSession {
  const { id, profile, flow, outcome, startedAt } = session;
  return {
    id,
    name: profile?.name ?? 'Imported recording',
    flow,
    outcome,
    startedAt,
    firstFailure: findFirstFailure(session),
  };
}
