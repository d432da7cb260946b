import { findWorst } from '@shared/diagnosis/finding-words';
import type { Finding } from '@shared/model/finding';
import type { SessionView } from '@shared/model/session';
import type { Selection } from '../store/app-state';

/** What the user picked; else the step of the worst finding, else the newest step. Null without steps. */
export function pickSelection(
  view: SessionView,
  picked: Selection | null,
  findings: readonly Finding[],
): Selection | null {
  if (picked && view.steps.some((step) => step.id === picked.stepId)) return picked;
  const stepId =
    findWorst(findings)?.stepId ??
    view.steps.find((step) => step.outcome === 'failed')?.id ??
    view.steps.at(-1)?.id;
  return stepId === undefined ? null : { stepId, exchangeId: null, checkSeq: null };
}
