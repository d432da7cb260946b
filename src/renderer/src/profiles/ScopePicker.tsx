import { clsx } from 'clsx';
import { useApp } from '../store/app-store';
import { spellInvisible } from '../ui/show-invisible';
import type { ProfileDraft } from './profile-draft';
import { toggleScope } from './server-facts';

interface ScopePickerProps {
  id: string;
  draft: ProfileDraft;
  scopes: string[];
}

/** The server's scopes as switches of the scope field. */
export function ScopePicker({ id, draft, scopes }: ScopePickerProps) {
  const changeDraft = useApp((state) => state.changeDraft);
  const isReadOnly = useApp((state) => state.profiles.find((each) => each.id === id)?.source === 'practice');
  const asked = new Set(draft.scope.split(/\s+/));
  return (
    <div className="flex flex-wrap gap-1">
      {[...new Set(scopes)].map((scope) => (
        <button
          key={scope}
          type="button"
          disabled={isReadOnly}
          aria-pressed={asked.has(scope)}
          onClick={() => changeDraft(id, { scope: toggleScope(draft.scope, scope) })}
          className={clsx(
            'rounded-sm border px-1.5 font-mono text-xs',
            asked.has(scope) ? 'border-accent bg-accent-soft text-accent' : 'border-line text-ink-soft',
          )}
        >
          {spellInvisible(scope)}
        </button>
      ))}
    </div>
  );
}
