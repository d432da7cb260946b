/** How often to try, and what counts as quick enough to stop trying. */
interface Measure {
  runs?: number;
  enoughMs?: number;
}

/**
 * Milliseconds of the processor that `run` takes at best, on this thread alone: waiting for other
 * programs does not count, so that a bound holds on a busy machine too. Its steps may be as coarse as
 * 4 ms; what takes less is to be repeated within `run`.
 */
export function measureCpuMs(run: () => unknown, { runs = 5, enoughMs = 0 }: Measure = {}): number {
  let best = Number.POSITIVE_INFINITY;
  for (let count = 0; count < runs && best > enoughMs; count += 1) {
    const before = process.threadCpuUsage();
    run();
    const { user, system } = process.threadCpuUsage(before);
    best = Math.min(best, (user + system) / 1_000);
  }
  return best;
}
