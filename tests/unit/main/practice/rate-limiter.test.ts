import { expect, it } from 'vitest';
import { createRateLimiter } from '../../../../src/main/practice/rate-limiter';

it('allows so many calls in each window and says when the next one begins', () => {
  const clock = { now: 0 };
  const limiter = createRateLimiter({ limit: 2, windowMs: 10_000, now: () => clock.now });
  expect([limiter.take(), limiter.take()].every((call) => call.isAllowed)).toBe(true);
  clock.now = 3_500;
  expect(limiter.take()).toEqual({ isAllowed: false, retryAfterS: 7 });
  clock.now = 10_000;
  expect(limiter.take().isAllowed).toBe(true);
});
