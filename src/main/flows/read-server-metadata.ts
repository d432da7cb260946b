import { diagnose } from '@shared/diagnosis/diagnose';
import type { ServerMetadata } from '@shared/model/profile';
import { profileSchema, serverMetadataSchema } from '@shared/model/profile';
import type { TraceEvent } from '@shared/model/trace-event';
import { foldTrace } from '@shared/trace/fold-trace';
import type { NetworkOptions } from '../recorder/network';
import { createRecorder } from '../recorder/recorder';
import type { ApprovalChannel, Flow, FrontChannel } from './flow';
import { runFlow } from './run-flow';
import { discoveryStep } from './steps/discovery';

export interface ReadServerMetadataOptions {
  issuer: string;
  allowInsecure: boolean;
  network: NetworkOptions;
  now(): number;
  /** Gives it up; by itself it ends after half a minute. */
  signal: AbortSignal;
}

export type ReadServerMetadataOutcome =
  | { ok: true; url: string; metadata: ServerMetadata }
  | { ok: false; code: 'provider-unreachable' | 'discovery-failed'; message: string };

/**
 * Discovery for the profile form: the very step a run begins with, on a recording that nobody keeps,
 * so that the form and the run can never disagree about an issuer.
 */
export async function readServerMetadata(
  options: ReadServerMetadataOptions,
): Promise<ReadServerMetadataOutcome> {
  const events: TraceEvent[] = [];
  const { issuer, allowInsecure, network, now, signal } = options;
  await runFlow({
    flow: DISCOVERY_ONLY,
    profile: profileSchema.parse({ name: 'Discovery', issuer, client: { id: 'discovery' }, allowInsecure }),
    secrets: {},
    fault: null,
    environment: { app: '', runtime: '', platform: '', libraries: {} },
    recorder: createRecorder({ sessionId: 'discovery', now, sink: (event) => events.push(event) }),
    ports: {
      now,
      randomId: () => '',
      sleep: async () => {},
      frontChannel: NO_FRONT_CHANNEL,
      approvals: NO_APPROVALS,
      callbackTimeoutMs: 0,
      findAcceptedClient: () => null,
    },
    network,
    tweaks: {},
    signal: AbortSignal.any([signal, AbortSignal.timeout(30_000)]),
  });
  return describeOutcome(events);
}

const DISCOVERY_ONLY: Flow = {
  id: 'authorization-code',
  title: 'Discovery',
  steps: () => [discoveryStep],
};

const NO_FRONT_CHANNEL: FrontChannel = {
  open: () => Promise.reject(new Error('Discovery has no front channel.')),
};

const NO_APPROVALS: ApprovalChannel = {
  bringUser: () => Promise.reject(new Error('Discovery asks nobody.')),
  listenForPing: () => Promise.reject(new Error('Discovery asks nobody.')),
};

function describeOutcome(events: TraceEvent[]): ReadServerMetadataOutcome {
  const session = foldTrace(events);
  const step = session.steps[0];
  const exchange = step?.exchanges.at(-1);
  const artifact = step?.artifacts.find((each) => each.name === 'server-metadata');
  const mismatch = step?.checks.find((row) => row.verdict === 'fail');
  if (step?.outcome === 'succeeded' && artifact && exchange) {
    return {
      ok: true,
      url: exchange.request.url,
      metadata: serverMetadataSchema.parse(JSON.parse(artifact.value)),
    };
  }
  const code = exchange?.response ? 'discovery-failed' : 'provider-unreachable';
  const finding = diagnose(session)[0];
  const facts = mismatch ? ` ${mismatch.title}: expected ${mismatch.expected}, got ${mismatch.actual}.` : '';
  return {
    ok: false,
    code,
    message: `${finding?.title ?? 'Discovery failed'}. ${finding?.meaning ?? ''}${facts}`.trim(),
  };
}
