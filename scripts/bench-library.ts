/**
 * Measures how fast a large library is listed, filtered and searched: the first page and what is said about
 * the whole; and how long it takes to delete and to import. The number of sessions may be given. Exits 1 where
 * the 95th percentile of any kind of query, the deletion or the import is above its bound.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SessionStore } from '../src/main/host/services';
import { importText } from '../src/main/import/import-text';
import { createVaultKey } from '../src/main/storage/cipher';
import { openStorage } from '../src/main/storage/open-storage';
import { foldTrace } from '../src/shared/trace/fold-trace';
import {
  buildLibrarySession,
  fillLibrary,
  listLibraryQueries,
  takeQuantile,
} from '../tests/support/library-builder';
import { buildLongExport } from '../tests/support/long-session';

const MAX_P95_MS = 100;
const PAGE = 100;
const ROUNDS = 20;
const MAX_DELETE_MS = 2_000;
const MAX_IMPORT_MS = 5_000;
const IMPORTED_STEPS = 10_000;
const EXPORT = buildLongExport(IMPORTED_STEPS);

const count = Number(process.argv[2] ?? 100_000);
const folder = mkdtempSync(join(tmpdir(), 'grantscope-bench-'));
const key = createVaultKey();
const path = join(folder, 'grantscope.db');
try {
  const began = performance.now();
  fillLibrary(path, key, count);
  const megabytes = (statSync(path).size / 1e6).toFixed(0);
  console.log(`${count} sessions in ${((performance.now() - began) / 1000).toFixed(1)} s, ${megabytes} MB`);
  const isGood = await measure();
  if (!isGood) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(): Promise<boolean> {
  const storage = await openStorage({
    folder,
    vaultKey: async () => ({ keys: [key], kind: 'file', note: null }),
    now: Date.now,
    processId: 'bench',
    isProcessAlive: () => false,
    log: console.log,
  });
  const { sessions } = storage;
  const lists: Cost[] = [];
  const descriptions: Cost[] = [];
  const kinds: Cost[][] = [];
  for (const query of listLibraryQueries()) {
    const { offset: _offset, ...filter } = { offset: 0, ...query };
    const own = repeat(() => sessions.list({ limit: PAGE, ...query }));
    const facts = repeat(() => sessions.describe(filter));
    kinds.push(own, facts);
    lists.push(...own);
    descriptions.push(...facts);
    const found = sessions.describe(filter).matching;
    console.log(
      `${JSON.stringify(query).padEnd(100)} ${show(own)}   counted ${show(facts)}   ${found} found`,
    );
  }
  console.log(`\nlist and search   ${show(lists)}`);
  console.log(`counts            ${show(descriptions)}`);
  const ids = Array.from(
    { length: Math.min(1_000, count) },
    (_, index) => buildLibrarySession(index * 3).summary.id,
  );
  console.log(
    `pin one           ${show(ids.slice(0, 20).map((id) => measureCost(() => sessions.update(id, { pinned: true }))))}`,
  );
  const deleted = measureCost(() => sessions.delete(ids));
  console.log(`delete ${ids.length}       ${showSeconds(deleted)}`);
  const taken = measureCost(() => importRecording(sessions));
  console.log(`import            ${showSeconds(taken)} for ${IMPORTED_STEPS * 5} events`);
  storage.close();
  const isQuick = kinds.every((costs) => readWall(costs, 0.95) <= MAX_P95_MS);
  return isQuick && deleted.wallMs <= MAX_DELETE_MS && taken.wallMs <= MAX_IMPORT_MS;
}

/** As the host takes in an export: read, checked, stored, and given its words. */
function importRecording(sessions: SessionStore): void {
  const imported = importText(EXPORT, { sessionId: 'imported', now: Date.now });
  if (imported.kind === 'refused') throw new Error(imported.message);
  const { flow, startedAt } = foldTrace(imported.events);
  const names = { profileName: 'Imported', issuer: '', imported: true };
  const times = { startedAt, endedAt: startedAt, eventCount: imported.events.length };
  const summary = { id: 'imported', flow, outcome: 'failed' as const, ...names, ...times };
  sessions.add([{ summary, events: imported.events }]);
}

/** What the work took by the clock, and of the processor: where others keep the machine busy the two differ. */
interface Cost {
  wallMs: number;
  cpuMs: number;
}

function measureCost(work: () => unknown): Cost {
  const began = performance.now();
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return { wallMs: performance.now() - began, cpuMs: (user + system) / 1000 };
}

function repeat(work: () => unknown): Cost[] {
  return Array.from({ length: ROUNDS }, () => measureCost(work));
}

function readWall(costs: readonly Cost[], share: number): number {
  return takeQuantile(
    costs.map(({ wallMs }) => wallMs),
    share,
  );
}

function show(costs: readonly Cost[]): string {
  const cpuMs = takeQuantile(
    costs.map((cost) => cost.cpuMs),
    0.95,
  );
  const [p50 = '', p95 = '', cpu = ''] = [readWall(costs, 0.5), readWall(costs, 0.95), cpuMs].map((ms) =>
    ms.toFixed(1).padStart(5),
  );
  return `p50 ${p50} ms, p95 ${p95} ms (processor ${cpu})`;
}

function showSeconds({ wallMs, cpuMs }: Cost): string {
  return `${(wallMs / 1000).toFixed(1)} s (processor ${(cpuMs / 1000).toFixed(1)})`;
}
