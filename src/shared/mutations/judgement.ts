import type { SessionView } from '../model/session';
import { type Judgement, NOT_MADE_NOTE } from './mutation';

export function pass(seen: string, seq: number, remark: string | null = null): Judgement {
  return { verdict: 'pass', seen, remark, proof: { seq } };
}

export function fail(seen: string, seq: number, remark: string | null = null): Judgement {
  return { verdict: 'fail', seen, remark, proof: { seq } };
}

export function leaveOpen(seen: string, seq: number | null = null): Judgement {
  return { verdict: 'inconclusive', seen, remark: null, proof: seq === null ? null : { seq } };
}

/** The run never came to what the mistake is about: where it ended instead. */
export function describeEnd(session: SessionView): Judgement {
  const notes = session.steps.flatMap((step) => step.notes);
  const notMade = notes.findLast(({ code }) => code === NOT_MADE_NOTE);
  if (notMade) return leaveOpen(notMade.message, notMade.seq);
  if (session.outcome === 'running') return leaveOpen('The run has not ended yet.');
  if (session.outcome === 'cancelled')
    return leaveOpen('The run was cancelled before the mistake was answered.');
  if (session.outcome === 'interrupted') return leaveOpen('The run was interrupted.');
  const step = session.steps.findLast(({ outcome }) => outcome === 'failed');
  if (!step) return leaveOpen('The run ended without the request that the mistake is about.');
  const code = showCode(step.error?.oauth?.error ?? step.error?.code ?? null);
  const row = step.error?.source === 'check' ? step.error.message : null;
  const why = code === null ? '' : ` (${code})`;
  return leaveOpen(
    `The run ended before that, at “${step.title}”${why}.${row === null ? '' : ` ${row}`}`,
    step.endSeq ?? step.seq,
  );
}

/** An error code as a word of its own; anything else that stands in its place is not repeated. */
export function showCode(code: string | null): string | null {
  if (code === null) return null;
  return /^[\w.:-]{1,64}$/.test(code) ? code : 'an error that is no code';
}
