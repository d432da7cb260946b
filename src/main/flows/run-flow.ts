import type { ExchangePurpose } from '@shared/model/exchange';
import type { FollowUp } from '@shared/model/grant-options';
import type { Profile } from '@shared/model/profile';
import { type RunSecrets, withoutPlainSecrets } from '@shared/model/profile-secrets';
import { RUN_THROUGH } from '@shared/model/run-control';
import type { SessionView } from '@shared/model/session';
import {
  type SessionEnvironment,
  type SessionOutcome,
  type StepOutcome,
  TRACE_VERSION,
  type TraceEvent,
  type TraceEventBody,
} from '@shared/model/trace-event';
import { emptySession, foldTrace } from '@shared/trace/fold-trace';
import { createHopRecorder } from '../recorder/hop-recorder';
import type { NetworkOptions } from '../recorder/network';
import type { Recorder } from '../recorder/recorder';
import { createRecordingFetch } from '../recorder/recording-fetch';
import { toErrorRecord } from './error-record';
import type { Flow, FlowPorts, FlowState, FlowStep, FlowTweaks, StepContext } from './flow';
import { findSkip, LocalFlowError, missingStep } from './flow-errors';
import { createRunDriver, type DrivenRun, type RunDriver } from './run-driver';
import { watchExchanges } from './watch-exchanges';

/** A session that goes on where it ended. */
export interface ResumedSession {
  action: FollowUp | 'resend';
  /** All of it so far. */
  recorded: readonly TraceEvent[];
}

export interface RunFlowOptions {
  flow: Flow<string>;
  profile: Profile;
  secrets: RunSecrets;
  fault: string | null;
  /** The deliberate mistake in this run, and the set of runs it belongs to. */
  mutation?: string | null;
  mutationRun?: string | null;
  environment: SessionEnvironment;
  recorder: Recorder;
  ports: FlowPorts;
  network: NetworkOptions;
  tweaks: FlowTweaks;
  /** Stops the run where a person wants to step through it; it runs through unless given. */
  driver?: RunDriver;
  signal: AbortSignal;
  resumed?: ResumedSession;
}

/**
 * Runs the steps one after the other until one fails, and records all of it. Knows no protocol: what
 * a step does, and whether it applies, is the step's own business. Resolves with the outcome; only a
 * bug or a recorder that cannot record rejects.
 */
export async function runFlow(options: RunFlowOptions): Promise<SessionOutcome> {
  const run = openRun(options);
  const { flow, profile, resumed } = options;
  run.record(resumed ? { type: 'session-resumed', action: resumed.action } : describeStart(options));
  let outcome: SessionOutcome = 'succeeded';
  for (const step of flow.steps(profile)) {
    const stepOutcome = await runStep(run, step);
    if (stepOutcome === 'failed' || stepOutcome === 'cancelled') {
      outcome = stepOutcome;
      break;
    }
  }
  await run.cleanUp();
  if (resumed) outcome = judgeResumed(resumed, outcome, run.view());
  run.record({ type: 'session-ended', outcome });
  return outcome;
}

function describeStart(options: RunFlowOptions): TraceEventBody {
  const { flow, profile, fault, mutation = null, mutationRun = null, environment, recorder } = options;
  return {
    type: 'session-started',
    version: TRACE_VERSION,
    sessionId: recorder.sessionId,
    flow: flow.id,
    profile: withoutPlainSecrets(profile),
    fault,
    mutation,
    mutationRun,
    environment,
  };
}

/** A follow-up that goes well does not undo what went wrong before it, and a resent request is beside the flow. */
function judgeResumed(
  { action, recorded }: ResumedSession,
  outcome: SessionOutcome,
  view: SessionView,
): SessionOutcome {
  if (action !== 'resend') return outcome === 'succeeded' ? findWorst(view) : outcome;
  const before = foldTrace(recorded).outcome;
  return before === 'running' ? 'interrupted' : before;
}

function findWorst({ steps }: SessionView): SessionOutcome {
  const outcomes = (['failed', 'cancelled'] as const).filter((bad) =>
    steps.some(({ outcome }) => outcome === bad),
  );
  return outcomes[0] ?? 'succeeded';
}

interface FlowRun {
  options: RunFlowOptions & { driver: RunDriver };
  /** Read when a request is sent: one held over from an earlier step belongs to the running one. */
  currentStepId: string;
  driven: DrivenRun;
  state: FlowState;
  record(body: TraceEventBody): void;
  view(): SessionView;
  onEnd(cleanUp: () => Promise<void>): void;
  cleanUp(): Promise<void>;
}

