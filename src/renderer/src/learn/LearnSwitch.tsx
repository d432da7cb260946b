import { useApp } from '../store/app-store';
import { Toggle } from '../ui/Toggle';

/** Turns learn mode on and off. Nothing of it takes room while it is off. */
export function LearnSwitch() {
  const isLearning = useApp((state) => state.preferences.isLearning);
  const changePreferences = useApp((state) => state.changePreferences);
  return (
    <Toggle
      isOn={isLearning}
      title="Explains each step where it stands: what it is for, what is sent, what could go wrong"
      onToggle={(isOn) => void changePreferences({ isLearning: isOn })}
    >
      Learn mode
    </Toggle>
  );
}
