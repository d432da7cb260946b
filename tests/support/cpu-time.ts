/** How often to try, and what counts as quick enough to stop trying. */
interface Measure {
  runs?: number;
  enoughMs?: number;
}

/**
 * Milliseconds of the processor that `run` takes at best, on this thread alone, so that a bound holds on
 * a busy machine too: waiting for other programs does not count, and what they take from the caches is
 * made up for by work of known length. Its steps may be as coarse as 4 ms; what takes less is to be
 * repeated within `run`.
 */
export function measureCpuMs(run: () => unknown, { runs = 5, enoughMs = 0 }: Measure = {}): number {
  const best = takeBest(run, runs, enoughMs);
  return best > enoughMs ? best / findSlowdown() : best;
}

function takeBest(run: () => unknown, runs: number, enoughMs: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let count = 0; count < runs && best > enoughMs; count += 1) {
    const before = process.threadCpuUsage();
    run();
    const { user, system } = process.threadCpuUsage(before);
    best = Math.min(best, (user + system) / 1_000);
  }
  return best;
}

/** What `doKnownWork` takes where nothing else runs. */
const KNOWN_WORK_MS = 35;
const KNOWN_TEXT = 'redirect_uri_mismatch '.repeat(20_000);
const KNOWN_JSON = JSON.stringify(
  Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`member_${index}`, `a-text-of-${index}`])),
);

/** How much longer than on an idle machine work takes just now; never less than 1. */
function findSlowdown(): number {
  return Math.max(1, takeBest(doKnownWork, 3, KNOWN_WORK_MS) / KNOWN_WORK_MS);
}

function doKnownWork(): number {
  let hash = 0;
  // Half of it allocates, as most work does, and that suffers most where caches are shared.
  for (let round = 0; round < 400; round += 1) {
    const members = Object.entries(JSON.parse(KNOWN_JSON) as Record<string, string>);
    hash += new Map(members.map(([name, value]) => [name.toUpperCase(), value.split('-')])).size;
  }
  for (let round = 0; round < 4; round += 1) {
    for (let at = 0; at < KNOWN_TEXT.length; at += 1)
      hash = (Math.imul(hash, 31) + KNOWN_TEXT.charCodeAt(at)) | 0;
    if (/mismatch.{0,40}zz/.test(KNOWN_TEXT)) hash += 1;
  }
  return hash;
}
