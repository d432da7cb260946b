import { speakFailedStep } from '@shared/diagnosis/finding-words';
import type { Finding } from '@shared/model/finding';
import type { StepView } from '@shared/model/session';
import { Stethoscope } from 'lucide-react';
import { Button } from '../ui/Button';
import { PlainText } from '../ui/PlainText';

interface StepFindingProps {
  step: StepView;
  /** Null while the diagnosis has nothing about this step; the raw error speaks then. */
  finding: Finding | null;
  onOpen: () => void;
}

/** Why the step failed and the first thing to do about it, right where it failed. */
export function StepFinding({ step, finding, onOpen }: StepFindingProps) {
  const { headline, fix } = speakFailedStep(step, finding);
  return (
    <div
      role="note"
      aria-label={`Why "${step.title}" failed`}
      className="mt-1 mb-1.5 flex items-start gap-2 rounded border border-fail-strong bg-fail-soft px-2.5 py-2"
    >
      <Stethoscope aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-fail" />
      <div className="min-w-0 flex-1">
        <p className="font-semibold break-words text-fail">
          <PlainText text={headline} />
        </p>
        {fix && (
          <p className="mt-0.5 break-words">
            <PlainText text={fix} />
          </p>
        )}
      </div>
      <Button small onClick={onOpen}>
        Diagnosis
      </Button>
    </div>
  );
}
