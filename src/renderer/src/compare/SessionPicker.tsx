import { useId, useState } from 'react';
import { labelFlow } from '../labels/labels';
import { OutcomeIcon } from '../labels/marks';
import { useApp } from '../store/app-store';
import { TextInput } from '../ui/controls';
import { formatCount, formatDateTime } from '../ui/format';
import { moveFocusBetweenRows, useRovingRows } from '../ui/move-focus';
import { PlainText } from '../ui/PlainText';
import { listCandidates, MAX_SHOWN } from './compare-words';

/** Which session to compare with. */
export function SessionPicker({ startId }: { startId: string }) {
  const [search, setSearch] = useState('');
  const sessions = useApp((state) => state.sessions);
  const baseId = useApp((state) => state.compareBaseId);
  const compareWith = useApp((state) => state.compareWith);
  const hintId = useId();
  const found = listCandidates(
    sessions.filter((each) => each !== undefined),
    baseId,
    search,
  );
  return (
    <div className="mx-auto flex min-h-0 w-full max-w-3xl flex-1 flex-col gap-2 p-4">
      <label htmlFor={startId} className="font-medium">
        Which session to compare with
      </label>
      <TextInput
        id={startId}
        type="search"
        value={search}
        placeholder="Profile, issuer, flow or outcome"
        aria-describedby={hintId}
        onChange={(event) => setSearch(event.target.value)}
      />
      <p id={hintId} role="status" className="text-xs text-ink-faint">
        {found.length === 0
          ? 'No session holds all of these words.'
          : `${formatCount(found.length, 'session')}, those of the same provider first${found.length > MAX_SHOWN ? `; the first ${MAX_SHOWN} are shown` : ''}.`}
      </p>
      <ul
        aria-label="Sessions to compare with"
        ref={useRovingRows()}
        onKeyDown={moveFocusBetweenRows}
        className="min-h-0 flex-1 overflow-auto rounded border border-line bg-surface"
      >
        {found.slice(0, MAX_SHOWN).map(({ session, isSameProvider }) => (
          <li key={session.id} className="border-b border-line last:border-b-0">
            <button
              type="button"
              data-row
              onClick={() => void compareWith(session.id)}
              className="flex w-full items-center gap-2 px-3 py-1.5 text-left hover:bg-hover"
            >
              <OutcomeIcon outcome={session.outcome} className="size-4" />
              <span className="min-w-0 flex-1">
                <span className="block truncate">
                  <PlainText text={session.profileName} />
                </span>
                <span className="block truncate text-xs text-ink-faint">
                  {session.outcome}, {labelFlow(session.flow)}, {formatDateTime(session.startedAt)}
                  {!isSameProvider && (
                    <>
                      {', '}
                      <PlainText text={session.issuer} />
                    </>
                  )}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
