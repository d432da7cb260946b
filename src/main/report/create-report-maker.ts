import { Worker, type WorkerOptions } from 'node:worker_threads';
import { fail, type Result } from '@shared/contract/result';
import type { OnProgress } from '@shared/report/follow-progress';
import { type JobOutput, type ReportJob, runReportJob, weighJob } from './report-job';
import type { WorkerMessage } from './report-worker';

export interface Watch {
  signal: AbortSignal;
  onProgress: OnProgress;
}

/** Makes reports. A cancelled one is answered with `cancelled`. */
export type MakeReport = <J extends ReportJob>(job: J, watch: Watch) => Promise<Result<JobOutput<J>>>;

export interface ReportMakerOptions {
  /** The worker's module, with how it is to be loaded; null where everything is made in this thread. */
  worker: { file: string; options?: WorkerOptions } | null;
  /** Text without secrets only. */
  log(message: string): void;
}

/** Below this nobody notices that the thread was busy, and starting another takes longer than the work. */
const SMALL = 200_000;

export const CANCELLED = fail('cancelled', 'The export was cancelled. Nothing was written.');

/**
 * Redacting a large recording takes seconds without a pause, and the thread of the host has runs, windows and
 * requests to answer meanwhile: so it has a thread of its own, which ends with it. Cancelled, it is ended.
 */
export function createReportMaker({ worker, log }: ReportMakerOptions): MakeReport {
  return async <J extends ReportJob>(job: J, watch: Watch) => {
    if (watch.signal.aborted) return CANCELLED;
    if (worker && weighJob(job) >= SMALL) {
      const made = await runInWorker(new Worker(worker.file, { ...worker.options, workerData: job }), watch);
      if (made) return made as Result<JobOutput<J>>;
      log('The thread for reports did not start; this report is made without it.');
    }
    return runReportJob(job, watch.onProgress) as Result<JobOutput<J>>;
  };
}

/** Null where the thread could not even load its modules. */
function runInWorker(
  worker: Worker,
  { signal, onProgress }: Watch,
): Promise<ReturnType<typeof runReportJob> | null> {
  return new Promise((resolve, reject) => {
    let hasStarted = false;
    const cancel = () => {
      resolve(CANCELLED);
      void worker.terminate();
    };
    signal.addEventListener('abort', cancel, { once: true });
    worker.on('message', (message: WorkerMessage) => {
      if (message.type === 'started') hasStarted = true;
      else if (message.type === 'progress') onProgress(message.share);
      else resolve(message.result);
    });
    worker.on('error', (error) => (hasStarted ? reject(error) : resolve(null)));
    worker.on('exit', () => {
      signal.removeEventListener('abort', cancel);
      reject(new Error('The thread for reports ended too early.'));
    });
  });
}
