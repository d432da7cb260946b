import { CatalogButton } from '../catalog/CatalogButton';
import { PaletteButton } from '../commands/PaletteButton';
import { PasteButton } from '../paste/PasteButton';
import { ExportMenu } from '../report/ExportMenu';
import { Logo } from './Logo';
import { RunControls } from './RunControls';

export function TopBar() {
  return (
    <header className="flex h-11 shrink-0 items-center gap-3 border-b border-line bg-surface px-3">
      <h1 className="flex items-center gap-2 font-semibold tracking-tight">
        <Logo />
        <span className="max-wide:sr-only">Grantscope</span>
      </h1>
      <RunControls />
      <div className="ml-auto flex items-center gap-2">
        <PaletteButton />
        <PasteButton />
        <CatalogButton />
        <ExportMenu />
      </div>
    </header>
  );
}
