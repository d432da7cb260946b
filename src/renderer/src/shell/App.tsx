import { useEffect } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { InspectorPane } from '../inspector/InspectorPane';
import { ProfileList } from '../profiles/ProfileList';
import { ProfilePane } from '../profiles/ProfilePane';
import { ServerPane } from '../profiles/ServerPane';
import { SessionList } from '../sessions/SessionList';
import { useApp } from '../store/app-store';
import { SessionPane } from '../timeline/SessionPane';
import { ErrorBoundary } from '../ui/ErrorBoundary';
import { HostBanners } from './HostBanners';
import { Notices } from './Notices';
import { TopBar } from './TopBar';
import { UnauthorizedPage } from './UnauthorizedPage';

export function App() {
  const isUnauthorized = useApp((state) => state.connection === 'unauthorized');
  const page = useApp((state) => state.page);
  const resetKey = useApp((state) => `${state.page} ${state.open?.id} ${state.selectedProfileId}`);
  useWarnBeforeLeaving();
  if (isUnauthorized) return <UnauthorizedPage />;
  return (
    <div className="flex h-full flex-col">
      <TopBar />
      <HostBanners />
      <main className="flex min-h-0 flex-1">
        <Group orientation="horizontal" className="min-h-0 flex-1">
          <Panel
            id="lists"
            defaultSize="260px"
            minSize="180px"
            maxSize="420px"
            groupResizeBehavior="preserve-pixel-size"
          >
            <nav aria-label="Profiles and sessions" className="flex h-full flex-col bg-surface">
              <ErrorBoundary region="The lists">
                <ProfileList />
                <SessionList />
              </ErrorBoundary>
            </nav>
          </Panel>
          <Separator className="pane-handle" aria-label="Width of the lists" />
          <Panel id="middle" minSize="360px">
            <section
              aria-label={page === 'profile' ? 'Profile' : 'Session'}
              className="h-full overflow-hidden"
            >
              <ErrorBoundary region={page === 'profile' ? 'The profile' : 'The timeline'} resetKey={resetKey}>
                {page === 'profile' ? <ProfilePane /> : <SessionPane />}
              </ErrorBoundary>
            </section>
          </Panel>
          <Separator className="pane-handle" aria-label="Width of the inspector" />
          <Panel id="inspector" defaultSize="38%" minSize="300px">
            <section
              aria-label={page === 'profile' ? 'Provider' : 'Inspector'}
              className="h-full overflow-hidden"
            >
              <ErrorBoundary region="The inspector" resetKey={resetKey}>
                {page === 'profile' ? <ServerPane /> : <InspectorPane />}
              </ErrorBoundary>
            </section>
          </Panel>
        </Group>
      </main>
      <Notices />
    </div>
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
