import { randomBytes } from 'node:crypto';
import { type Profile, type ProfileInput, profileSchema } from '@shared/model/profile';
import type { RunSecrets } from '@shared/model/profile-secrets';
import type { SessionView, StepView } from '@shared/model/session';
import type { TraceEvent } from '@shared/model/trace-event';
import { foldTrace } from '@shared/trace/fold-trace';
import { authorizationCodeFlow } from '../../src/main/flows/authorization-code';
import type { ApprovalChannel, Flow, FlowPorts, FlowTweaks, FrontChannel } from '../../src/main/flows/flow';
import { runFlow } from '../../src/main/flows/run-flow';
import { openPingListener } from '../../src/main/front-channel/ping-listener';
import { createNetworkOptions } from '../../src/main/recorder/network';
import { createRecorder } from '../../src/main/recorder/recorder';

export interface TestFlowOptions {
  issuer: string;
  flow?: Flow;
  profile?: Partial<ProfileInput>;
  clientSecret?: string | null;
  secrets?: RunSecrets;
  tweaks?: FlowTweaks;
  /** Changes the callback that the user's browser brings. */
  callback?: (url: URL) => URL | Promise<URL>;
  /** The user at a verification page; nobody goes there unless given. */
  visitPage?: ApprovalChannel['bringUser'];
  ports?: Partial<FlowPorts>;
  signal?: AbortSignal;
}

export interface TestFlowRun {
  events: TraceEvent[];
  session: SessionView;
  step(name: string): StepView;
  failedChecks(): string[];
}

function buildProfile(overrides: Partial<ProfileInput> = {}): Profile {
  return profileSchema.parse({ name: 'Test', client: { id: 'client-1' }, ...overrides });
}

/** Runs the real flow with a user who agrees at once: only people and chance are replaced. */
export async function runTestFlow(options: TestFlowOptions): Promise<TestFlowRun> {
  const events: TraceEvent[] = [];
  await runFlow({
    flow: options.flow ?? authorizationCodeFlow,
    profile: buildProfile({ issuer: options.issuer, ...options.profile }),
    secrets: {
      ...(options.clientSecret == null ? {} : { 'client.secret': options.clientSecret }),
      ...options.secrets,
    },
    fault: null,
    environment: { app: 'test', runtime: 'test', platform: 'test', libraries: {} },
    recorder: createRecorder({ sessionId: 'session-1', now: Date.now, sink: (event) => events.push(event) }),
    ports: {
      now: Date.now,
      randomId: (size) => randomBytes(size).toString('base64url'),
      sleep: async () => {},
      frontChannel: createAgreeingUser(options.callback),
      approvals: { bringUser: options.visitPage ?? (async () => {}), listenForPing: openPingListener },
      callbackTimeoutMs: 5_000,
      findAcceptedClient: () => null,
      ...options.ports,
    },
    network: createNetworkOptions(),
    tweaks: options.tweaks ?? {},
    signal: options.signal ?? new AbortController().signal,
  });
  const session = foldTrace(events);
  return {
    events,
    session,
    step(name) {
      const step = session.steps.find((each) => each.name === name);
      if (!step) throw new Error(`The run never reached the step "${name}".`);
      return step;
    },
    failedChecks: () =>
      session.steps.flatMap((step) =>
        step.checks.filter((row) => row.verdict === 'fail').map((row) => row.id),
      ),
  };
}

function createAgreeingUser(change: NonNullable<TestFlowOptions['callback']> = (url) => url): FrontChannel {
  const redirectUri = 'http://127.0.0.1:8765/callback';
  return {
    async open() {
      return {
        redirectUri,
        async waitForCallback({ authorizationUrl, expectedState }) {
          await fetch(authorizationUrl);
          const callback = new URL(redirectUri);
          callback.search = new URLSearchParams({ code: 'code-1', state: expectedState }).toString();
          return change(callback);
        },
        close: async () => {},
      };
    },
  };
}
