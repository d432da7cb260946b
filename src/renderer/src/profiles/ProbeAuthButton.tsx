import { KeyRound } from 'lucide-react';
import { useApp } from '../store/app-store';
import { Button } from '../ui/Button';
import { useProfileForm } from './form-context';

/** Asks the server itself which way of sending the client secret it takes: encoded, as it is, or in the form. */
export function ProbeAuthButton() {
  const { id } = useProfileForm();
  const isUnsaved = useApp((state) => state.drafts[id] !== undefined);
  const isBusy = useApp((state) => state.isStarting);
  const isOccupied = useApp((state) => state.runningId !== null);
  const startRun = useApp((state) => state.startRun);
  const reason = isUnsaved ? 'Save the profile first.' : isOccupied ? 'A run is on.' : null;
  return (
    <div className="flex items-end">
      <Button
        icon={KeyRound}
        busy={isBusy}
        disabled={reason !== null}
        title={reason ?? 'Sends the secret in each way and shows which the server accepts'}
        onClick={() => void startRun(id, { task: 'probe-client-auth' })}
      >
        Try each way of sending it
      </Button>
    </div>
  );
}
