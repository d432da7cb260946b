import { randomBytes } from 'node:crypto';
import { listenForStop } from '../listen-for-stop';
import type { Watch } from '../report/create-report-maker';
import { CliError } from './cli-error';
import type { CliIo } from './cli-io';
import { EXIT } from './exit-codes';
import type { CliHost } from './open-cli-host';
import { createOutput } from './output';

/** What takes less is over before a line about it is read. */
const SAID_EACH_MS = 1_000;

/** Says on stderr how far a long export is, and ends it at Ctrl-C: then nothing is written. */
export async function watchExport<T>(io: CliIo, work: (watch: Watch) => Promise<T>): Promise<T> {
  const output = createOutput(io);
  const cancel = new AbortController();
  const stop = listenForStop(io.signals);
  void stop.stopped.then(() => cancel.abort());
  let saidAt = performance.now();
  const onProgress = (share: number): void => {
    if (performance.now() - saidAt < SAID_EACH_MS) return;
    saidAt = performance.now();
    output.say(`grantscope: ${Math.floor(share * 100)} % of the report made`);
  };
  try {
    const made = await work({ signal: cancel.signal, onProgress });
    if (!cancel.signal.aborted) return made;
  } catch (error) {
    if (!cancel.signal.aborted) throw error;
  } finally {
    stop.forget();
  }
  throw new CliError(EXIT.interrupted, 'interrupted', 'Stopped. No report was written.');
}

/** The same for a call of the host, which is given the id of the export. */
export async function watchHostExport<T>(
  io: CliIo,
  host: CliHost,
  call: (callId: string) => Promise<T>,
): Promise<T> {
  const callId = randomBytes(12).toString('base64url');
  return watchExport(io, async ({ signal, onProgress }) => {
    const unsubscribe = host.subscribe((event) => {
      if (event.type === 'call-progress' && event.callId === callId) onProgress(event.share);
    });
    // What is over by then needs no cancelling.
    const cancel = () => void host.call('cancelCall', { callId }).catch(() => {});
    signal.addEventListener('abort', cancel);
    try {
      return await call(callId);
    } finally {
      unsubscribe();
    }
  });
}
