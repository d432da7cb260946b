import type { PracticeMiddleware } from './provider-change';

/** Short, so that nobody waits long for practice (RFC 8628 section 3.2 has 5 where none is named). */
const INTERVAL_SECONDS = 1;
/** RFC 8628 section 3.5. */
const SLOW_DOWN_SECONDS = 5;
/** What a network may take off a pause. */
const TOLERANCE_MS = 100;

interface Pending {
  intervalSeconds: number;
  polledAt: number | null;
}

/**
 * Names the interval and holds clients to it, which oidc-provider leaves to others: a poll that comes too
 * early is answered with slow_down, and the interval grows for good.
 */
export function holdToInterval(now: () => number = Date.now): PracticeMiddleware {
  const requests = new Map<string, Pending>();
  return async (ctx, next) => {
    await next();
    const body: unknown = ctx.body;
    if (ctx.method !== 'POST' || typeof body !== 'object' || body === null) return;
    const answer = body as Record<string, unknown>;
    const granted = answer['device_code'] ?? answer['auth_req_id'];
    if (typeof granted === 'string') {
      answer['interval'] = INTERVAL_SECONDS;
      requests.set(granted, { intervalSeconds: INTERVAL_SECONDS, polledAt: null });
      return;
    }
    if (answer['error'] !== 'authorization_pending') return;
    const polled = ctx.oidc.params?.['device_code'] ?? ctx.oidc.params?.['auth_req_id'];
    const pending = requests.get(String(polled));
    if (!pending) return;
    const { polledAt, intervalSeconds } = pending;
    pending.polledAt = now();
    if (polledAt === null || now() - polledAt >= intervalSeconds * 1_000 - TOLERANCE_MS) return;
    pending.intervalSeconds += SLOW_DOWN_SECONDS;
    answer['error'] = 'slow_down';
    answer['error_description'] = `polled too fast; wait ${pending.intervalSeconds} seconds from now on`;
  };
}
