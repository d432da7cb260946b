import { CircleDot, Pause, StepForward } from 'lucide-react';
import { useEffect } from 'react';
import { useApp } from '../store/app-store';
import { Button } from '../ui/Button';
import { CheckMenu } from '../ui/CheckMenu';

/** Beside Run: the same run, stopped before each step; and where any run stops by itself. */
export function StepControls({ onStep, disabled }: { onStep: () => void; disabled: boolean }) {
  const profileId = useApp((state) => state.selectedProfileId);
  const stored = useApp((state) => state.profiles.find(({ id }) => id === profileId));
  const runningId = useApp((state) => state.runningId);
  const isPaused = useApp((state) => state.open?.id === state.runningId && state.open?.view.pause !== null);
  const plan = useApp((state) => state.plan);
  const breakpoints = useApp((state) => state.breakpoints);
  const loadPlan = useApp((state) => state.loadPlan);
  const toggleBreakpoint = useApp((state) => state.toggleBreakpoint);
  const pauseRun = useApp((state) => state.pauseRun);
  useEffect(() => {
    if (stored) void loadPlan(stored.id);
  }, [stored, loadPlan]);
  const set = plan.filter(({ name }) => breakpoints.includes(name)).length;
  return (
    <>
      {runningId === null ? (
        <Button
          icon={StepForward}
          className="min-w-20"
          title="Run, and stop before each step"
          disabled={disabled}
          onClick={onStep}
        >
          Step
        </Button>
      ) : (
        <Button
          icon={Pause}
          className="min-w-20"
          title={isPaused ? 'The run is paused already.' : 'Stop before the next request or step'}
          disabled={isPaused}
          onClick={() => void pauseRun(runningId)}
        >
          Pause
        </Button>
      )}
      <CheckMenu
        label={set === 0 ? 'Breakpoints' : `Breakpoints, ${set} set`}
        icon={CircleDot}
        count={set}
        title="Stop before these steps"
        items={plan.map(({ name, title }) => ({ id: name, label: title, isOn: breakpoints.includes(name) }))}
        onToggle={(name) => void toggleBreakpoint(name)}
      />
    </>
  );
}
