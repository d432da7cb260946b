import { Square } from 'lucide-react';
import { useApp } from '../store/app-store';
import { Button } from '../ui/Button';

/** Stops the run that waits; busy until it has ended, wherever it was pressed. */
export function CancelButton({ sessionId }: { sessionId: string }) {
  const cancelRun = useApp((state) => state.cancelRun);
  const isBusy = useApp((state) => state.cancellingId === sessionId);
  return (
    <Button icon={Square} busy={isBusy} onClick={() => void cancelRun(sessionId)}>
      Cancel
    </Button>
  );
}
