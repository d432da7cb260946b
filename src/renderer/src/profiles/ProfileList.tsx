import { clsx } from 'clsx';
import { Plus } from 'lucide-react';
import { useId, useMemo, useState } from 'react';
import { useApp } from '../store/app-store';
import { Badge } from '../ui/Badge';
import { Button } from '../ui/Button';
import { TextInput } from '../ui/controls';
import { moveFocusBetweenRows, useRovingRows } from '../ui/move-focus';
import { PlainText } from '../ui/PlainText';
import {
  groupProfiles,
  listProfileRows,
  matchesRow,
  type ProfileGroup,
  type ProfileRow,
} from './group-profiles';

/** A shorter list is read faster than it is searched. */
const SEARCHED_FROM = 8;

export function ProfileList() {
  const profiles = useApp((state) => state.profiles);
  const drafts = useApp((state) => state.drafts);
  const startNewProfile = useApp((state) => state.startNewProfile);
  const [query, setQuery] = useState('');
  const rows = useMemo(() => listProfileRows(profiles, drafts), [profiles, drafts]);
  const isSearched = rows.length >= SEARCHED_FROM;
  const found = isSearched ? rows.filter((row) => matchesRow(row, query.trim())) : rows;
  const groups = groupProfiles(found);
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
      {isSearched && (
        <div className="shrink-0 px-3 pb-1.5">
          <TextInput
            type="search"
            aria-label="Search profiles"
            placeholder="Search"
            className="h-6 text-xs"
            value={query}
            onChange={({ target }) => setQuery(target.value)}
          />
        </div>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: several lists that are walked as one */}
      <div
        id="profile-rows"
        role="group"
        aria-labelledby="profiles-heading"
        className="min-h-0 overflow-auto pb-1"
        ref={useRovingRows()}
        onKeyDown={moveFocusBetweenRows}
      >
        {groups.map((group, index) => (
          <GroupView
            key={group.title}
            group={group}
            isFirstOfPractice={group.isPractice && groups[index - 1]?.isPractice !== true}
          />
        ))}
      </div>
      {found.length === 0 && (
        <p role="status" className="px-3 pb-2 text-xs text-ink-faint">
          {rows.length === 0 ? 'None yet.' : 'No profile has these words.'}
        </p>
      )}
    </section>
  );
}

function GroupView({ group, isFirstOfPractice }: { group: ProfileGroup; isFirstOfPractice: boolean }) {
  const id = useId();
  const issuer = group.rows[0]?.issuer ?? '';
  return (
    <>
      {isFirstOfPractice && (
        <p className="flex items-center gap-1.5 px-3 pt-1.5 pb-0.5 text-xs text-ink-faint">
          <Badge tone="accent">practice</Badge>
          <span className="min-w-0 truncate">
            <PlainText text={showIssuer(issuer)} />
          </span>
        </p>
      )}
      <h3 id={id} className="px-3 pt-1 text-xs text-ink-faint">
        {group.title}
      </h3>
      <ul aria-labelledby={id}>
        {group.rows.map((row) => (
          <RowView key={row.id} row={row} />
        ))}
      </ul>
    </>
  );
}

function RowView({ row }: { row: ProfileRow }) {
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
          'block w-full border-l-3 py-0.5 pr-2 pl-2.5 text-left',
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
        {!row.isPractice && (
          <span className="block min-w-0 truncate text-xs text-ink-faint">
            <PlainText text={showIssuer(row.issuer) || 'no issuer yet'} />
          </span>
        )}
      </button>
    </li>
  );
}

function showIssuer(issuer: string): string {
  return issuer.replace(/^https?:\/\//, '');
}
