import { numberSession } from '@shared/trace/number-session';
import { type RefObject, startTransition, useCallback, useEffect, useMemo, useState } from 'react';
import type { InspectorTab, Selection } from '../store/app-state';
import { useApp } from '../store/app-store';
import type { Tab } from '../ui/Tabs';
import { FindBar } from './FindBar';
import { type Inspected, listShowable, selectMessage } from './inspected';
import { isSearchedInPart } from './pick-searched';
import { useFind } from './use-find';
import type { useFindKeys } from './use-find-keys';

interface StepSearchProps {
  inspected: Inspected;
  selection: Selection;
  find: ReturnType<typeof useFindKeys>;
  panels: RefObject<HTMLDivElement | null>;
  tabs: readonly Tab<InspectorTab>[];
  active: InspectorTab;
  isCut: boolean;
  /** Told where it makes a difference to what is drawn: that must not hold up typing. */
  onSearch: (query: string) => void;
}

/** Mounted while somebody searches; what was looked for last is forgotten with it. */
export function StepSearch({
  find,
  panels,
  tabs,
  active,
  inspected,
  selection,
  isCut,
  onSearch,
}: StepSearchProps) {
  const { step } = inspected;
  const numbers = useApp(({ open }) => (open ? numberSession(open.view) : null));
  const pickTab = useApp((state) => state.pickTab);
  const select = useApp((state) => state.select);
  const messages = useMemo(() => listShowable(step), [step]);
  const show = useCallback(
    (tab: InspectorTab, id: string | null) => {
      if (id === null) return pickTab(tab);
      const message = messages.find((each) => each.id === id);
      const whole = { stepId: step.id, exchangeId: null, checkSeq: null };
      select(message ? selectMessage(step, message) : whole, tab);
    },
    [step, messages, pickTab, select],
  );
  const [query, setQuery] = useState('');
  const isPicked = isSearchedInPart(messages);
  useEffect(() => {
    if (isPicked) startTransition(() => onSearch(query));
  }, [isPicked, query, onSearch]);
  const found = useFind({ root: panels, query, active, selected: selection, onOpen: show });
  const title = tabs.find(({ id }) => id === found.tab)?.title ?? null;
  const owner = messages.length < 2 ? undefined : messages.find(({ id }) => id === found.message);
  const number =
    owner?.type === 'hit' ? numbers?.hits.get(owner.hit.seq) : owner && numbers?.exchanges.get(owner.id);
  return (
    <FindBar
      input={find.input}
      query={query}
      count={found.count}
      index={found.index}
      place={title !== null && number !== undefined ? `${title} of ${number}` : title}
      isCut={isCut}
      onType={setQuery}
      onMove={found.move}
      onClose={find.close}
    />
  );
}
