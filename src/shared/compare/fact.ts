import type { DifferenceClass, NoiseReason } from './comparison';

/** One comparable value of a step. Facts of the same `key` on both sides are held against each other. */
export interface Fact {
  key: string;
  class: DifferenceClass;
  subject: string;
  name: string;
  value: string;
  /** The value without what differs in any two runs: such a port reads 0, as in the profile. */
  shown: string;
  /** Equal where the two values mean the same: without ports that the system chose, sorted where order is free. */
  meaning: string;
  /** Why another meaning is no difference, as long as both sides have the value. */
  noise: NoiseReason | null;
  /** Seconds between the message and the time that the value says; compared with tolerance. */
  offsetSeconds: number | null;
  /** Under which name the value comes back later in a run (state, nonce, code), null where it need not. */
  echo: string | null;
  seq: number;
  /** Sorts what is sent before what is answered. */
  phase: 0 | 1;
  /** What the fact is a part of, outermost first; where one side lacks the whole, its parts are not listed. */
  groups: readonly FactGroup[];
}

export interface FactGroup {
  key: string;
  class: DifferenceClass;
  subject: string;
  name: string;
  value: string;
}

/** Rewrites what means nothing in a text. */
export type Normalise = (text: string) => string;

/** What the facts of one message share. */
export interface FactContext {
  key: string;
  subject: string;
  seq: number;
  /** Epoch milliseconds of the message. */
  time: number;
  phase: 0 | 1;
  groups: readonly FactGroup[];
  normalise: Normalise;
}

export type Classify = (name: string) => DifferenceClass;
