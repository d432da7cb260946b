import type { ParsedHostInput } from '@shared/contract/host-api';
import { parseJsonObject } from '@shared/model/read-message';
import { RUN_THROUGH } from '@shared/model/run-control';
import type { MutationFacts } from '@shared/mutations/mutation';
import { findMutation, findObstacle } from '@shared/mutations/mutations';
import { findArtifact } from '@shared/mutations/read-evidence';
import { foldTrace } from '@shared/trace/fold-trace';
import type { HostContext } from './host-context';
import { launchRun } from './launch-run';
import type { ActiveMutationRun } from './mutation-run-registry';
import { resolveRun } from './resolve-run';

type SetInput = ParsedHostInput<'startMutationRun'>;

/** A set in the making: what was asked for, and what is known before its first run. */
export interface MutationSet {
  id: string;
  input: SetInput;
  facts: MutationFacts;
  run: ActiveMutationRun;
}

/** Runs a set of mistakes one after the other, each as a session of its own. Never rejects. */
export async function runMutations(context: HostContext, set: MutationSet): Promise<void> {
  const announce = () => context.emit({ type: 'mutation-run-changed', mutationRunId: set.id });
  try {
    await runEach(context, set, announce);
  } catch (error) {
    const name = error instanceof Error ? error.name : typeof error;
    context.services.log(`A set of mistakes stopped on an internal error: ${name}`);
  }
  set.run.isRunning = false;
  announce();
}

async function runEach(context: HostContext, set: MutationSet, announce: () => void): Promise<void> {
  const { waiting, skipped, cancel } = set.run;
  let { facts } = set;
  for (let id = waiting[0]; id !== undefined && !cancel.signal.aborted; id = waiting[0]) {
    const mutation = findMutation(id);
    const obstacle = mutation ? findObstacle(mutation, facts) : null;
    const started = obstacle === null ? await startOne(context, set, id) : { reason: obstacle };
    waiting.shift();
    if (started.reason === null) set.run.sessionIds.push(started.sessionId);
    if (started.reason !== null) skipped.push({ id, reason: started.reason });
    announce();
    if (started.reason !== null) continue;
    await waitFor(context, started.sessionId, cancel.signal);
    announce();
    facts = { ...facts, metadata: facts.metadata ?? readMetadata(context, started.sessionId) };
  }
}

type Started = { reason: string } | { reason: null; sessionId: string };

async function startOne(
  context: HostContext,
  { id: mutationRun, input: { mutations: _mutations, ...input } }: MutationSet,
  mutation: string,
): Promise<Started> {
  const resolved = await resolveRun(context.services, { ...input, task: 'flow', mutation });
  if (!resolved.ok) return { reason: resolved.error.message };
  const launched = await launchRun(context, resolved.value, {
    ...input,
    mutation,
    mutationRun,
    drive: RUN_THROUGH,
  });
  return launched.ok
    ? { reason: null, sessionId: launched.value.sessionId }
    : { reason: launched.error.message };
}

/** Cancelling the set cancels the run in progress; what it recorded until then is kept. */
async function waitFor({ runs }: HostContext, sessionId: string, signal: AbortSignal): Promise<void> {
  const active = runs.get(sessionId);
  const cancel = () => active?.cancel.abort();
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  await active?.done;
  signal.removeEventListener('abort', cancel);
}

/** What the server says of itself, from the first run that found out. */
function readMetadata({ services }: HostContext, sessionId: string): Record<string, unknown> | null {
  const session = foldTrace(services.sessions.read(sessionId, 0));
  return parseJsonObject(findArtifact(session, 'server-metadata')?.value ?? '');
}
