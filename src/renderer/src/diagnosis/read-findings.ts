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

/** The finding that the health line and the failing step show; notes of severity info are no matter of health. */
export function findWorst(findings: readonly Finding[]): Finding | null {
  return (
    findings.find((finding) => finding.severity === 'error') ??
    findings.find((finding) => finding.severity === 'warning') ??
    null
  );
}

/** The best finding about the step; one about the whole run where the step has none of its own. */
export function findForStep(findings: readonly Finding[], stepId: string): Finding | null {
  return (
    findWorst(findings.filter((finding) => finding.stepId === stepId)) ??
    findWorst(findings.filter((finding) => finding.stepId === null))
  );
}
