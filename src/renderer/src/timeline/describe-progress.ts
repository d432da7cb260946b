import type { SessionView } from '@shared/model/session';

/** The newest result of a run in one sentence, to be read aloud. */
export function describeProgress({ outcome, steps, pause }: SessionView): string {
  const last = steps.at(-1);
  if (outcome === 'running') {
    if (pause && last)
      return `${last.title}: paused before ${pause.before === 'step' ? 'this step' : 'a request'}.`;
    if (last?.outcome === 'running' && (last.wait ?? last.approval)) return `${last.title}: waiting for you.`;
    const ended = steps.findLast((step) => step.outcome !== 'running');
    return ended ? `${ended.title}: ${ended.outcome}.` : 'The run has started.';
  }
  const failed = steps.find((step) => step.outcome === 'failed');
  return failed ? `The run ${outcome}. ${failed.title}: failed.` : `The run ${outcome}.`;
}
