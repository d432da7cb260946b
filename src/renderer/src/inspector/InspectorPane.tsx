import { Eye, EyeOff, MousePointerClick } from 'lucide-react';
import { findWorst } from '../diagnosis/read-findings';
import { useFindings } from '../diagnosis/use-findings';
import { PURPOSE_LABELS } from '../labels/labels';
import type { InspectorTab, Selection } from '../store/app-state';
import { useApp } from '../store/app-store';
import { useSelection } from '../timeline/use-selection';
import { Button } from '../ui/Button';
import { Select } from '../ui/controls';
import { EmptyState } from '../ui/EmptyState';
import { RevealContext } from '../ui/MaskedText';
import { PlainText } from '../ui/PlainText';
import { type Tab, Tabs } from '../ui/Tabs';
import { Citation } from './Citation';
import { type Inspected, resolveSelection } from './inspected';
import { TabContent } from './TabContent';

/** Everything recorded about what is selected in the timeline. */
export function InspectorPane() {
  const view = useApp((state) => state.open?.view);
  const selection = useSelection();
  const reveal = useApp((state) => state.revealSecrets);
  const setReveal = useApp((state) => state.setRevealSecrets);
  const inspected = view ? resolveSelection(view, selection) : null;
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
      <div key={view.id} className="flex h-full min-h-0 flex-col">
        <header className="flex h-[3.25rem] shrink-0 items-center gap-2 border-b border-line bg-surface px-3">
          <h2 className="line-clamp-2 min-w-0 flex-1 text-base font-semibold">
            <PlainText text={inspected.step.title} />
          </h2>
          <Citation view={view} selection={selection} />
          <Button
            tone="quiet"
            icon={reveal ? EyeOff : Eye}
            aria-pressed={reveal}
            onClick={() => setReveal(!reveal)}
          >
            {reveal ? 'Hide secrets' : 'Reveal secrets'}
          </Button>
        </header>
        <ExchangePicker inspected={inspected} selection={selection} />
        <InspectorTabs inspected={inspected} selection={selection} />
      </div>
    </RevealContext>
  );
}

/** Which request the Request and Response tabs show, where the step made more than one. */
function ExchangePicker({ inspected, selection }: { inspected: Inspected; selection: Selection }) {
  const select = useApp((state) => state.select);
  const { step, exchange } = inspected;
  if (!exchange || step.exchanges.length < 2) return null;
  return (
    <div className="border-b border-line bg-surface px-3 py-1">
      <Select
        aria-label="Request shown"
        value={exchange.id}
        choices={step.exchanges.map(({ id, purpose, request }, index) => ({
          value: id,
          label: `${index + 1}. ${PURPOSE_LABELS[purpose]}: ${request.method} ${request.url.split(/[?#]/, 1)[0]}`,
        }))}
        onPick={(exchangeId) => select({ ...selection, exchangeId, checkSeq: null })}
      />
    </div>
  );
}

function InspectorTabs({ inspected, selection }: { inspected: Inspected; selection: Selection }) {
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
  return (
    <Tabs label="Inspector" tabs={tabs} active={active} onPick={pickTab}>
      <TabContent tab={active} inspected={inspected} selection={selection} />
    </Tabs>
  );
}
