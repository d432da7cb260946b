import { findWorst, type Proof, speakFinding } from '@shared/diagnosis/finding-words';
import type { Finding } from '@shared/model/finding';
import { clsx } from 'clsx';
import { useId, useState } from 'react';
import { useApp } from '../store/app-store';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
import { PlainText } from '../ui/PlainText';
import { spellInvisible } from '../ui/show-invisible';
import { Comparison } from './Comparison';
import { useFindings } from './use-findings';

/** The worst finding in one sentence, with its proof, its fix and the way to its step. Nothing while the run is healthy. */
export function HealthLine() {
  const worst = findWorst(useFindings());
  const steps = useApp((state) => state.open?.view.steps);
  const select = useApp((state) => state.select);
  const jumpToSelected = useApp((state) => state.jumpToSelected);
  if (!worst) return null;
  const stepId = worst.stepId ?? steps?.at(-1)?.id;
  const show = () => {
    if (stepId === undefined) return;
    select({ stepId, exchangeId: null, checkSeq: null }, 'diagnosis');
    jumpToSelected();
  };
  return <HealthBanner finding={worst} onShow={show} />;
}

function HealthBanner({ finding, onShow }: { finding: Finding; onShow: () => void }) {
  const [isFixShown, setFixShown] = useState(false);
  const fixId = useId();
  const { headline, proof, fix } = speakFinding(finding);
  return (
    <Banner
      tone={finding.severity === 'error' ? 'fail' : 'warn'}
      label="Health"
      isBelow
      actions={
        <>
          {fix !== null && (
            <Button
              small
              className="wide:hidden"
              aria-expanded={isFixShown}
              aria-controls={fixId}
              onClick={() => setFixShown(!isFixShown)}
            >
              Fix
            </Button>
          )}
          <Button small onClick={onShow}>
            Show step
          </Button>
        </>
      }
    >
      <p className="font-semibold break-words">
        <PlainText text={headline} />
      </p>
      {proof && <ShownProof proof={proof} />}
      {fix !== null && (
        <p id={fixId} className={clsx('mt-0.5 break-words', !isFixShown && 'max-wide:hidden')}>
          <span className="text-ink-soft">To fix it: </span>
          <PlainText text={fix} />
        </p>
      )}
    </Banner>
  );
}

/** In a small window the step itself is near enough; there the sentence stands alone, with its fix behind a button. */
function ShownProof({ proof }: { proof: Proof }) {
  return (
    <div className="mt-0.5 max-wide:hidden">
      <p className="break-words text-ink-soft">
        <PlainText text={proof.statement} />
      </p>
      <Comparison proof={proof} what={spellInvisible(proof.statement)} />
    </div>
  );
}
