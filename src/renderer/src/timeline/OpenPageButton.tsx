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

/** Opens the provider's page in the user's own browser, or is the link to it. */
export function OpenPageButton({ sessionId, href, link }: OpenPageButtonProps) {
  const canOpenBrowser = useApp((state) => state.capabilities?.systemBrowser ?? false);
  const isManual = useApp((state) => state.open?.view.profile?.browser === 'print');
  const openAuthorizationUrl = useApp((state) => state.openAuthorizationUrl);
  const [open, isBusy] = useBusy(() => openAuthorizationUrl(sessionId));
  if (!canOpenBrowser || isManual) {
    return (
      <ExternalLink look="button" href={href}>
        {link}
      </ExternalLink>
    );
  }
  return (
    <Button tone="primary" icon={ExternalLinkIcon} busy={isBusy} onClick={open}>
      Open in browser
    </Button>
  );
}
