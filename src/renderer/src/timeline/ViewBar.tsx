import type { TimelineLook } from '@shared/model/preferences';
import type { SessionView } from '@shared/model/session';
import { ChevronDown, ChevronUp, ListFilter, Minus, Plus, ShieldAlert, UnfoldHorizontal } from 'lucide-react';
import { useMemo } from 'react';
import { useFindings } from '../diagnosis/use-findings';
import { useApp } from '../store/app-store';
import { Button, IconButton } from '../ui/Button';
import { CheckMenu } from '../ui/CheckMenu';
import { formatCount } from '../ui/format';
import { Segments } from '../ui/Segments';
import { CHANNELS, type FilterChoice, OUTCOMES } from './rows/filter-rows';
import { listRows } from './rows/list-rows';
import { listFailures } from './rows/travel';
import { ZOOM_STEP } from './waterfall/use-zoom';

const FILTER_LABELS: Record<FilterChoice, string> = {
  front: 'Front channel (browser)',
  back: 'Back channel (this client)',
  local: 'Local (checks and notes)',
  failed: 'Failed',
  warned: 'Warnings',
  passed: 'Passed',
  skipped: 'Skipped',
};

interface ViewBarProps {
  view: SessionView;
  look: TimelineLook;
  /** There is room for two looks side by side. */
  isWide: boolean;
}

/** How the timeline is looked at: as what, which part of it, and where it failed. */
export function ViewBar({ view, look, isWide }: ViewBarProps) {
  const lookAt = useApp((state) => state.lookAtTimeline);
  const looks = [
    { id: 'steps', label: 'Steps' },
    { id: 'sequence', label: 'Sequence' },
    { id: 'waterfall', label: 'Waterfall' },
    ...(isWide ? [{ id: 'both', label: 'Both' } as const] : []),
  ] as const;
  return (
    <div
      role="toolbar"
      aria-label="Timeline"
      className="flex shrink-0 flex-wrap items-center gap-x-1.5 gap-y-1 border-b border-line bg-surface px-2 py-1"
    >
      <Segments label="View" choices={looks} picked={look} onPick={lookAt} />
      <FilterMenu />
      <FailureButtons view={view} />
      {(look === 'waterfall' || look === 'both') && <ZoomButtons />}
    </div>
  );
}

function FilterMenu() {
  const filter = useApp((state) => state.timelineFilter);
  const toggle = useApp((state) => state.toggleTimelineFilter);
  const items = [...CHANNELS, ...OUTCOMES].map((id) => ({
    id,
    label: FILTER_LABELS[id],
    isOn: filter.includes(id),
  }));
  return (
    <CheckMenu
      label={filter.length === 0 ? 'Filter steps' : `Filter steps, ${formatCount(filter.length, 'choice')}`}
      icon={ListFilter}
      count={filter.length}
      title="Show only"
      items={items}
      onToggle={(id) => toggle(id as FilterChoice)}
    />
  );
}

/** Always there, so that nothing moves when a run fails. */
function FailureButtons({ view }: { view: SessionView }) {
  const jump = useApp((state) => state.jumpToFailure);
  const findings = useFindings();
  const count = useMemo(() => listFailures(listRows(view, findings)).length, [view, findings]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: nothing here is a form, and a fieldset does not shrink
    <div role="group" aria-label="Failures" className="flex items-center">
      <Button
        small
        tone="quiet"
        icon={ShieldAlert}
        disabled={count === 0}
        title={count === 0 ? 'Nothing failed' : 'F8 goes to the next failure'}
        onClick={() => jump('first')}
      >
        First failure
      </Button>
      <IconButton
        label="Previous failure (Shift+F8)"
        icon={ChevronUp}
        disabled={count === 0}
        onClick={() => jump('previous')}
      />
      <IconButton
        label="Next failure (F8)"
        icon={ChevronDown}
        disabled={count === 0}
        onClick={() => jump('next')}
      />
    </div>
  );
}

function ZoomButtons() {
  const zoom = useApp((state) => state.waterfallZoom);
  const zoomTo = useApp((state) => state.zoomWaterfall);
  const isFolded = useApp((state) => state.isIdleFolded);
  const foldIdle = useApp((state) => state.foldIdle);
  return (
    // biome-ignore lint/a11y/useSemanticElements: nothing here is a form, and a fieldset does not shrink
    <div role="group" aria-label="Time axis" className="ml-auto flex items-center">
      <IconButton
        label="Zoom out (-)"
        icon={Minus}
        disabled={zoom <= 1}
        onClick={() => zoomTo(zoom / ZOOM_STEP)}
      />
      <button
        type="button"
        aria-label={`Whole run (0), zoomed ${formatZoom(zoom)}`}
        title="Whole run (0)"
        onClick={() => zoomTo(1)}
        className="h-6 w-9 rounded font-mono text-2xs text-ink-soft hover:bg-hover"
      >
        {formatZoom(zoom)}
      </button>
      <IconButton label="Zoom in (+)" icon={Plus} onClick={() => zoomTo(zoom * ZOOM_STEP)} />
      <IconButton
        label="Long idle times folded"
        icon={UnfoldHorizontal}
        aria-pressed={isFolded}
        className="aria-pressed:bg-accent-soft aria-pressed:text-accent"
        onClick={() => foldIdle(!isFolded)}
      />
    </div>
  );
}

function formatZoom(zoom: number): string {
  return `${zoom < 10 ? zoom.toFixed(1).replace(/\.0$/, '') : Math.round(zoom)}×`;
}
