import type { HostInput } from '@shared/contract/host-api';
import type { TraceEvent } from '@shared/model/trace-event';
import { listenForStop } from '../listen-for-stop';
import { CliError } from './cli-error';
import type { CliIo } from './cli-io';
import { EXIT } from './exit-codes';
import type { CliHost } from './open-cli-host';
import type { Output } from './output';
import { type PastedLines, readPastedLines } from './read-pasted';
import { createProgress } from './run-progress';

export interface StartRunOptions {
  host: CliHost;
  output: Output;
  io: Pick<CliIo, 'signals' | 'stdin'>;
  input: HostInput<'startRun'>;
  /** Whether progress says where to go with which code; someone else is told otherwise. */
  tellsUserCode: boolean;
}

/**
 * Starts a run, reports its steps as they end, and answers the whole recording. The first Ctrl-C
 * cancels the run and still answers it; a second one ends the process as it always does.
 */
export async function startRun({ host, output, io, input, tellsUserCode }: StartRunOptions): Promise<{
  sessionId: string;
  events: TraceEvent[];
}> {
  const progress = createProgress(output, tellsUserCode);
  const changed = createBell();
  const pasting = offerPasting({ host, output, io });
  const unsubscribe = host.subscribe((event) => {
    if (event.type === 'trace') {
      event.events.forEach(progress);
      for (const each of event.events) pasting.watch(event.sessionId, each);
    }
    if (event.type === 'host-warning') output.say(`grantscope: warning: ${event.message}`);
    if (event.type === 'sessions-changed') changed.ring();
  });
  const stop = listenForStop(io.signals);
  try {
    const { sessionId } = await host.call('startRun', input);
    stop.stopped.then(() => host.call('cancelRun', { sessionId })).catch(() => {});
    for (;;) {
      const { summary, events } = await host.call('readSession', { sessionId, afterSeq: 0 });
      if (summary.outcome === 'interrupted') throw new CliError(EXIT.internal, 'internal', INTERNAL);
      if (summary.outcome !== 'running') return { sessionId, events };
      await changed.next();
    }
  } finally {
    stop.forget();
    pasting.end();
    unsubscribe();
  }
}

/**
 * While a callback is awaited, lines typed at a terminal are callbacks. A pipe is read only where nothing can
 * listen, and pasting is the one way: what is in it may be meant for the next command.
 */
function offerPasting({ host, output, io }: Pick<StartRunOptions, 'host' | 'output' | 'io'>) {
  let lines: PastedLines | null = null;
  let awaitedBy = '';
  let isCaptured = false;
  const submit = async (url: string) => {
    try {
      await host.call('submitCallback', { sessionId: awaitedBy, url });
    } catch (error) {
      output.say(`  refused    ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  return {
    watch(sessionId: string, event: TraceEvent): void {
      if (event.type === 'session-started') isCaptured = event.profile?.browser === 'capture';
      if (event.type !== 'callback-awaited' || isCaptured) return;
      if (!io.stdin.isTTY && event.listener !== null) return;
      awaitedBy = sessionId;
      output.say('  paste      the address that the browser ends up at, if it cannot reach this machine');
      lines ??= readPastedLines(io.stdin, submit);
    },
    end: () => lines?.stop(),
  };
}

const INTERNAL = 'The run stopped on an error inside Grantscope.';

/** Resolves once for any number of rings since it was last asked. */
export function createBell(): { ring(): void; next(): Promise<void> } {
  let rung = Promise.withResolvers<void>();
  return {
    ring: () => rung.resolve(),
    async next() {
      await rung.promise;
      rung = Promise.withResolvers();
    },
  };
}
