import { InspectorPane } from '../inspector/InspectorPane';
import { ProfileList } from '../profiles/ProfileList';
import { ProfilePane } from '../profiles/ProfilePane';
import { ServerPane } from '../profiles/ServerPane';
import { SessionList } from '../sessions/SessionList';
import { HelpBar } from '../start/HelpBar';
import { useApp } from '../store/app-store';
import { SessionPane } from '../timeline/SessionPane';
import { Region } from './Region';

/** What the window is made of, whether side by side or one at a time. */

export const MIDDLE_ID = 'middle-pane';

export function ListsPane() {
  return (
    <nav aria-label="Profiles and sessions" className="flex h-full flex-col bg-surface">
      <Region name="The lists">
        <ProfileList />
        <SessionList />
        <HelpBar />
      </Region>
    </nav>
  );
}

export function MiddlePane() {
  const isProfile = useApp((state) => state.page === 'profile');
  return (
    <section
      id={MIDDLE_ID}
      tabIndex={-1}
      aria-label={isProfile ? 'Profile' : 'Session'}
      className="relative h-full overflow-clip"
    >
      <Region name={isProfile ? 'The profile' : 'The timeline'} resetKey={useResetKey()}>
        {isProfile ? <ProfilePane /> : <SessionPane />}
      </Region>
    </section>
  );
}

export function SidePane() {
  const isProfile = useApp((state) => state.page === 'profile');
  return (
    <section aria-label={isProfile ? 'Provider' : 'Inspector'} className="relative h-full overflow-clip">
      <Region name="The inspector" resetKey={useResetKey()}>
        {isProfile ? <ServerPane /> : <InspectorPane />}
      </Region>
    </section>
  );
}

function useResetKey(): string {
  return useApp((state) => `${state.page} ${state.open?.id} ${state.selectedProfileId}`);
}
