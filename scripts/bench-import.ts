/**
 * Measures how a large archive is taken in: a HAR of unrelated traffic with one failed sign-in in its middle, of
 * 200 MB unless another size is given. Exits 1 where the sign-in is not found, or more memory is used than allowed.
 * The archive is written by a process of its own, whose memory does not count.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, createReadStream, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createImportStream } from '../src/main/import/import-stream';
import { diagnose } from '../src/shared/diagnosis/diagnose';
import { foldTrace } from '../src/shared/trace/fold-trace';
import { buildHarEntry } from '../tests/support/har-builder';
import { listUnrelatedEntries } from '../tests/support/unrelated-traffic';

const MAX_MEMORY_MB = 400;
const BATCH = 100;
const CHUNK_BYTES = 1024 * 1024;
const [, script = '', size = '200', target] = process.argv;
if (target === undefined) await measure();
else writeArchive(target, Number(size) * 1e6);

async function measure(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'grantscope-bench-'));
  const path = join(folder, 'large.har');
  try {
    const { status } = spawnSync(process.execPath, [...process.execArgv, script, size, path], {
      stdio: 'inherit',
    });
    if (status !== 0) throw new Error('The archive could not be written.');
    await readArchive(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function readArchive(path: string): Promise<void> {
  const before = process.resourceUsage().maxRSS / 1024;
  const began = performance.now();
  const cpu = process.cpuUsage();
  const stream = createImportStream();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
    const problem = await stream.write(chunk as Buffer);
    if (problem) throw new Error(problem);
  }
  const readMs = performance.now() - began;
  const { imported, archive } = await stream.finish({ sessionId: 'bench', now: Date.now });
  const totalMs = performance.now() - began;
  if (imported.kind === 'refused') throw new Error(imported.message);
  const [finding] = diagnose(foldTrace(imported.events));
  const memory = process.resourceUsage().maxRSS / 1024;
  console.log(`read            ${(readMs / 1000).toFixed(1)} s`);
  console.log(`judged          ${((totalMs - readMs) / 1000).toFixed(1)} s`);
  const { user, system } = process.cpuUsage(cpu);
  console.log(`processor       ${((user + system) / 1e6).toFixed(1)} s`);
  console.log(`others waited   ${(delay.max / 1e6).toFixed(0)} ms at most`);
  console.log(`memory          ${memory.toFixed(0)} MB at most (${before.toFixed(0)} MB before)`);
  console.log(`kept            ${archive?.kept} of ${archive?.entries} entries`);
  console.log(`finding         ${finding?.entryId}`);
  if (finding?.entryId !== 'invalid-grant' || memory > MAX_MEMORY_MB) process.exitCode = 1;
}

function writeArchive(to: string, bytes: number): void {
  const file = openSync(to, 'w');
  let written = writeSync(
    file,
    '{"log":{"version":"1.2","creator":{"name":"bench","version":"1"},"entries":[',
  );
  let entries = 0;
  let isSignedIn = false;
  while (written < bytes) {
    if (entries > 0) written += writeSync(file, ',');
    if (!isSignedIn && written > bytes / 2) {
      isSignedIn = true;
      written += writeSync(
        file,
        `${listSignIn()
          .map((entry) => JSON.stringify(entry))
          .join(',')},`,
      );
      entries += 3;
    }
    const batch = [...listUnrelatedEntries(BATCH, entries)];
    written += writeSync(file, batch.map((entry) => JSON.stringify(entry)).join(','));
    entries += BATCH;
  }
  written += writeSync(file, ']}}');
  closeSync(file);
  console.log(`a HAR of ${(written / 1e6).toFixed(0)} MB, ${entries} entries`);
}

function listSignIn(): object[] {
  const ask = new URLSearchParams({
    client_id: 'web',
    response_type: 'code',
    redirect_uri: 'https://app.example/x3',
    state: 's1',
    scope: 'openid',
  });
  const back = 'https://app.example/x3?code=c1&state=s1';
  const steps = [
    buildHarEntry({ url: `https://id.example/x1?${ask}`, status: 302, location: back }),
    buildHarEntry({ url: back }),
    buildHarEntry({
      method: 'POST',
      url: 'https://id.example/x2',
      form: 'grant_type=authorization_code&code=c1&redirect_uri=https%3A%2F%2Fapp.example%2Fx3&client_id=web',
      status: 400,
      answer: { error: 'invalid_grant' },
    }),
  ];
  return steps.map((step, index) => ({
    ...step,
    startedDateTime: new Date(Date.UTC(2026, 0, 15, 9) + 1 + index).toISOString(),
  }));
}
