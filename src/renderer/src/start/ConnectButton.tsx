import { Plug } from 'lucide-react';
import { useApp } from '../store/app-store';
import { Button } from '../ui/Button';

/** A new profile, with the focus where a provider is named. */
export function ConnectButton({ isNext, small = false }: { isNext: boolean; small?: boolean }) {
  const startNewProfile = useApp((state) => state.startNewProfile);
  return (
    <Button small={small} tone={isNext ? 'primary' : 'plain'} icon={Plug} onClick={startNewProfile}>
      Connect your provider
    </Button>
  );
}
