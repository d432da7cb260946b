import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, vi } from 'vitest';
import { CANCELLED, createReportMaker } from '../../../../src/main/report/create-report-maker';
import type { ReportJob } from '../../../../src/main/report/report-job';
import { buildTrace } from '../../../support/session-builder';

/** The thread as it stands in the source; the window's own tests run the bundled one. */
const WORKER = {
  file: resolve('src/main/report/report-worker.ts'),
  options: { execArgv: ['--import', pathToFileURL(resolve('scripts/resolve-typescript.mjs')).href] },
};
const OPTIONS = { format: 'json', now: 0, appVersion: '1.0' } as const;
const body = Array.from({ length: 8_000 }, (_, index) => `<p>user${index}@acme.example</p>`).join('\n');
const events = buildTrace({ answers: { resource: { body } } });
const job = { kind: 'report', events, options: OPTIONS } as const satisfies ReportJob;

const watch = (onProgress: (share: number) => void = () => {}, signal = new AbortController().signal) => ({
  signal,
  onProgress,
});
const makeHere = createReportMaker({ worker: null, log: () => {} });

it('makes a large report beside this thread, which goes on, and makes the same', async () => {
  const shares: number[] = [];
  let turns = 0;
  let isDone = false;
  const turn = () => {
    turns += 1;
    if (!isDone) setTimeout(turn, 5);
  };
  turn();
  const log = vi.fn();
  const made = await createReportMaker({ worker: WORKER, log })(
    job,
    watch((share) => shares.push(share)),
  );
  isDone = true;
  expect(turns).toBeGreaterThan(10);
  expect(log).not.toHaveBeenCalled();
  expect(made).toEqual(await makeHere(job, watch()));
  expect(made).toMatchObject({ ok: true, value: { mediaType: 'application/json' } });
  expect(shares.length).toBeGreaterThan(1);
  expect(shares).toEqual([...shares].sort((one, other) => one - other));
  expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
});

it('ends the work where it is cancelled', async () => {
  const cancel = new AbortController();
  const make = createReportMaker({ worker: WORKER, log: () => {} });
  const made = await make(
    job,
    watch(() => cancel.abort(), cancel.signal),
  );
  expect(made).toEqual(CANCELLED);
  expect(await make(job, watch(undefined, cancel.signal))).toEqual(CANCELLED);
});

it('hands a refusal over as it is', async () => {
  const overrides = { basis: null, reveal: ['[redacted:email-9999999]'], revealCredentials: [], hide: [] };
  const refused = { ...job, options: { ...OPTIONS, overrides } };
  const make = createReportMaker({ worker: WORKER, log: () => {} });
  expect(await make(refused, watch())).toMatchObject({ ok: false, error: { code: 'not-found' } });
});

it('throws what is a bug', async () => {
  const broken = [{ ...events[0], type: 'exchange-started', request: { body: { text: body } } }];
  const make = createReportMaker({ worker: WORKER, log: () => {} });
  await expect(make({ ...job, events: broken as never }, watch())).rejects.toThrow(TypeError);
});

it('does without the thread where that does not start, and says so', async () => {
  const log = vi.fn();
  const make = createReportMaker({ worker: { file: resolve('src/main/report/none.js') }, log });
  expect(await make(job, watch())).toEqual(await makeHere(job, watch()));
  expect(log).toHaveBeenCalledWith('The thread for reports did not start; this report is made without it.');
});

it('starts no thread for what takes a moment', async () => {
  const make = createReportMaker({ worker: { file: resolve('src/main/report/none.js') }, log: vi.fn() });
  const small = { ...job, events: buildTrace() };
  expect(await make(small, watch())).toMatchObject({ ok: true });
});
