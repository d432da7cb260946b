import { diagnose } from '@shared/diagnosis/diagnose';
import type { ImportedKind } from '@shared/model/imported-kind';
import type { CheckView } from '@shared/model/session';
import { foldTrace } from '@shared/trace/fold-trace';
import { importText } from '../../src/main/import/import-text';

export const IMPORTED_AT = Date.UTC(2026, 0, 15, 9, 30);

/** Imports a text that may be refused, and diagnoses it where it was not. */
export function importAny(text: string) {
  const imported = importText(text, { sessionId: 'imported-1', now: () => IMPORTED_AT });
  if (imported.kind !== 'refused') diagnose(foldTrace(imported.events));
  return imported;
}

/** A text as it is after import and diagnosis. */
export function readImported(text: string) {
  const imported = importText(text, { sessionId: 'imported-1', now: () => IMPORTED_AT });
  if (imported.kind === 'refused') throw new Error(imported.message);
  const session = foldTrace(imported.events);
  const checks = session.steps.flatMap((step) => step.checks);
  const kind: ImportedKind = imported.kind;
  return {
    kind,
    session,
    findings: diagnose(session),
    top: diagnose(session)[0]?.entryId,
    checks: Object.fromEntries(checks.map((check): [string, CheckView] => [check.id, check])),
    notes: [...session.notes, ...session.steps.flatMap((step) => step.notes)].map(({ message }) => message),
  };
}

/** The verdicts of some checks by their ids. */
export function pickVerdicts(checks: Record<string, CheckView>, ...ids: string[]) {
  return Object.fromEntries(ids.map((id) => [id, checks[id]?.verdict]));
}
