import { ShieldAlert } from 'lucide-react';
import { useApp } from '../store/app-store';
import { Button } from '../ui/Button';

/** Opens the deliberate mistakes for the profile that is shown. */
export function MistakesButton() {
  const openMistakes = useApp((state) => state.openMistakes);
  return (
    <Button
      icon={ShieldAlert}
      title="Makes mistakes on purpose, and shows whether the provider refuses them"
      onClick={() => void openMistakes()}
    >
      Test the provider
    </Button>
  );
}
