export interface RateLimiter {
  /** Uses up one call. `retryAfterS` is the time to the next window, in whole seconds. */
  take(): { isAllowed: boolean; retryAfterS: number };
}

/** A fixed-window limit over all callers together. */
export function createRateLimiter(options: {
  limit: number;
  windowMs: number;
  /** Epoch milliseconds. */
  now: () => number;
}): RateLimiter {
  const { limit, windowMs, now } = options;
  let windowEnd = now() + windowMs;
  let used = 0;
  return {
    take() {
      if (now() >= windowEnd) {
        windowEnd = now() + windowMs;
        used = 0;
      }
      used += 1;
      return { isAllowed: used <= limit, retryAfterS: Math.ceil((windowEnd - now()) / 1_000) };
    },
  };
}
