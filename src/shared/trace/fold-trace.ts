import type { NoteView, PausedView, SessionView, StepView } from '../model/session';
import type { ExchangeEnded, RunContinued, RunPaused, TraceEvent } from '../model/trace-event';

/** The view of a session of which no event is known yet. */
export function emptySession(): SessionView {
  return {
    id: '',
    version: 0,
    flow: '',
    profile: null,
    fault: null,
    mutation: null,
    mutationRun: null,
    environment: null,
    outcome: 'running',
    startedAt: 0,
    endedAt: null,
    steps: [],
    notes: [],
    pause: null,
    lastSeq: 0,
  };
}

/**
 * Folds trace events into the view. Pure; idempotent by `seq`: an event at or below `lastSeq` is
 * ignored, so overlapping batches (a live push and a re-read) may be applied in any combination as
 * long as each batch is in order. Untouched steps keep their identity.
 */
export function foldTrace(events: readonly TraceEvent[], start: SessionView = emptySession()): SessionView {
  const { ownSteps: _, ...session } = events.reduce(applyEvent, { ...start, ownSteps: null });
  return session.lastSeq === start.lastSeq ? start : session;
}

/**
 * `ownSteps` is the list of steps that this batch has made and nobody else has seen: the one list that may be
 * changed in place. A copy for each event would make a long recording cost the square of its length.
 */
interface Draft extends SessionView {
  ownSteps: StepView[] | null;
}

function applyEvent(session: Draft, event: TraceEvent): Draft {
  if (event.seq <= session.lastSeq) return session;
  return { ...reduce(session, event), lastSeq: event.seq };
}

function changeSteps(session: Draft, change: (steps: StepView[]) => void): Draft {
  const steps = session.ownSteps ?? [...session.steps];
  change(steps);
  return session.ownSteps ? session : { ...session, steps, ownSteps: steps };
}

function reduce(session: Draft, event: TraceEvent): Draft {
  switch (event.type) {
    case 'session-started':
      return {
        ...session,
        id: event.sessionId,
        version: event.version,
        flow: event.flow,
        profile: event.profile,
        fault: event.fault,
        mutation: event.mutation ?? null,
        mutationRun: event.mutationRun ?? null,
        environment: event.environment,
        startedAt: event.time,
      };
    case 'session-ended':
      return { ...session, outcome: event.outcome, endedAt: event.time, pause: null };
    case 'session-resumed':
      return { ...session, outcome: 'running', endedAt: null };
    case 'run-paused': {
      const { type: _type, seq: _seq, time: _time, ...pause } = event;
      return { ...openPause(session, event), pause };
    }
    case 'run-continued': {
      const continued = closePause(session, event);
      return continued.pause?.pauseId === event.pauseId ? { ...continued, pause: null } : continued;
    }
    case 'step-started':
      return changeSteps(session, (steps) => void steps.push(openStep(event)));
    case 'exchange-ended':
      return closeExchange(session, event);
    case 'note':
      return addNote(session, event.stepId, { seq: event.seq, code: event.code, message: event.message });
    default:
      return updateStep(session, event.stepId, (step) => reduceStep(step, event));
  }
}

type StepEvent = Exclude<
  TraceEvent,
  {
    type:
      | 'session-started'
      | 'session-ended'
      | 'session-resumed'
      | 'run-paused'
      | 'run-continued'
      | 'step-started'
      | 'exchange-ended'
      | 'note';
  }
>;

function reduceStep(step: StepView, event: StepEvent): StepView {
  switch (event.type) {
    case 'step-ended':
      return { ...step, outcome: event.outcome, endedAt: event.time, endSeq: event.seq, error: event.error };
    case 'exchange-started': {
      const { type: _type, exchangeId, time, ...rest } = event;
      return {
        ...step,
        exchanges: [...step.exchanges, { ...rest, id: exchangeId, startedAt: time, endSeq: null }],
      };
    }
    case 'request-edited': {
      const { type: _type, time: _time, stepId: _stepId, ...edit } = event;
      return { ...step, edits: [...step.edits, edit] };
    }
    case 'check': {
      const { seq, time, stepId, exchangeId, check } = event;
      return { ...step, checks: [...step.checks, { ...check, seq, time, stepId, exchangeId }] };
    }
    case 'artifact': {
      const { seq, name, kind, value } = event;
      return { ...step, artifacts: [...step.artifacts, { seq, name, kind, value }] };
    }
    case 'callback-awaited': {
      const { redirectUri, authorizationUrl, deadline, time } = event;
      // A recording of before this member has none.
      const listener = event.listener ?? null;
      return { ...step, wait: { redirectUri, authorizationUrl, deadline, listener, startedAt: time } };
    }
    case 'approval-awaited': {
      const { type: _type, seq: _seq, stepId: _stepId, time, ...approval } = event;
      return { ...step, approval: { ...approval, startedAt: time } };
    }
    case 'callback-hit': {
      const { seq, time, via, method, url, verdict } = event;
      return { ...step, hits: [...step.hits, { seq, time, via, method, url, verdict }] };
    }
  }
}

function openStep(event: Extract<TraceEvent, { type: 'step-started' }>): StepView {
  return {
    id: event.stepId,
    name: event.name,
    title: event.title,
    actor: event.actor,
    branchOf: event.branchOf ?? null,
    seq: event.seq,
    endSeq: null,
    outcome: 'running',
    startedAt: event.time,
    endedAt: null,
    error: null,
    exchanges: [],
    checks: [],
    artifacts: [],
    edits: [],
    wait: null,
    approval: null,
    hits: [],
    pauses: [],
    notes: [],
  };
}

function updateStep(session: Draft, stepId: string, change: (step: StepView) => StepView): Draft {
  const index = session.steps.findLastIndex((step) => step.id === stepId);
  const step = session.steps[index];
  if (!step) return session;
  return changeSteps(session, (steps) => {
    steps[index] = change(step);
  });
}

function openPause(session: Draft, event: RunPaused): Draft {
  const { pauseId, before, purpose, channel, seq, time } = event;
  const pause: PausedView = {
    ...{ pauseId, before, purpose, channel, seq },
    startedAt: time,
    endedAt: null,
    decision: null,
  };
  return updateStep(session, event.stepId, (step) => ({ ...step, pauses: [...step.pauses, pause] }));
}

function closePause(session: Draft, { stepId, pauseId, time, decision }: RunContinued): Draft {
  return updateStep(session, stepId, (step) => ({
    ...step,
    pauses: step.pauses.map((pause) =>
      pause.pauseId === pauseId ? { ...pause, endedAt: time, decision } : pause,
    ),
  }));
}

function closeExchange(session: Draft, event: ExchangeEnded): Draft {
  const owner = session.steps.findLast((step) => step.exchanges.some((each) => each.id === event.exchangeId));
  if (!owner) return session;
  const { request, response, error, timings, connection, seq } = event;
  return updateStep(session, owner.id, (step) => ({
    ...step,
    exchanges: step.exchanges.map((exchange) =>
      exchange.id === event.exchangeId
        ? { ...exchange, request, response, error, timings, connection, endSeq: seq }
        : exchange,
    ),
  }));
}

function addNote(session: Draft, stepId: string | null, note: NoteView): Draft {
  return stepId === null
    ? { ...session, notes: [...session.notes, note] }
    : updateStep(session, stepId, (step) => ({ ...step, notes: [...step.notes, note] }));
}
