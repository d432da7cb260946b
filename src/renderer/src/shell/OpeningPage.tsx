import { BusyLine } from '../ui/BusyLine';
import { Logo } from './Logo';

/** In place of the app until there is something to show: all of it then comes at once, and nothing moves. */
export function OpeningPage() {
  return (
    <main className="flex h-full flex-col">
      <header className="flex h-11 shrink-0 items-center gap-2 border-b border-line bg-surface px-3">
        <Logo />
        <h1 className="font-semibold tracking-tight max-wide:sr-only">Grantscope</h1>
      </header>
      <div className="flex flex-1 items-center justify-center">
        <BusyLine label="Opening Grantscope…" />
      </div>
    </main>
  );
}
