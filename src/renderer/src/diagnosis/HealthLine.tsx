import { useApp } from '../store/app-store';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
import { PlainText } from '../ui/PlainText';
import { findWorst } from './read-findings';
import { useFindings } from './use-findings';

/** The best finding in one sentence. Nothing at all while the run is healthy. */
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
  return (
    <Banner
      tone={worst.severity === 'error' ? 'fail' : 'warn'}
      label="Health"
      actions={
        <Button small onClick={show}>
          Show step
        </Button>
      }
    >
      <p className="line-clamp-2">
        <strong className="font-semibold">
          <PlainText text={worst.title} />
        </strong>{' '}
        <span className="text-ink-soft">
          <PlainText text={worst.meaning} />
        </span>
      </p>
    </Banner>
  );
}
