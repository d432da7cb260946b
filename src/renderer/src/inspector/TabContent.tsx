import type { InspectorTab, Selection } from '../store/app-state';
import { useApp } from '../store/app-store';
import { ChecksTab } from './ChecksTab';
import { DiagnosisTab } from './DiagnosisTab';
import { type Inspected, pickEvents } from './inspected';
import { RawTab } from './RawTab';
import { RequestTab } from './RequestTab';
import { ResponseTab } from './ResponseTab';
import { SummaryTab } from './SummaryTab';
import { TokenTab } from './TokenTab';

interface TabContentProps {
  tab: InspectorTab;
  inspected: Inspected;
  selection: Selection;
}

/** Keyed by what is shown, so that a value revealed in one place is not revealed in the next. */
export function TabContent({ tab, inspected, selection }: TabContentProps) {
  const events = useApp((state) => state.open?.events);
  const { step, exchange, check } = inspected;
  switch (tab) {
    case 'summary':
      return <SummaryTab key={step.id} inspected={inspected} />;
    case 'request':
      return exchange ? (
        <RequestTab
          key={exchange.id}
          exchange={exchange}
          edit={step.edits.find(({ exchangeId }) => exchangeId === exchange.id) ?? null}
        />
      ) : (
        <NoRequest />
      );
    case 'response':
      return exchange ? <ResponseTab key={exchange.id} exchange={exchange} /> : <NoRequest />;
    case 'token':
      return <TokenTab key={step.id} step={step} />;
    case 'checks':
      return <ChecksTab checks={step.checks} selectedSeq={check?.seq ?? null} />;
    case 'diagnosis':
      return <DiagnosisTab key={step.id} step={step} />;
    case 'raw':
      return <RawTab events={pickEvents(events ?? [], inspected, selection)} />;
  }
}

function NoRequest() {
  return <p className="p-3 text-ink-faint">This step sends no request of its own.</p>;
}
