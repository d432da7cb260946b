import type { Channel } from '@shared/model/exchange';
import type { CheckView, ExchangeView, HitView, NoteView, PausedView, StepView } from '@shared/model/session';

/** Who a row goes through: the browser, this client directly, or nobody else at all. */
export type RowChannel = Channel | 'local';

/** What a row is a sign of. An answer with an error that the step got over is a warning. */
export type RowOutcome = 'failed' | 'warned' | 'passed' | 'skipped' | 'running';

interface RowBase {
  /** Unique within the session, and the same for as long as the row exists. */
  key: string;
  step: StepView;
  /** "5" for what belongs to a step, "5.2" for a message of it. */
  number: string;
  outcome: RowOutcome;
  /** Null for the head of a step that has messages: those say it. */
  channel: RowChannel | null;
}

export type StepHead = RowBase & { type: 'step' };
export type ExchangeLine = RowBase & {
  type: 'exchange';
  exchange: ExchangeView;
  /** 1 for the first; more where the same was asked before within the step. */
  attempt: number;
  isEdited: boolean;
};
export type HitLine = RowBase & { type: 'hit'; hit: HitView };
export type WaitLine = RowBase & {
  type: 'wait';
  /** Epoch milliseconds; the end is null while it goes on. */
  startedAt: number;
  endedAt: number | null;
};
/** The run stood still for whoever steps through it. */
export type PauseLine = RowBase & {
  type: 'pause';
  pause: PausedView;
  startedAt: number;
  endedAt: number | null;
};
/** A check that failed or warns. */
export type CheckLine = RowBase & { type: 'check'; check: CheckView };
/** The other checks of a step, in one line. */
export type QuietChecks = RowBase & { type: 'checks'; checks: CheckView[] };
export type NoteLine = RowBase & { type: 'note'; note: NoteView };
/** Why the step failed, in the words of the finding. */
export type FailureLine = RowBase & { type: 'failure'; text: string };

/** What the sequence and the waterfall show one below the other. */
export type TimelineRow =
  | StepHead
  | ExchangeLine
  | HitLine
  | WaitLine
  | PauseLine
  | CheckLine
  | QuietChecks
  | NoteLine
  | FailureLine;
