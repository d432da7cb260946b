import type { CheckResult } from '@shared/model/check';

/** A protocol check that must end the flow. Its result is on the trace already; `checkId` names it. */
export class CheckFailedError extends Error {
  readonly checkId: string;
  readonly expected: string;
  readonly actual: string;

  constructor(check: Pick<CheckResult, 'id' | 'title' | 'expected' | 'actual'>, options?: ErrorOptions) {
    super(`The check "${check.title}" failed.`, options);
    this.name = 'CheckFailedError';
    this.checkId = check.id;
    this.expected = check.expected;
    this.actual = check.actual;
  }
}

/** Thrown where the person who steps through the run leaves out the step, or a request of it. */
export class SkippedByUserError extends Error {
  readonly stepId: string;

  constructor(stepId: string) {
    super('This was left out by hand.');
    this.name = 'SkippedByUserError';
    this.stepId = stepId;
  }
}

/** The one that an error came of, however a library wrapped it. */
export function findSkip(error: unknown): SkippedByUserError | null {
  const seen = new Set<unknown>();
  let link = error;
  while (link instanceof Error && !seen.has(link)) {
    if (link instanceof SkippedByUserError) return link;
    seen.add(link);
    link = link.cause;
  }
  return null;
}

/** What a step needs is made by an earlier one, which always runs before it: unless a person leaves it out. */
export function missingStep(name: string): LocalFlowError {
  return new LocalFlowError(
    'skipped_step_needed',
    `This needs what the step "${name}" makes, which was skipped.`,
    {
      facts: { step: name },
    },
  );
}

/** What can go wrong on this machine, before or beside the network. Permanent: the catalog matches them. */
export type LocalFlowErrorCode =
  | 'callback_timeout'
  | 'approval_timeout'
  | 'ping_timeout'
  | 'user_cancelled'
  | 'skipped_step_needed'
  | 'browser_not_opened'
  | 'window_closed'
  | 'eaddrinuse'
  | 'secret_missing'
  | 'key_unreadable'
  | 'own_origin_refused'
  | 'url_has_credentials'
  | 'url_scheme_not_supported'
  | 'proxy_not_supported'
  | (string & {});

/** A failure on our side of the wire. The message must not hold a secret; `facts` become details. */
export class LocalFlowError extends Error {
  readonly code: LocalFlowErrorCode;
  readonly facts: Record<string, unknown>;

  constructor(
    code: LocalFlowErrorCode,
    message: string,
    options?: ErrorOptions & { facts?: Record<string, unknown> },
  ) {
    super(message, options);
    this.name = 'LocalFlowError';
    this.code = code;
    this.facts = options?.facts ?? {};
  }
}
