import type { SessionView, StepView } from '../model/session';

/**
 * What a difference is about, by likely importance: the order is the ranking. Causes that a client chooses come
 * before what a server answers to them, and both before what hardly ever breaks a login.
 */
export const DIFFERENCE_CLASSES = [
  'redirect-uri',
  'client',
  'client-authentication',
  'scope',
  'pkce',
  'issuer',
  'endpoint',
  'signing-key',
  'parameter',
  'request-header',
  'claim',
  'metadata',
  'answer',
  'check',
  'step',
  'setting',
  'header',
  'timing',
] as const;

export type DifferenceClass = (typeof DIFFERENCE_CLASSES)[number];

/** Classes that explain nothing by themselves: two sessions that differ in these only count as alike. */
const UNIMPORTANT: ReadonlySet<DifferenceClass> = new Set(['header', 'timing']);

export function isImportantClass(kind: DifferenceClass): boolean {
  return !UNIMPORTANT.has(kind);
}

/** Why a difference was folded away. */
export type NoiseReason = 'random' | 'time' | 'port' | 'order' | 'transport' | 'redacted';

/** The event of one session on which a value stands. */
export interface Place {
  stepId: string;
  seq: number;
}

export interface DifferencePlace {
  /** Index into `steps` of the comparison; null for what belongs to the whole session. */
  row: number | null;
  left: Place | null;
  right: Place | null;
}

/** One difference, wherever it shows. Null: that side does not have it. */
export interface Difference {
  class: DifferenceClass;
  /** What carries it: "authorization request", "id_token", "token answer". */
  subject: string;
  name: string;
  left: string | null;
  right: string | null;
  /** In the order of the steps; the first is the one to look at. */
  places: DifferencePlace[];
  /** Set on what was folded away. */
  noise?: NoiseReason;
}

/** A step of both sessions, or of one. */
export interface AlignedStep {
  name: string;
  left: ComparedStep | null;
  right: ComparedStep | null;
  differenceCount: number;
  noiseCount: number;
}

export interface ComparedStep {
  stepId: string;
  title: string;
  seq: number;
  outcome: StepView['outcome'];
  durationMs: number | null;
}

/** Where a session went wrong first: a failed check, else the error of a failed step. */
export interface FirstFailure {
  stepId: string;
  seq: number;
  stepTitle: string;
  /** The check's id, null where the step failed without one. */
  checkId: string | null;
  text: string;
}

export interface ComparedSession {
  id: string;
  name: string;
  flow: string;
  outcome: SessionView['outcome'];
  startedAt: number;
  firstFailure: FirstFailure | null;
}

/** Two sessions laid over each other. The heads come first: outcome and first failure are what is to be explained. */
export interface SessionComparison {
  left: ComparedSession;
  right: ComparedSession;
  isSameOutcome: boolean;
  steps: AlignedStep[];
  /** Best explanation first. */
  differences: Difference[];
  /** What differs between any two runs. */
  noise: Difference[];
}

/** True where something beside timing and transport headers differs. */
export function hasImportantDifference({ isSameOutcome, differences }: SessionComparison): boolean {
  return !isSameOutcome || differences.some((difference) => isImportantClass(difference.class));
}
