import type { ExchangePurpose, RecordedRequest } from '@shared/model/exchange';
import type { Continuation, Drive, OutgoingRequest } from '@shared/model/run-control';
import type { RunPaused, TraceEventBody } from '@shared/model/trace-event';
import type { BuiltRequest } from '../recorder/recording-fetch';
import { SkippedByUserError } from './flow-errors';

/** What a person decides about what the run is paused before. */
export interface PauseDecision {
  pauseId: string;
  until: Continuation;
  /** Leaves the step, or the request and so its step, out. */
  skip: boolean;
  /** Sent in place of the request that was shown; null for that very one. */
  request: OutgoingRequest | null;
}

/** Stops a run before its steps and requests, for a person who steps through it. Knows no protocol. */
export interface RunDriver {
  setBreakpoints(stepNames: readonly string[]): void;
  /** Pauses before whatever comes next. */
  pauseNext(): void;
  /** False where the run is not paused there (any more), so that nothing is decided twice. */
  decide(decision: PauseDecision): boolean;
  /** What the run is paused before; null while it goes on. */
  paused(): RunPaused['before'] | 'navigation' | null;
  /** Called by the runner; the promises last for as long as the pause, and reject with a SkippedByUserError. */
  beforeStep(step: { stepId: string; name: string }, run: DrivenRun): Promise<void>;
  beforeRequest(built: BuiltRequest, run: DrivenRun): Promise<OutgoingRequest | null>;
  /** Like a request, but it cannot be left out: without it the run would wait for nobody. */
  beforeNavigation(stepId: string, url: URL, run: DrivenRun): Promise<URL>;
}

/** What the driver needs of the run it drives. */
export interface DrivenRun {
  record(event: TraceEventBody): void;
  nextId(kind: string): string;
  signal: AbortSignal;
}

type PausePlace = Pick<RunPaused, 'stepId' | 'before' | 'purpose' | 'channel' | 'request'>;

interface Pause {
  id: string;
  place: PausePlace;
  decided: PromiseWithResolvers<PauseDecision>;
}

export function createRunDriver({ pauseAt, breakpoints }: Drive): RunDriver {
  const control = { pauseAt, runTo: null as string | null, breakpoints: new Set(breakpoints) };
  let current: Pause | null = null;

  const hold = async (place: PausePlace, { record, nextId, signal }: DrivenRun): Promise<PauseDecision> => {
    const pause: Pause = { id: nextId('pause'), place, decided: Promise.withResolvers() };
    const onAbort = () => pause.decided.reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    current = pause;
    record({ type: 'run-paused', pauseId: pause.id, ...place });
    try {
      const decision = await pause.decided.promise;
      const { until, skip, request } = decision;
      control.pauseAt = until === 'next-step' ? 'steps' : until === 'next-request' ? 'requests' : 'nothing';
      control.runTo = typeof until === 'object' ? until.step : null;
      const said = skip ? 'skipped' : request ? 'edited' : 'continued';
      record({ type: 'run-continued', pauseId: pause.id, stepId: place.stepId, decision: said });
      return decision;
    } finally {
      current = null;
      signal.removeEventListener('abort', onAbort);
    }
  };

  return {
    setBreakpoints(stepNames) {
      control.breakpoints = new Set(stepNames);
    },
    pauseNext() {
      control.pauseAt = 'requests';
    },
    decide(decision) {
      if (current?.id !== decision.pauseId) return false;
      current.decided.resolve(decision);
      current = null;
      return true;
    },
    paused: () => current && (current.place.channel === 'front' ? 'navigation' : current.place.before),
    async beforeStep({ stepId, name }, run) {
      const isWanted = control.pauseAt !== 'nothing' || control.breakpoints.has(name);
      if (!isWanted && control.runTo !== name) return;
      const place = { stepId, before: 'step', purpose: null, channel: null, request: null } as const;
      if ((await hold(place, run)).skip) throw new SkippedByUserError(stepId);
    },
    async beforeRequest({ stepId, purpose, channel, request }, run) {
      if (control.pauseAt !== 'requests') return null;
      const decision = await hold({ stepId, before: 'request', purpose, channel, request }, run);
      if (decision.skip) throw new SkippedByUserError(stepId);
      return decision.request;
    },
    async beforeNavigation(stepId, url, run) {
      if (control.pauseAt !== 'requests') return url;
      const purpose: ExchangePurpose = 'authorization';
      const planned: RecordedRequest = { method: 'GET', url: url.href, headers: [], body: null };
      const place = { stepId, before: 'request', purpose, channel: 'front', request: planned } as const;
      const { request } = await hold(place, run);
      if (request === null) return url;
      const sent = { ...planned, url: request.url };
      run.record({ type: 'request-edited', stepId, exchangeId: null, purpose, planned, sent });
      return new URL(request.url);
    },
  };
}
