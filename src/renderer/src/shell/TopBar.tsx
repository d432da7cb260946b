import { CatalogButton } from '../catalog/CatalogButton';
import { PaletteButton } from '../commands/PaletteButton';
import { PasteButton } from '../paste/PasteButton';
import { ExportMenu } from '../report/ExportMenu';
import { Logo } from './Logo';
import { RunControls } from './RunControls';

export function TopBar() {
  return (
    // In a small window the way to run something has a line of its own: all of it at once fits in none.
    <header className="flex min-h-11 shrink-0 items-center gap-3 border-b border-line bg-surface px-3 max-wide:flex-wrap max-wide:gap-x-2 max-wide:gap-y-1 max-wide:px-2 max-wide:py-1">
      <h1 className="flex items-center gap-2 font-semibold tracking-tight">
        <Logo />
        <span className="max-wide:sr-only">Grantscope</span>
      </h1>
      <RunControls />
      <div className="ml-auto flex items-center gap-2 max-wide:gap-1">
        <PaletteButton />
        <PasteButton isCompact />
        <CatalogButton />
        <ExportMenu />
      </div>
    </header>
  );
}
