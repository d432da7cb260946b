import type { ApprovalWait, StepContext, VerificationPage } from '../flow';
import { LocalFlowError } from '../flow-errors';

declare module '../flow' {
  interface FlowState {
    decision?: Decision;
  }
}

/** The wait for a user who decides elsewhere, for as long as one step lasts. */
export interface Decision {
  /** Seconds between two polls at first; null where nothing is polled. */
  intervalSeconds: number | null;
  startedAt: number;
  /** Aborts with the wait: because of its deadline, or with the run. */
  signal: AbortSignal;
  /** `work`, or the reason why the wait ended before it. */
  race<T>(work: Promise<T>): Promise<T>;
  /** The server has answered: from here on no deadline counts. */
  decide(): void;
  /** Ends the wait; `isDecided` lets a user who is still being shown the last page finish. */
  end(isDecided: boolean): Promise<void>;
}

export interface DecisionOptions {
  wait: Omit<ApprovalWait, 'deadline'>;
  /** The server gives up after this long; the user's patience may be shorter. */
  expiresInSeconds: number;
  /** Where the user must be brought; null where the provider reaches them by itself. */
  page: Pick<VerificationPage, 'verificationUri' | 'verificationUriComplete' | 'userCode'> | null;
  /** What it is called that the deadline passed. */
  timeout: { code: 'approval_timeout' | 'ping_timeout'; what: string };
}

/** Announces the wait, brings the user to where they decide, and starts the clock. */
export function beginDecision(context: StepContext, options: DecisionOptions): Decision {
  const { expiresInSeconds, timeout } = options;
  const { callbackTimeoutMs, now } = context.ports;
  const startedAt = now();
  // One interval beyond the expiry, so that the server itself can say that the codes have expired.
  const graceSeconds = options.wait.intervalSeconds ?? 0;
  const timeoutMs = Math.min(callbackTimeoutMs, (expiresInSeconds + graceSeconds + 1) * 1000);
  context.recordApproval({ ...options.wait, deadline: startedAt + timeoutMs });

  const stop = new AbortController();
  const timer = setTimeout(() => {
    const message = `${timeout.what} within ${timeoutMs / 1000} s.`;
    stop.abort(new LocalFlowError(timeout.code, message, { facts: { timeoutMs, expiresInSeconds } }));
  }, timeoutMs);
  const signal = AbortSignal.any([context.signal, stop.signal]);
  const ended = new AbortController();
  const user = bringUser(context, options, AbortSignal.any([context.signal, ended.signal]));
  const decision: Decision = {
    intervalSeconds: options.wait.intervalSeconds,
    startedAt,
    signal,
    race: (work) => raceWithAbort(work, signal),
    decide: () => clearTimeout(timer),
    async end(isDecided) {
      clearTimeout(timer);
      if (!isDecided) ended.abort();
      await user;
      ended.abort();
    },
  };
  context.state.decision = decision;
  return decision;
}

/** A user who got lost is none of the client's business: only the server's answers count. */
async function bringUser(
  context: StepContext,
  { page }: DecisionOptions,
  signal: AbortSignal,
): Promise<void> {
  if (!page) return;
  const fetch = context.fetchFor('authorization', 'front');
  try {
    await context.ports.approvals.bringUser({ ...page, fetch, signal });
  } catch (error) {
    if (signal.aborted) return;
    const reason = error instanceof LocalFlowError ? ` ${error.message}` : '';
    context.note('user-not-brought', `The user was not brought through the verification page.${reason}`);
  }
}

/** The library looks at its signal only between two polls; the run ends at once. */
function raceWithAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const onAbort = () => aborted.reject(signal.reason);
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  work.catch(() => {});
  return Promise.race([work, aborted.promise]).finally(() => signal.removeEventListener('abort', onAbort));
}
