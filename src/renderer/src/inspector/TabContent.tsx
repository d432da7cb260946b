import type { TraceEvent } from '@shared/model/trace-event';
import { memo, useMemo } from 'react';
import type { InspectorTab, Selection } from '../store/app-state';
import { useApp } from '../store/app-store';
import { ChecksTab } from './ChecksTab';
import { DiagnosisTab } from './DiagnosisTab';
import { type Inspected, pickEvents } from './inspected';
import { MessageTab } from './MessageTab';
import type { Searched } from './pick-searched';
import { RawTab } from './RawTab';
import { SummaryTab } from './SummaryTab';
import { TokenTab } from './TokenTab';

interface TabContentProps {
  tab: InspectorTab;
  inspected: Inspected;
  selection: Selection;
  /** What is drawn beside what is shown, so that it can be found; null while nobody searches. */
  searched: Searched | null;
}

/** Keyed by what is shown, so that a value revealed in one place is not revealed in the next. */
export const TabContent = memo(function TabContent({ tab, inspected, selection, searched }: TabContentProps) {
  const { step, message, check } = inspected;
  switch (tab) {
    case 'summary':
      return <SummaryTab key={step.id} inspected={inspected} />;
    case 'request':
    case 'response':
      return <MessageTab key={step.id} side={tab} step={step} shown={message} searched={searched} />;
    case 'token':
      return <TokenTab key={step.id} step={step} />;
    case 'checks':
      return <ChecksTab checks={step.checks} selectedSeq={check?.seq ?? null} />;
    case 'diagnosis':
      return <DiagnosisTab key={step.id} step={step} />;
    case 'raw':
      return <Events inspected={inspected} selection={selection} searched={searched} />;
  }
});

const NONE: TraceEvent[] = [];

function Events({ inspected, selection, searched }: Omit<TabContentProps, 'tab'>) {
  const events = useApp((state) => state.open?.events) ?? NONE;
  const { step } = inspected;
  const shown = useMemo(() => pickEvents(events, step, selection), [events, step, selection]);
  const others = useMemo(() => {
    if (!searched) return NONE;
    const seen = new Set(shown);
    const drawn = new Set(searched.messages.map(({ id }) => id));
    return pickEvents(events, step, { exchangeId: null, checkSeq: null }).filter(
      (event) =>
        !seen.has(event) &&
        (!('exchangeId' in event) || event.exchangeId === null || drawn.has(event.exchangeId)),
    );
  }, [events, step, shown, searched]);
  return <RawTab events={shown} others={others} />;
}