function openRun(options: RunFlowOptions): FlowRun {
  const cleanUps: (() => Promise<void>)[] = [];
  let view = foldTrace(options.resumed?.recorded ?? [], emptySession());
  const record: Recorder['record'] = (body) => {
    const event = options.recorder.record(body);
    view = foldTrace([event], view);
    return event;
  };
  return {
    options: {
      ...options,
      driver: options.driver ?? createRunDriver(RUN_THROUGH),
      recorder: { ...options.recorder, record },
    },
    currentStepId: '',
    driven: { record, nextId: options.recorder.nextId, signal: options.signal },
    state: {},
    record,
    view: () => view,
    onEnd: (cleanUp) => cleanUps.unshift(cleanUp),
    async cleanUp() {
      for (const each of cleanUps) await each().catch(() => {});
    },
  };
}

async function runStep(run: FlowRun, step: FlowStep): Promise<StepOutcome> {
  const { signal, tweaks, ports, driver } = run.options;
  const stepId = nameStep(run, step);
  run.currentStepId = stepId;
  const { name, title, actor, branchOf } = step;
  run.record({
    type: 'step-started',
    stepId,
    name,
    title,
    actor,
    ...(branchOf === undefined ? {} : { branchOf }),
  });
  try {
    signal.throwIfAborted();
    await driver.beforeStep({ stepId, name }, run.driven);
    const waitMs = tweaks.waitBefore?.[name] ?? 0;
    if (waitMs > 0) await ports.sleep(waitMs, signal);
    const result = await step.run(createContext(run, stepId));
    const outcome = result === 'skipped' ? 'skipped' : 'succeeded';
    run.record({ type: 'step-ended', stepId, outcome, error: null });
    return outcome;
  } catch (error) {
    return endStepEarly(run, stepId, error);
  }
}

function endStepEarly(run: FlowRun, stepId: string, error: unknown): StepOutcome {
  const end = (outcome: StepOutcome, failure: unknown) => {
    run.record({
      type: 'step-ended',
      stepId,
      outcome,
      error: failure === null ? null : toErrorRecord(failure),
    });
    return outcome;
  };
  if (run.options.signal.aborted) {
    return end('cancelled', new LocalFlowError('user_cancelled', 'The run was cancelled.'));
  }
  const skip = findSkip(error);
  if (skip?.stepId !== stepId) return end('failed', skip ? missingStep(skip.stepId) : error);
  run.record({ type: 'note', stepId, code: 'skipped-by-hand', message: skip.message });
  return end('skipped', null);
}

/** A step that runs once more gets an id of its own: refresh, refresh-2, ... */
function nameStep(run: FlowRun, { name }: FlowStep): string {
  const earlier = run.view().steps.filter((step) => step.name === name).length;
  return earlier === 0 ? name : `${name}-${earlier + 1}`;
}

function createContext(run: FlowRun, stepId: string): StepContext {
  const { profile, secrets, ports, tweaks, signal, recorder, network, driver } = run.options;
  const listExchanges = (purpose: ExchangePurpose) =>
    run
      .view()
      .steps.flatMap((step) => step.exchanges)
      .filter((exchange) => exchange.purpose === purpose);
  return {
    profile,
    secrets,
    ports,
    tweaks,
    signal,
    state: run.state,
    hops: createHopRecorder({ recorder, stepId: () => run.currentStepId, now: ports.now }),
    fetchFor: (purpose, channel = 'back', edited) => {
      const fetch = createRecordingFetch({
        recorder,
        stepId: () => run.currentStepId,
        purpose,
        channel,
        network,
        now: ports.now,
        ...(tweaks.rewriteRequest ? { rewriteRequest: tweaks.rewriteRequest } : {}),
        // What the browser sends by itself is not ours to hold.
        ...(channel === 'back'
          ? { review: async (built) => edited ?? driver.beforeRequest(built, run.driven) }
          : {}),
      });
      // Cancelling the run cancels what is on the wire.
      const cancellable: typeof globalThis.fetch = (input, init) =>
        fetch(input, { ...init, signal: init?.signal ? AbortSignal.any([signal, init.signal]) : signal });
      if (channel === 'front') return cancellable;
      return watchExchanges(cancellable, purpose, () => createContext(run, run.currentStepId));
    },
    check: (check, exchangeId) =>
      run.record({ type: 'check', stepId, exchangeId: exchangeId ?? null, check }),
    artifact: (name, kind, value) => run.record({ type: 'artifact', stepId, name, kind, value }),
    note: (code, message) => run.record({ type: 'note', stepId, code, message }),
    reviewNavigation: (url) => driver.beforeNavigation(stepId, url, run.driven),
    findExchange: (purpose) => listExchanges(purpose).at(-1) ?? null,
    listExchanges,
    session: run.view,
    recordWait: (wait) => run.record({ type: 'callback-awaited', stepId, ...wait }),
    recordApproval: (wait) => run.record({ type: 'approval-awaited', stepId, ...wait }),
    // The listener opens a step before the one that waits for it.
    recordHit: (hit) => run.record({ type: 'callback-hit', stepId: run.currentStepId, ...hit }),
    onEnd: run.onEnd,
  };
}
