import type { ParsedHostInput } from '@shared/contract/host-api';
import { ok, type Result } from '@shared/contract/result';
import type { Profile } from '@shared/model/profile';
import { RUN_THROUGH } from '@shared/model/run-control';
import type { TraceEvent } from '@shared/model/trace-event';
import type { FlowPorts } from '../flows/flow';
import { createRunDriver } from '../flows/run-driver';
import { type ResumedSession, runFlow } from '../flows/run-flow';
import { createApprovalChannel } from '../front-channel/approval-channel';
import { createCaptureChannel } from '../front-channel/capture/capture-channel';
import { createFrontChannel } from '../front-channel/front-channel';
import { createRecorder } from '../recorder/recorder';
import { createSessionId } from './create-session-id';
import { findAcceptedClient, readIssuer } from './find-accepted-client';
import type { HostContext } from './host-context';
import { createNavigators, createPageVisitors } from './navigators';
import type { ResolvedRun } from './resolve-run';
import type { ActiveRun } from './run-registry';
import { readSessionEnvironment } from './session-environment';
import { storageFailure } from './storage-failure';

export interface RunChoices
  extends Pick<ParsedHostInput<'startRun'>, 'fault' | 'mutation' | 'callbackTimeoutMs' | 'drive'> {
  /** The set of mistakes that this run is one of. */
  mutationRun?: string;
}

type FollowUpChoices = ResumedSession & Pick<RunChoices, 'callbackTimeoutMs'>;

/** Creates the session and lets the flow run in the background; a session that cannot be stored is refused. */
export async function launchRun(
  context: HostContext,
  resolved: ResolvedRun,
  choices: RunChoices,
): Promise<Result<{ sessionId: string }>> {
  const { services } = context;
  const sessionId = createSessionId(services);
  try {
    services.sessions.create(describeSession(context, sessionId, resolved, choices));
  } catch (error) {
    await resolved.release();
    return storageFailure(error);
  }
  startInBackground(context, sessionId, resolved, choices);
  return ok({ sessionId });
}

/** All of a session. A run whose last event is out may still be closing what it had opened: that is waited for. */
export async function readEnded({ services, runs }: HostContext, sessionId: string): Promise<TraceEvent[]> {
  const recorded = services.sessions.read(sessionId, 0);
  if (recorded.at(-1)?.type === 'session-ended') await runs.get(sessionId)?.done;
  return recorded;
}

/** Goes on with an ended session; one that somebody else goes on with at the same moment is refused. */
export async function launchFollowUp(
  context: HostContext,
  sessionId: string,
  resolved: ResolvedRun,
  { callbackTimeoutMs, ...resumed }: FollowUpChoices,
): Promise<Result<null>> {
  try {
    context.services.sessions.resume(sessionId);
  } catch (error) {
    await resolved.release();
    return storageFailure(error);
  }
  startInBackground(
    context,
    sessionId,
    resolved,
    { fault: null, mutation: null, callbackTimeoutMs, drive: RUN_THROUGH },
    resumed,
  );
  return ok(null);
}

function startInBackground(
  context: HostContext,
  sessionId: string,
  resolved: ResolvedRun,
  choices: RunChoices,
  resumed?: ResumedSession,
): void {
  const run: ActiveRun = {
    cancel: new AbortController(),
    controls: null,
    driver: createRunDriver(choices.drive),
    done: Promise.resolve(),
  };
  run.done = execute(context, sessionId, resolved, choices, run, resumed)
    .catch((error) => abandon(context, sessionId, error))
    .finally(() => finish(context, resolved));
  context.runs.add(sessionId, run);
  context.emit({ type: 'sessions-changed' });
}

async function execute(
  context: HostContext,
  sessionId: string,
  resolved: ResolvedRun,
  { fault, mutation, mutationRun, callbackTimeoutMs }: RunChoices,
  run: ActiveRun,
  resumed?: ResumedSession,
): Promise<void> {
  const { services } = context;
  const { flow, profile, secrets, network, tweaks } = resolved;
  const sink = createSink(context, sessionId);
  const recorded = resumed?.recorded ?? [];
  const outcome = await runFlow({
    flow,
    profile,
    secrets,
    fault,
    mutation,
    mutationRun: mutationRun ?? null,
    environment: readSessionEnvironment(services.appVersion),
    recorder: createRecorder({ sessionId, now: services.now, sink, recorded }),
    ports: createPorts(context, run, profile, callbackTimeoutMs),
    network,
    tweaks,
    driver: run.driver,
    signal: run.cancel.signal,
    ...(resumed ? { resumed } : {}),
  });
  services.sessions.end(sessionId, outcome, services.now());
}

function describeSession(
  { services }: HostContext,
  id: string,
  { flow, profile }: ResolvedRun,
  { fault, mutation, mutationRun }: RunChoices,
) {
  return {
    id,
    flow: flow.id,
    profileName: profile.name,
    issuer: readIssuer(profile),
    outcome: 'running' as const,
    startedAt: services.now(),
    endedAt: null,
    eventCount: 0,
    ...(fault === null ? {} : { fault }),
    ...(mutation === null ? {} : { mutation }),
    ...(mutationRun === undefined ? {} : { mutationRun }),
  };
}

/** Stored first, shown then: what a viewer has seen survives a crash. */
function createSink({ services, emit }: HostContext, sessionId: string): (event: TraceEvent) => void {
  return (event) => {
    services.sessions.append(sessionId, event);
    emit({ type: 'trace', sessionId, events: [event] });
  };
}

function createPorts(
  context: HostContext,
  run: ActiveRun,
  profile: Profile,
  callbackTimeoutMs: number,
): FlowPorts {
  const { services } = context;
  const { browser } = profile;
  const onControls = (controls: ActiveRun['controls']) => {
    run.controls = controls;
  };
  return {
    now: services.now,
    randomId: services.randomId,
    sleep: sleepUnlessAborted,
    frontChannel:
      browser === 'capture' && services.captureBrowser.launch
        ? createCaptureChannel({ launch: services.captureBrowser.launch, onControls })
        : createFrontChannel({ browser, navigators: createNavigators(services), onControls }),
    approvals: createApprovalChannel({ browser, visitors: createPageVisitors(services), onControls }),
    callbackTimeoutMs,
    findAcceptedClient: () => findAcceptedClient(services, profile),
  };
}

function sleepUnlessAborted(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal.addEventListener('abort', onAbort, { once: true });
  });
}

/** A bug inside a run must not leave the session "running" for ever. */
function abandon({ services }: HostContext, sessionId: string, error: unknown): void {
  services.log(`A run stopped on an internal error: ${error instanceof Error ? error.name : typeof error}`);
  services.sessions.end(sessionId, 'interrupted', services.now());
}

async function finish(context: HostContext, resolved: ResolvedRun): Promise<void> {
  await resolved.release().catch(() => {});
  context.emit({ type: 'sessions-changed' });
}
