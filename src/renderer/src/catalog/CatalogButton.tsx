import { BookOpen } from 'lucide-react';
import { useApp } from '../store/app-store';
import { Button } from '../ui/Button';

/** Opens the catalog over whatever is on screen, and closes it again. */
export function CatalogButton() {
  const isOpen = useApp((state) => state.overlay === 'catalog');
  const openCatalog = useApp((state) => state.openCatalog);
  const closeOverlay = useApp((state) => state.closeOverlay);
  return (
    <Button
      icon={BookOpen}
      title="Every failure that Grantscope can name"
      aria-pressed={isOpen}
      className="aria-pressed:border-accent aria-pressed:text-accent"
      onClick={() => (isOpen ? closeOverlay() : openCatalog())}
    >
      <span className="max-roomy:sr-only">Catalog</span>
    </Button>
  );
}
