import { Compass } from 'lucide-react';
import { LearnSwitch } from '../learn/LearnSwitch';
import { useApp } from '../store/app-store';
import { Button } from '../ui/Button';
import { focusSoon } from '../ui/focus';
import { START_ID } from './start-id';

/** At the foot of the lists: the way back to the first steps, and learn mode. */
export function HelpBar() {
  const showTour = useApp((state) => state.showTour);
  return (
    <section
      aria-label="Help"
      className="flex h-9 shrink-0 items-center justify-between border-t border-line px-1"
    >
      <Button
        tone="quiet"
        small
        icon={Compass}
        onClick={() => {
          showTour();
          focusSoon(`#${START_ID}`);
        }}
      >
        Getting started
      </Button>
      <LearnSwitch />
    </section>
  );
}
