import { useEffect } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { CATALOG_SEARCH_ID } from '../catalog/CatalogFilters';
import { CatalogView } from '../catalog/CatalogView';
import { CommandPalette } from '../commands/CommandPalette';
import { COMPARE_START_ID, CompareView } from '../compare/CompareView';
import { MistakesView, RUN_MISTAKES_ID } from '../mistakes/MistakesView';
import { PasteDialog } from '../paste/PasteDialog';
import { PreviewView, SAVE_REPORT_ID } from '../report/PreviewView';
import { useApp } from '../store/app-store';
import { NARROW, useMediaQuery } from '../ui/use-media-query';
import { HostBanners } from './HostBanners';
import { NarrowPanes } from './NarrowPanes';
import { Notices } from './Notices';
import { OpeningPage } from './OpeningPage';
import { ListsPane, MIDDLE_ID, MiddlePane, SidePane } from './panes';
import { Region } from './Region';
import { RunAnnouncer } from './RunAnnouncer';
import { TopBar } from './TopBar';
import { UnauthorizedPage } from './UnauthorizedPage';
import { useTheme } from './use-theme';

export function App() {
  const isUnauthorized = useApp((state) => state.connection === 'unauthorized');
  const overlay = useApp((state) => state.overlay);
  // Part by part, what comes would push away what is there.
  const isOpening = useApp((state) => !state.isLoaded && state.connection !== 'lost');
  const isNarrow = useMediaQuery(NARROW);
  useWarnBeforeLeaving();
  useTheme();
  if (isUnauthorized) return <UnauthorizedPage />;
  if (isOpening) return <OpeningPage />;
  return (
    <div className="relative flex h-full flex-col overflow-clip">
      <SkipButton />
      <TopBar />
      <HostBanners />
      <main className="relative flex min-h-0 flex-1">
        <div inert={overlay !== null} className="flex min-h-0 min-w-0 flex-1">
          {isNarrow ? <NarrowPanes /> : <WidePanes />}
        </div>
        {overlay !== null && (
          <div className="absolute inset-0 z-30 bg-canvas">
            <Region key={overlay} name={OVERLAYS[overlay].region}>
              {OVERLAYS[overlay].view}
            </Region>
          </div>
        )}
      </main>
      <PasteDialog />
      <CommandPalette />
      <Notices />
      <RunAnnouncer />
    </div>
  );
}

function WidePanes() {
  return (
    <Group orientation="horizontal" className="min-h-0 flex-1">
      <Panel
        id="lists"
        defaultSize="260px"
        minSize="180px"
        maxSize="420px"
        groupResizeBehavior="preserve-pixel-size"
      >
        <ListsPane />
      </Panel>
      <Separator className="pane-handle" aria-label="Width of the lists" />
      <Panel id="middle" minSize="360px">
        <MiddlePane />
      </Panel>
      <Separator className="pane-handle" aria-label="Width of the inspector" />
      <Panel id="inspector" defaultSize="38%" minSize="300px">
        <SidePane />
      </Panel>
    </Group>
  );
}

const OVERLAYS = {
  catalog: { region: 'The catalog', view: <CatalogView /> },
  mistakes: { region: 'The deliberate mistakes', view: <MistakesView /> },
  compare: { region: 'The comparison', view: <CompareView /> },
  report: { region: 'The preview of the report', view: <PreviewView /> },
};

const SKIPS = {
  session: { id: MIDDLE_ID, name: 'session' },
  catalog: { id: CATALOG_SEARCH_ID, name: 'catalog' },
  mistakes: { id: RUN_MISTAKES_ID, name: 'deliberate mistakes' },
  compare: { id: COMPARE_START_ID, name: 'comparison' },
  report: { id: SAVE_REPORT_ID, name: 'preview of the report' },
};

/** Seen only while it has the focus: the way past the bar and the lists for a keyboard. */
function SkipButton() {
  const overlay = useApp((state) => state.overlay);
  const { id, name } = SKIPS[overlay ?? 'session'];
  return (
    <button
      type="button"
      className="sr-only focus:not-sr-only focus:fixed focus:top-1 focus:left-1 focus:z-50 focus:rounded focus:bg-accent focus:px-3 focus:py-1.5 focus:text-accent-ink"
      onClick={() => document.getElementById(id)?.focus()}
    >
      Skip to the {name}
    </button>
  );
}

/** Unsaved changes live in this window only. */
function useWarnBeforeLeaving(): void {
  const isDirty = useApp((state) => Object.keys(state.drafts).length > 0);
  useEffect(() => {
    if (!isDirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isDirty]);
}
