import { ExternalLink as ExternalLinkIcon } from 'lucide-react';
import { useApp } from '../store/app-store';
import { Button } from '../ui/Button';
import { ExternalLink } from '../ui/ExternalLink';
import { useBusy } from '../ui/use-busy';

interface OpenPageButtonProps {
  sessionId: string;
  /** The page that the user is to see. */
  href: string;
  /** What the link says where no browser can be opened from here. */
  link: string;
}

/** True where the open run shows its pages in a window of its own. */
export function useIsCaptured(): boolean {
  return useApp(
    ({ open, capabilities }) =>
      open?.view.profile?.browser === 'capture' && capabilities?.captureBrowser === true,
  );
}

/** Opens the provider's page in the user's own browser, or is the link to it. */
export function OpenPageButton({ sessionId, href, link }: OpenPageButtonProps) {
  const canOpenBrowser = useApp((state) => state.capabilities?.systemBrowser ?? false);
  const isCaptured = useIsCaptured();
  const isManual = useApp((state) => state.open?.view.profile?.browser === 'print');
  const openAuthorizationUrl = useApp((state) => state.openAuthorizationUrl);
  const [open, isBusy] = useBusy(() => openAuthorizationUrl(sessionId));
  if (!isCaptured && (!canOpenBrowser || isManual)) {
    return (
      <ExternalLink look="button" href={href}>
        {link}
      </ExternalLink>
    );
  }
  return (
    <Button tone="primary" icon={ExternalLinkIcon} busy={isBusy} onClick={open}>
      {isCaptured ? 'Show the window' : 'Open in browser'}
    </Button>
  );
}
