import { diagnose } from '@shared/diagnosis/diagnose';
import type { Finding } from '@shared/model/finding';
import type { SessionView } from '@shared/model/session';

const NONE: Finding[] = [];
const known = new WeakMap<SessionView, Finding[]>();

/** The findings of a session, best first. A run under way has none until one of its steps has failed. */
export function readFindings(view: SessionView | undefined): Finding[] {
  if (!view || view.lastSeq === 0) return NONE;
  if (view.outcome === 'running' && !view.steps.some((step) => step.outcome === 'failed')) return NONE;
  const before = known.get(view);
  if (before) return before;
  const findings = diagnose(view);
  known.set(view, findings);
  return findings;
}
