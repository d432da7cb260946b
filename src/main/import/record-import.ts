import type { CheckResult } from '@shared/model/check';
import type { ErrorRecord, OAuthErrorFields } from '@shared/model/error-record';
import { describeImport, type ImportedKind } from '@shared/model/imported-kind';
import { type Actor, TRACE_VERSION, type TraceEvent } from '@shared/model/trace-event';
import { createRecorder, type Recorder } from '../recorder/recorder';
import type { Remark } from './repair-text';

/** What stands wherever a recording would have a fact that the imported text does not hold. */
const NOT_RECORDED = 'not in the recording';

export interface ImportOptions {
  sessionId: string;
  /** What the text was found to be: the session says so in a note. */
  kind: ImportedKind;
  /** Epoch milliseconds: the imported text has no times of its own. */
  now(): number;
  /** What had to be repaired before the text could be read; each becomes a note of the session. */
  remarks?: readonly Remark[];
}

export interface ImportedStep {
  /** The name that the same step has in a run, so that diagnosis reads it alike; no two steps share one. */
  name: string;
  title: string;
  actor: Actor;
  /** It is only there to be compared with: nothing in it is judged. */
  isSkipped?: boolean;
  /**
   * Records what the text shows under `stepId`, and answers why the step failed, null where it did not;
   * `unknown` where the text shows no reason, and none is made up.
   */
  record: (recorder: Recorder, stepId: string) => ErrorRecord | 'unknown' | null;
}

/** A session of one step, made from something that was captured elsewhere. */
export function recordImport(options: ImportOptions, step: ImportedStep): TraceEvent[] {
  return recordSteps(options, [step]);
}

/** A session of several steps; it failed where one of them did. Each is asked for when it is its turn. */
export function recordSteps(options: ImportOptions, steps: Iterable<ImportedStep>): TraceEvent[] {
  const events: TraceEvent[] = [];
  const recorder = createRecorder({ ...options, sink: (event) => events.push(event) });
  recorder.record({
    type: 'session-started',
    version: TRACE_VERSION,
    sessionId: options.sessionId,
    flow: 'imported',
    profile: null,
    fault: null,
    environment: { app: NOT_RECORDED, runtime: NOT_RECORDED, platform: NOT_RECORDED, libraries: {} },
  });
  const kind = { code: 'recognised-as', message: describeImport(options.kind) };
  for (const remark of [kind, ...(options.remarks ?? [])]) {
    recorder.record({ type: 'note', stepId: null, ...remark });
  }
  let outcome: 'succeeded' | 'failed' = 'succeeded';
  for (const { name, title, actor, isSkipped, record } of steps) {
    recorder.record({ type: 'step-started', stepId: name, name, title, actor });
    const failure = record(recorder, name);
    if (failure) outcome = 'failed';
    const ended = failure ? 'failed' : isSkipped ? 'skipped' : 'succeeded';
    const error = failure === 'unknown' ? null : failure;
    recorder.record({ type: 'step-ended', stepId: name, outcome: ended, error });
  }
  recorder.record({ type: 'session-ended', outcome });
  return events;
}

/** The row of a rule whose other half (what was sent) the imported text does not hold. */
export function skipCheck(check: CheckResult): CheckResult {
  return { ...check, verdict: 'skip', expected: NOT_RECORDED, actual: NOT_RECORDED };
}

export function buildImportError(
  message: string,
  source: ErrorRecord['source'],
  oauth: OAuthErrorFields | null = null,
): ErrorRecord {
  return { name: 'ImportedFailure', message, code: null, details: {}, source, causes: [], oauth };
}
