import { findWorst } from '@shared/diagnosis/finding-words';
import { Eye, EyeOff, MousePointerClick, Search } from 'lucide-react';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { useFindings } from '../diagnosis/use-findings';
import type { InspectorTab, Selection } from '../store/app-state';
import { useApp } from '../store/app-store';
import { useSelection } from '../timeline/use-selection';
import { Button, IconButton } from '../ui/Button';
import { Select } from '../ui/controls';
import { EmptyState } from '../ui/EmptyState';
import { RevealContext } from '../ui/MaskedText';
import { PlainText } from '../ui/PlainText';
import { formatShortcut } from '../ui/shortcut';
import { type Tab, Tabs } from '../ui/Tabs';
import { Citation } from './Citation';
import { describeMessage } from './describe-message';
import { WholeTextContext } from './find-context';
import { type Inspected, listShowable, resolveSelection, selectMessage } from './inspected';
import { pickSearched } from './pick-searched';
import { StepSearch } from './StepSearch';
import { TabContent } from './TabContent';
import { FIND_SHORTCUT, useFindKeys } from './use-find-keys';

/** Everything recorded about what is selected in the timeline. */
export function InspectorPane() {
  const view = useApp((state) => state.open?.view);
  const selection = useSelection();
  const reveal = useApp((state) => state.revealSecrets);
  const setReveal = useApp((state) => state.setRevealSecrets);
  const inspected = useMemo(() => view && resolveSelection(view, selection), [view, selection]);
  const pane = useRef<HTMLDivElement>(null);
  const find = useFindKeys(pane);
  if (!view || !inspected || !selection) {
    return (
      <EmptyState icon={MousePointerClick} title="Inspector">
        <p className="text-ink-soft">
          Select a step, a request or a check to see everything recorded about it.
        </p>
      </EmptyState>
    );
  }
  return (
    <RevealContext value={reveal}>
      <div key={view.id} ref={pane} className="flex h-full min-h-0 flex-col">
        <header className="flex min-h-[3.25rem] shrink-0 flex-wrap items-center gap-x-2 border-b border-line bg-surface px-3 py-1">
          <h2 className="min-w-0 flex-1 basis-36 text-base font-semibold break-words">
            <PlainText text={inspected.step.title} />
          </h2>
          <Citation view={view} selection={selection} />
          <IconButton
            label="Find in step"
            title={`Find in step (${formatShortcut(FIND_SHORTCUT)})`}
            aria-pressed={find.isOpen}
            icon={Search}
            onClick={find.isOpen ? find.close : find.open}
          />
          <Button
            tone="quiet"
            icon={reveal ? EyeOff : Eye}
            aria-pressed={reveal}
            onClick={() => setReveal(!reveal)}
          >
            {reveal ? 'Hide secrets' : 'Reveal secrets'}
          </Button>
        </header>
        <MessagePicker inspected={inspected} />
        <InspectorTabs inspected={inspected} selection={selection} find={find} />
      </div>
    </RevealContext>
  );
}

/**
 * Which message the Request and Response tabs show. It takes the same room where there is nothing to pick: what is
 * below it must stay where it is while a run is followed.
 */
function MessagePicker({ inspected }: { inspected: Inspected }) {
  const select = useApp((state) => state.select);
  const { step, message: shown } = inspected;
  const messages = useMemo(() => listShowable(step), [step]);
  return (
    <div className="flex h-9 shrink-0 items-center border-b border-line bg-surface px-3">
      {shown && messages.length > 1 ? (
        <Select
          aria-label="Request shown"
          value={shown.id}
          choices={messages.map((message, index) => ({
            value: message.id,
            label: `${index + 1}. ${describeMessage(step, message)}`,
          }))}
          onPick={(id) => {
            const picked = messages.find((message) => message.id === id);
            if (picked) select(selectMessage(step, picked));
          }}
        />
      ) : (
        <p className="truncate text-xs text-ink-faint">
          {shown ? <PlainText text={describeMessage(step, shown)} /> : 'No request of its own.'}
        </p>
      )}
    </div>
  );
}

interface InspectorTabsProps {
  inspected: Inspected;
  selection: Selection;
  find: ReturnType<typeof useFindKeys>;
}

function InspectorTabs({ inspected, selection, find }: InspectorTabsProps) {
  const picked = useApp((state) => state.inspectorTab);
  const pickTab = useApp((state) => state.pickTab);
  const findings = useFindings();
  const worst = findWorst(findings);
  const active = picked ?? (worst ? 'diagnosis' : 'summary');
  const failed = inspected.step.checks.filter((check) => check.verdict === 'fail').length;
  const tabs: Tab<InspectorTab>[] = [
    { id: 'summary', title: 'Summary' },
    { id: 'request', title: 'Request' },
    { id: 'response', title: 'Response' },
    { id: 'token', title: 'Tokens' },
    { id: 'checks', title: 'Checks', count: failed, tone: 'fail' },
    {
      id: 'diagnosis',
      title: 'Diagnosis',
      count: findings.length,
      tone: worst?.severity === 'error' ? 'fail' : 'neutral',
    },
    { id: 'raw', title: 'Raw' },
  ];
  const panels = useRef<HTMLDivElement>(null);
  // The hidden tabs are drawn behind what the user does.
  const keepAll = useDeferredValue(find.isOpen);
  const [wanted, setWanted] = useState('');
  const { step } = inspected;
  const messages = useMemo(() => listShowable(step), [step]);
  const searched = useMemo(
    () => (keepAll ? pickSearched(messages, wanted) : null),
    [keepAll, messages, wanted],
  );
  return (
    <WholeTextContext value={keepAll}>
      {find.isOpen && (
        <StepSearch
          {...{ find, panels, tabs, active, inspected, selection }}
          isCut={searched?.isCut ?? false}
          onSearch={setWanted}
        />
      )}
      <div ref={panels} className="flex min-h-0 flex-1 flex-col">
        <Tabs
          label="Inspector"
          tabs={tabs}
          active={active}
          onPick={pickTab}
          keepAll={keepAll}
          draw={(tab) => <TabContent {...{ tab, inspected, selection, searched }} />}
        />
      </div>
    </WholeTextContext>
  );
}
