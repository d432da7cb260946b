import { Download, Play, Square, X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useApp } from '../store/app-store';
import { Button, IconButton } from '../ui/Button';
import { Menu } from '../ui/Menu';
import { PlainText } from '../ui/PlainText';
import { useFocusWhileOpen } from '../ui/use-focus-while-open';
import { MistakeRow } from './MistakeRow';
import { describeSet, groupMistakes } from './mistake-rows';

export const RUN_MISTAKES_ID = 'run-mistakes';

/** The mistakes that a client can make on purpose: what is sent, what must come, and what came. */
export function MistakesView() {
  const closeOverlay = useApp((state) => state.closeOverlay);
  const offers = useApp((state) => state.mistakeOffers);
  const picked = useApp((state) => state.pickedMistakes);
  const set = useApp((state) => state.mistakeSet);
  const name = useApp(
    (state) => state.profiles.find(({ id }) => id === state.mistakesProfileId)?.profile.name ?? '',
  );
  const isBusy = useApp((state) => state.isMistakeSetBusy);
  useFocusWhileOpen(RUN_MISTAKES_ID);
  const isRunning = set?.isRunning ?? false;
  const handleKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') closeOverlay();
  };
  return (
    <section aria-labelledby="mistakes-heading" onKeyDown={handleKey} className="flex h-full flex-col">
      <header className="flex h-10 shrink-0 items-center gap-2 border-b border-line bg-surface px-4">
        <h2 id="mistakes-heading" className="min-w-0 truncate text-base font-semibold">
          Deliberate mistakes, <PlainText text={name} />
        </h2>
        <span role="status" className="text-xs text-ink-faint">
          {set ? describeSet(set.rows) : ''}
        </span>
        <IconButton
          label="Close the deliberate mistakes"
          icon={X}
          className="ml-auto"
          onClick={closeOverlay}
        />
      </header>
      <Actions isRunning={isRunning} isBusy={isBusy} hasResults={set !== null} />
      <div className="min-h-0 flex-1 overflow-auto bg-surface">
        <table aria-label="Deliberate mistakes" className="w-full table-fixed border-collapse">
          <thead className="sticky top-0 z-10 bg-sunken text-left text-xs text-ink-soft">
            <tr>
              <th scope="col" className="w-10 py-1 pl-4">
                <span className="sr-only">Chosen</span>
              </th>
              <th scope="col" className="w-[36%] px-2 py-1 font-medium">
                Mistake
              </th>
              <th scope="col" className="px-2 py-1 font-medium">
                A correct provider
              </th>
              <th scope="col" className="w-[28%] py-1 pr-4 pl-2 font-medium">
                This provider
              </th>
            </tr>
          </thead>
          {groupMistakes(offers, set?.rows ?? []).map(({ title, rows }) => (
            <tbody key={title}>
              <tr>
                <th scope="rowgroup" colSpan={4} className="px-4 pt-3 pb-1 text-left font-semibold">
                  {title}
                </th>
              </tr>
              {rows.map(({ offer, result }) => (
                <MistakeRow
                  key={offer.id}
                  offer={offer}
                  result={result}
                  isPicked={picked.includes(offer.id)}
                  isLocked={isRunning || isBusy}
                />
              ))}
            </tbody>
          ))}
        </table>
      </div>
    </section>
  );
}

interface ActionsProps {
  isRunning: boolean;
  isBusy: boolean;
  hasResults: boolean;
}

function Actions({ isRunning, isBusy, hasResults }: ActionsProps) {
  const picked = useApp((state) => state.pickedMistakes);
  const offers = useApp((state) => state.mistakeOffers);
  const pickMistakes = useApp((state) => state.pickMistakes);
  const runMistakes = useApp((state) => state.runMistakes);
  const cancelMistakes = useApp((state) => state.cancelMistakes);
  const exportMistakes = useApp((state) => state.exportMistakes);
  const possible = offers.filter(({ reason }) => reason === null).map(({ id }) => id);
  const isLocked = isRunning || isBusy;
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-1.5 border-b border-line bg-surface px-4 py-1.5">
      <Button
        id={RUN_MISTAKES_ID}
        tone="primary"
        icon={Play}
        busy={isLocked}
        disabled={!isLocked && picked.length === 0}
        onClick={() => void runMistakes()}
      >
        {isRunning ? 'Running' : `Run ${picked.length} of ${possible.length}`}
      </Button>
      {isRunning && (
        <Button icon={Square} busy={isBusy} onClick={() => void cancelMistakes()}>
          Cancel
        </Button>
      )}
      <Button disabled={isLocked} onClick={() => pickMistakes(possible)}>
        Choose all
      </Button>
      <Button disabled={isLocked} onClick={() => pickMistakes([])}>
        Choose none
      </Button>
      <p className="min-w-0 flex-1 basis-56 text-xs text-ink-soft">
        Each is a run of its own with one thing wrong. Only test providers that you may test: some count
        failed sign-ins.
      </p>
      <Menu
        label="Export table"
        icon={Download}
        disabled={!hasResults || isRunning}
        items={[
          { label: 'Markdown', onPick: () => void exportMistakes('md') },
          { label: 'JSON', onPick: () => void exportMistakes('json') },
          { label: 'CSV', onPick: () => void exportMistakes('csv') },
        ]}
      />
    </div>
  );
}
