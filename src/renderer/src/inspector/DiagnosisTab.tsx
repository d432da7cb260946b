import type { StepView } from '@shared/model/session';
import { FindingCard } from '../diagnosis/FindingCard';
import { useFindings } from '../diagnosis/use-findings';
import { useApp } from '../store/app-store';
import { ErrorSection } from './ErrorSection';

/** Every finding of the run, best first; and the step's own error, so that the pane is never empty. */
export function DiagnosisTab({ step }: { step: StepView }) {
  const findings = useFindings();
  const steps = useApp((state) => state.open?.view.steps);
  const outcome = useApp((state) => state.open?.view.outcome);
  const select = useApp((state) => state.select);
  return (
    <>
      {findings.length === 0 && (
        <p className="p-3 text-ink-faint">
          {outcome === 'running'
            ? 'The run is still going on.'
            : 'Nothing to report: every step went as it should.'}
        </p>
      )}
      {findings.map((finding) => {
        const { stepId } = finding;
        return (
          <FindingCard
            key={`${finding.entryId} ${stepId}`}
            finding={finding}
            stepTitle={steps?.find((each) => each.id === stepId)?.title ?? null}
            isAboutSelection={stepId === step.id}
            onShowStep={
              stepId === null || stepId === step.id
                ? null
                : () => select({ stepId, exchangeId: null, checkSeq: null })
            }
          />
        );
      })}
      {step.error && <ErrorSection error={step.error} />}
    </>
  );
}
