import { parentPort, workerData } from 'node:worker_threads';
import { type ReportJob, runReportJob } from './report-job';

/** What the thread tells, in this order; `started` once its modules are there. */
export type WorkerMessage =
  | { type: 'started' }
  | { type: 'progress'; share: number }
  | { type: 'done'; result: ReturnType<typeof runReportJob> };

const TOLD_EACH_MS = 100;

const tell = (message: WorkerMessage) => parentPort?.postMessage(message);
let toldAt = Number.NEGATIVE_INFINITY;

tell({ type: 'started' });
const result = runReportJob(workerData as ReportJob, (share) => {
  const now = performance.now();
  if (now - toldAt < TOLD_EACH_MS) return;
  toldAt = now;
  tell({ type: 'progress', share });
});
tell({ type: 'done', result });
