import type { HostMethods } from '@shared/contract/host-api';
import { fail, ok } from '@shared/contract/result';
import type { Profile } from '@shared/model/profile';
import type { TraceEvent } from '@shared/model/trace-event';
import type { FlowPorts } from '../../flows/flow';
import { findFlow, listFlowIds } from '../../flows/flows';
import { runFlow } from '../../flows/run-flow';
import { createFrontChannel } from '../../front-channel/front-channel';
import { createRecorder } from '../../recorder/recorder';
import { createSessionId } from '../create-session-id';
import type { HostContext } from '../host-context';
import { createNavigators } from '../navigators';
import { type ResolvedRun, resolveRun } from '../resolve-run';
import { createRunNetwork } from '../run-network';
import type { ActiveRun } from '../run-registry';
import { readSessionEnvironment } from '../session-environment';
import { storageFailure } from '../storage-failure';

type RunMethods = Pick<
  HostMethods,
  'listFaults' | 'startRun' | 'cancelRun' | 'submitCallback' | 'openAuthorizationUrl'
>;

export function createRunMethods(context: HostContext): RunMethods {
  const { services, runs } = context;
  return {
    async listFaults() {
      return ok(services.practice.faults());
    },
    async startRun(input) {
      const resolved = await resolveRun(services, input);
      if (!resolved.ok) return resolved;
      const { profile, release } = resolved.value;
      const flow = findFlow(profile.flow);
      const network = await createRunNetwork(services, profile);
      if (!flow || !network.ok) {
        await release();
        if (!network.ok) return network;
        const known = listFlowIds().join(', ');
        return fail('not-supported', `The flow "${profile.flow}" cannot be run yet; these can: ${known}.`);
      }
      const sessionId = createSessionId(services);
      try {
        services.sessions.create(describeSession(context, sessionId, profile));
      } catch (error) {
        await release();
        return storageFailure(error);
      }
      const run: ActiveRun = { cancel: new AbortController(), controls: null, done: Promise.resolve() };
      const execute = async () => {
        const outcome = await runFlow({
          flow,
          profile,
          clientSecret: resolved.value.clientSecret,
          fault: input.fault,
          environment: readSessionEnvironment(services.appVersion),
          recorder: createRecorder({ sessionId, now: services.now, sink: createSink(context, sessionId) }),
          ports: createPorts(context, run, profile, input.callbackTimeoutMs),
          network: network.value,
          tweaks: resolved.value.tweaks,
          signal: run.cancel.signal,
        });
        services.sessions.end(sessionId, outcome, services.now());
      };
      run.done = execute()
        .catch((error) => abandon(context, sessionId, error))
        .finally(() => finish(context, resolved.value));
      runs.add(sessionId, run);
      context.emit({ type: 'sessions-changed' });
      return ok({ sessionId });
    },
    async cancelRun({ sessionId }) {
      const run = runs.get(sessionId);
      if (!run) return fail('not-found', 'This run has already ended.');
      run.cancel.abort();
      await run.done;
      return ok(null);
    },
    async submitCallback({ sessionId, url }) {
      const controls = runs.get(sessionId)?.controls;
      if (!controls) return fail('conflict', 'This run does not wait for a callback.');
      if (!URL.canParse(url.trim())) {
        return fail(
          'invalid-argument',
          'Paste the whole address from the browser, beginning with http:// or https://.',
        );
      }
      const verdict = controls.submitCallback(new URL(url.trim()));
      return verdict === 'accepted' ? ok(null) : fail('invalid-argument', REFUSED_CALLBACKS[verdict]);
    },
    async openAuthorizationUrl({ sessionId }) {
      const controls = runs.get(sessionId)?.controls;
      if (!controls) return fail('conflict', 'This run does not wait for a callback.');
      if (!services.openBrowser) {
        return fail('not-supported', 'No browser can be opened from here. Copy the URL instead.', {
          capability: 'systemBrowser',
        });
      }
      await controls.reopen();
      return ok(null);
    },
  };
}

const REFUSED_CALLBACKS = {
  'wrong-path': 'This address is not the redirect URI of this run: its path differs.',
  'wrong-state': 'This callback belongs to another attempt: its state is not the one this run sent.',
  'wrong-method': 'This callback cannot be taken.',
  'too-large': 'This callback is too large.',
  'not-a-callback': 'This address has neither a code nor an error in it.',
};

function describeSession({ services }: HostContext, id: string, profile: Profile) {
  return {
    id,
    flow: profile.flow,
    profileName: profile.name,
    issuer: profile.issuer ?? profile.server?.issuer ?? '',
    outcome: 'running' as const,
    startedAt: services.now(),
    endedAt: null,
    eventCount: 0,
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
  return {
    now: services.now,
    randomId: services.randomId,
    sleep: sleepUnlessAborted,
    frontChannel: createFrontChannel({
      browser: profile.browser,
      navigators: createNavigators(services),
      onControls: (controls) => {
        run.controls = controls;
      },
    }),
    callbackTimeoutMs,
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
