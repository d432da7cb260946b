import type { SessionView } from '../model/session';
import type { FirstFailure } from './comparison';

/** Where the flow went wrong first. Requests that were sent again by hand are beside it. */
export function findFirstFailure({ steps }: SessionView): FirstFailure | null {
  for (const { branchOf, id, title, checks, outcome, error, seq, endSeq } of steps) {
    if (branchOf !== null) continue;
    const own = { stepId: id, stepTitle: title };
    const check = checks.find(({ verdict }) => verdict === 'fail');
    if (check) {
      const text = `${check.title}: expected ${check.expected}; was ${check.actual}`;
      return { ...own, seq: check.seq, checkId: check.id, text };
    }
    if (outcome === 'failed') {
      const code = error && (error.oauth?.error ?? error.code);
      const text = error ? `${code === null ? '' : `${code}: `}${error.message}` : 'failed';
      return { ...own, seq: endSeq ?? seq, checkId: null, text };
    }
  }
  return null;
}
