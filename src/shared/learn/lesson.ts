import type { Reference } from '../model/check';

/** What a newcomer needs at one step. Whole sentences, each true of every run of that step. */
export interface Lesson {
  /** What the step is for. */
  purpose: string;
  /** Who sends what to whom, and why. */
  sent: string;
  /** What could go wrong here. */
  risk: string;
  reference: Reference;
}
