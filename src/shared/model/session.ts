import type { CheckResult } from './check';
import type { ErrorRecord } from './error-record';
import type { Channel, ExchangeOutcome, ExchangePurpose, RecordedRequest } from './exchange';
import type { Profile } from './profile';
import type {
  Actor,
  ApprovalAwaited,
  ArtifactKind,
  CallbackHit,
  CallbackListener,
  RequestEdited,
  RunContinued,
  RunPaused,
  SessionEnvironment,
  SessionOutcome,
  StepOutcome,
} from './trace-event';

/** A row of the session list. */
export interface SessionSummary {
  id: string;
  flow: string;
  profileName: string;
  issuer: string;
  outcome: SessionOutcome | 'running';
  startedAt: number;
  endedAt: number | null;
  eventCount: number;
  /** The deliberate mistake that was made, and the set that it belongs to; absent for none. */
  mutation?: string;
  mutationRun?: string;
  /** The fault that was switched on; absent for none. */
  fault?: string;
  /** Known once the session has ended: the host of the provider, the catalog id of the best finding. */
  provider?: string;
  finding?: string;
  /** It was made elsewhere: it can be read, and nothing is sent to the servers that it names. */
  imported?: boolean;
  /** The user's own words. */
  note?: string;
  tags?: string[];
  pinned?: boolean;
}

/** What the fold makes of a trace: the one shape timeline, diagnosis and reports read. */
export interface SessionView {
  id: string;
  version: number;
  flow: string;
  profile: Profile | null;
  fault: string | null;
  /** The deliberate mistake of the run, null for none; and the set of runs that it belongs to. */
  mutation: string | null;
  mutationRun: string | null;
  environment: SessionEnvironment | null;
  outcome: SessionOutcome | 'running';
  startedAt: number;
  endedAt: number | null;
  steps: StepView[];
  notes: NoteView[];
  /** Set while the run waits for a person who steps through it. */
  pause: PauseView | null;
  /** The highest `seq` applied; events at or below it are ignored. */
  lastSeq: number;
}

export interface StepView {
  id: string;
  name: string;
  title: string;
  actor: Actor;
  /** Beside the flow: the exchange whose request is sent once more here. Null for the steps of the flow. */
  branchOf: string | null;
  /** The event that opened the step, and the one that closed it. */
  seq: number;
  endSeq: number | null;
  outcome: StepOutcome | 'running';
  startedAt: number;
  endedAt: number | null;
  error: ErrorRecord | null;
  exchanges: ExchangeView[];
  checks: CheckView[];
  artifacts: ArtifactView[];
  /** What a person changed before it was sent. */
  edits: EditView[];
  /** Set while (and after) the step waits for the callback. */
  wait: CallbackWaitView | null;
  /** Set while (and after) the step waits for the user to decide elsewhere. */
  approval: ApprovalWaitView | null;
  hits: HitView[];
  /** Each time that the run stood still here for whoever steps through it. */
  pauses: PausedView[];
  notes: NoteView[];
}

export interface ExchangeView extends Partial<ExchangeOutcome> {
  id: string;
  stepId: string;
  seq: number;
  endSeq: number | null;
  startedAt: number;
  purpose: ExchangePurpose;
  channel: Channel;
  request: RecordedRequest;
}

export type PauseView = Omit<RunPaused, 'type' | 'seq' | 'time'>;

export interface PausedView extends Pick<RunPaused, 'pauseId' | 'before' | 'purpose' | 'channel'> {
  seq: number;
  startedAt: number;
  /** Null where it was never decided: the run was cancelled, or stands still. */
  endedAt: number | null;
  decision: RunContinued['decision'] | null;
}

export type EditView = Omit<RequestEdited, 'type' | 'time' | 'stepId'>;

export interface CheckView extends CheckResult {
  seq: number;
  /** When it was recorded: a check is an instant. */
  time: number;
  stepId: string;
  exchangeId: string | null;
}

export interface ArtifactView {
  seq: number;
  name: string;
  kind: ArtifactKind;
  value: string;
}

export interface CallbackWaitView {
  redirectUri: string;
  authorizationUrl: string;
  startedAt: number;
  deadline: number;
  /** Null where nothing listens, or where an older recording does not say. */
  listener: CallbackListener | null;
}

export type ApprovalWaitView = Omit<ApprovalAwaited, 'type' | 'seq' | 'time' | 'stepId'> & {
  startedAt: number;
};

export interface HitView {
  seq: number;
  time: number;
  via: CallbackHit['via'];
  method: string;
  url: string;
  verdict: CallbackHit['verdict'];
}

export interface NoteView {
  seq: number;
  code: string;
  message: string;
}
