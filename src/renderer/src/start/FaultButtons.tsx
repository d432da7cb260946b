import { CircleCheck, Zap } from 'lucide-react';
import { Button } from '../ui/Button';
import { FIRST_FAULTS } from './first-steps';
import { useFirstSteps } from './use-first-steps';

/** One click each: the same sign-in with one thing wrong. */
export function FaultButtons({ small = false }: { small?: boolean }) {
  const { progress, isBusy, practise } = useFirstSteps();
  return (
    <ul aria-label="What to break" className="flex flex-wrap gap-1.5">
      {FIRST_FAULTS.map(({ id, title, mechanism }) => {
        const isTried = progress.triedFaults.includes(id);
        return (
          <li key={id}>
            <Button
              small={small}
              icon={isTried ? CircleCheck : Zap}
              title={mechanism}
              aria-disabled={isBusy || undefined}
              onClick={() => {
                if (!isBusy) practise({ faultId: id });
              }}
            >
              {title}
              {isTried && <span className="sr-only">, tried</span>}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
