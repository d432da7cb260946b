import type { HostInput, MutationRunView } from '@shared/contract/host-api';
import type { TraceEvent } from '@shared/model/trace-event';
import { listenForStop } from '../listen-for-stop';
import type { CliIo } from './cli-io';
import type { CliHost } from './open-cli-host';
import type { Output } from './output';
import { createProgress } from './run-progress';
import { createBell } from './start-run';

export interface MutationSetOptions {
  host: CliHost;
  output: Output;
  signals: CliIo['signals'];
  input: HostInput<'startMutationRun'>;
  /** Whether progress says where to go with which code; someone else is told otherwise. */
  tellsUserCode: boolean;
}

/** Runs the set and says each verdict as it is there. Ctrl-C ends it, and what was found until then is kept. */
export async function runMutationSet(options: MutationSetOptions): Promise<{
  view: MutationRunView;
  wasStopped: boolean;
}> {
  const { host, output, signals, input } = options;
  const changed = createBell();
  const tellWaits = createWaitProgress(output, options.tellsUserCode);
  const unsubscribe = host.subscribe((event) => {
    if (event.type === 'trace') event.events.forEach(tellWaits);
    if (event.type === 'host-warning') output.say(`grantscope: warning: ${event.message}`);
    if (event.type === 'mutation-run-changed' || event.type === 'sessions-changed') changed.ring();
  });
  const stop = listenForStop(signals);
  let wasStopped = false;
  try {
    const { mutationRunId } = await host.call('startMutationRun', input);
    stop.stopped
      .then(() => {
        wasStopped = true;
        return host.call('cancelMutationRun', { mutationRunId });
      })
      .catch(() => {});
    const told = new Set<string>();
    for (;;) {
      const view = await host.call('readMutationRun', { mutationRunId });
      tellVerdicts(output, view, told);
      if (!view.isRunning) return { view, wasStopped };
      await changed.next();
    }
  } finally {
    stop.forget();
    unsubscribe();
  }
}

function tellVerdicts(output: Output, { rows }: MutationRunView, told: Set<string>): void {
  for (const { mutation, title, verdict } of rows) {
    const key = `${mutation} ${verdict}`;
    if (verdict === 'waiting' || told.has(key)) continue;
    told.add(key);
    output.say(`  ${verdict.padEnd(14)} ${title}`);
  }
}

/** Only what a user must know to go on: a line for each step would be too much here. */
function createWaitProgress(output: Output, tellsUserCode: boolean): (event: TraceEvent) => void {
  const progress = createProgress(output, tellsUserCode);
  return (event) => {
    if (event.type === 'callback-awaited' || event.type === 'approval-awaited') progress(event);
  };
}
