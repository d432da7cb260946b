import type { SessionView } from '@shared/model/session';

/** Verdicts of all rows whose id starts with `prefix`, in order, by the rest of the id. */
export function readVerdicts(session: SessionView, prefix: string): Record<string, string[]> {
  const rows = session.steps
    .flatMap((step) => step.checks)
    .filter((row) => row.id.startsWith(prefix))
    .map((row) => [row.id.slice(prefix.length), row.verdict] as const);
  const grouped = Map.groupBy(rows, ([id]) => id);
  return Object.fromEntries([...grouped].map(([id, all]) => [id, all.map(([, verdict]) => verdict)]));
}

export function readArtifacts(session: SessionView, name: string): string[] {
  return session.steps
    .flatMap((step) => step.artifacts)
    .filter((artifact) => artifact.name === name)
    .map(({ value }) => value);
}

export function readArtifact(session: SessionView, name: string): string | undefined {
  return readArtifacts(session, name)[0];
}

/** Statuses of the exchanges of one step, in order. */
export function readStatuses(session: SessionView, stepName: string): (number | undefined)[] {
  const step = session.steps.find(({ name }) => name === stepName);
  return (step?.exchanges ?? []).map(({ response }) => response?.status);
}
