import { useApp } from '../store/app-store';

/** From a finding to what the catalog says about every run that fails so. */
export function OpenInCatalog({ entryId, title }: { entryId: string; title: string }) {
  const openCatalog = useApp((state) => state.openCatalog);
  return (
    <button
      type="button"
      aria-label={`Open in catalog: ${title}`}
      onClick={() => openCatalog(entryId)}
      className="text-xs text-accent underline decoration-1 underline-offset-2 hover:text-accent-hover"
    >
      Open in catalog
    </button>
  );
}
