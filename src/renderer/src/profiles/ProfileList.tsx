import { clsx } from 'clsx';
import { Plus } from 'lucide-react';
import { useApp } from '../store/app-store';
import { Badge } from '../ui/Badge';
import { Button } from '../ui/Button';
import { moveFocusBetweenRows, useRovingRows } from '../ui/move-focus';
import { PlainText } from '../ui/PlainText';

interface Row {
  id: string;
  name: string;
  issuer: string;
  isPractice: boolean;
  isDirty: boolean;
}

export function ProfileList() {
  const profiles = useApp((state) => state.profiles);
  const drafts = useApp((state) => state.drafts);
  const startNewProfile = useApp((state) => state.startNewProfile);
  const stored = profiles.map(({ id, source, profile }) => ({
    id,
    name: drafts[id]?.name ?? profile.name,
    issuer: profile.issuer ?? profile.server?.issuer ?? '',
    isPractice: source === 'practice',
    isDirty: drafts[id] !== undefined,
  }));
  const unsaved = Object.entries(drafts)
    .filter(([id]) => !profiles.some((each) => each.id === id))
    .map(([id, draft]) => ({ id, name: draft.name, issuer: draft.issuer, isPractice: false, isDirty: true }));
  const rows = [
    ...unsaved,
    ...stored.toSorted((left, right) => Number(left.isPractice) - Number(right.isPractice)),
  ];
  return (
    <section aria-labelledby="profiles-heading" className="flex max-h-1/2 shrink-0 flex-col">
      <div className="flex h-9 shrink-0 items-center justify-between pr-2 pl-3">
        <h2 id="profiles-heading" className="font-semibold">
          Profiles
        </h2>
        <Button tone="quiet" icon={Plus} small onClick={startNewProfile}>
          New profile
        </Button>
      </div>
      <ul
        id="profile-rows"
        aria-labelledby="profiles-heading"
        className="min-h-0 overflow-auto pb-1"
        ref={useRovingRows()}
        onKeyDown={moveFocusBetweenRows}
      >
        {rows.map((row) => (
          <ProfileRow key={row.id} row={row} />
        ))}
      </ul>
      {rows.length === 0 && <p className="px-3 pb-2 text-xs text-ink-faint">None yet.</p>}
    </section>
  );
}

function ProfileRow({ row }: { row: Row }) {
  const isSelected = useApp((state) => state.selectedProfileId === row.id);
  const isShown = useApp((state) => state.page === 'profile');
  const selectProfile = useApp((state) => state.selectProfile);
  return (
    <li>
      <button
        type="button"
        data-row
        aria-current={isSelected || undefined}
        onClick={() => selectProfile(row.id)}
        className={clsx(
          'block w-full border-l-3 py-1 pr-2 pl-2.5 text-left',
          isSelected ? 'border-l-accent' : 'border-l-transparent',
          isSelected && isShown ? 'bg-accent-soft' : 'hover:bg-hover',
        )}
      >
        <span className="flex items-center gap-1.5">
          <span className="min-w-0 flex-1 truncate font-medium">
            <PlainText text={row.name.trim() || 'New profile'} />
          </span>
          {row.isDirty && <Badge tone="warn">unsaved</Badge>}
        </span>
        <span className="flex items-center gap-1.5 text-xs text-ink-faint">
          {row.isPractice && <Badge tone="accent">practice</Badge>}
          <span className="min-w-0 truncate">
            <PlainText text={row.issuer.replace(/^https?:\/\//, '') || 'no issuer yet'} />
          </span>
        </span>
      </button>
    </li>
  );
}
