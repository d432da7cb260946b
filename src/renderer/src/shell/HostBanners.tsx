import { useState } from 'react';
import type { HostClient } from '../host/client';
import { useApp } from '../store/app-store';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
import { useLate } from '../ui/use-late';
import { useHost } from './host-context';

const VAULT_NOTES: Record<string, string> = {
  file: 'Stored secrets are encrypted with a key that lies in a file beside them: whoever can read your files can read them.',
  memory: 'Stored secrets are kept in memory only and are gone when Grantscope closes.',
};

/** A line that stands again at the first try was never gone for whoever sits before it. */
const LOST_SHOWN_AFTER_MS = 1_000;

/** What is wrong with the host itself, for as long as it is wrong. */
export function HostBanners() {
  const host = useHost();
  const connection = useApp((state) => state.connection);
  const capabilities = useApp((state) => state.capabilities);
  const [isStorageSeen, setStorageSeen] = useState(false);
  const isLost = useLate(connection === 'lost', LOST_SHOWN_AFTER_MS);
  const notes = capabilities
    ? [
        capabilities.persistentStorage
          ? null
          : `Nothing is stored on disk: sessions and profiles are gone when Grantscope closes. ${capabilities.storageNote ?? ''}`,
        VAULT_NOTES[capabilities.vault] ?? null,
      ].filter((note) => note !== null)
    : [];
  return (
    <>
      {isLost && <LostBanner host={host} />}
      {connection === 'crowded' && (
        <Banner tone="warn" label="Connection">
          Too many tabs of Grantscope are open, so this one does not follow runs live. Close one of them.
        </Banner>
      )}
      {notes.length > 0 && !isStorageSeen && (
        <Banner
          tone="warn"
          label="Storage"
          actions={
            <Button small onClick={() => setStorageSeen(true)}>
              Understood
            </Button>
          }
        >
          {notes.join(' ')}
        </Banner>
      )}
    </>
  );
}

function LostBanner({ host }: { host: HostClient }) {
  return (
    <Banner
      tone="fail"
      label="Connection"
      urgent
      actions={
        <Button small onClick={() => host.retry()}>
          Try now
        </Button>
      }
    >
      <strong className="font-semibold">Grantscope does not answer.</strong> What is on screen stays. Trying
      again by itself; start Grantscope again if it was closed.
    </Banner>
  );
}
