import type { ReportFormat } from '@shared/contract/host-api';
import { Download, X } from 'lucide-react';
import { type KeyboardEvent, useCallback, useEffect, useMemo, useState } from 'react';
import { useApp } from '../store/app-store';
import { Banner } from '../ui/Banner';
import { Button, IconButton } from '../ui/Button';
import { Select } from '../ui/controls';
import { formatCount } from '../ui/format';
import { useFocusWhileOpen } from '../ui/use-focus-while-open';
import { HideForm } from './HideForm';
import { PreviewText } from './PreviewText';
import { findMarked, listPreviewLines, readSelection } from './preview-lines';
import { RedactionList } from './RedactionList';
import { REPORT_CHOICES } from './report-choices';

export const SAVE_REPORT_ID = 'save-report';

/** A report before it is saved: every redaction in its place, and what is decided about each. */
export function PreviewView() {
  const closeOverlay = useApp((state) => state.closeOverlay);
  const problem = useApp((state) => state.previewProblem);
  const preview = useApp((state) => state.preview);
  useFocusWhileOpen(SAVE_REPORT_ID);
  const handleKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) closeOverlay();
  };
  return (
    <section aria-labelledby="preview-heading" onKeyDown={handleKey} className="flex h-full flex-col">
      <header className="flex h-10 shrink-0 items-center gap-2 border-b border-line bg-surface px-4">
        <h2 id="preview-heading" className="min-w-0 truncate text-base font-semibold">
          Preview of the report
        </h2>
        <span className="ml-auto" />
        <IconButton label="Close the preview" icon={X} onClick={closeOverlay} />
      </header>
      <Actions />
      {problem !== null && (
        <Banner tone="warn" label="Problem of the report" urgent>
          {problem}
        </Banner>
      )}
      <Progress />
      {preview && <Body />}
    </section>
  );
}

function Actions() {
  const preview = useApp((state) => state.preview);
  const format = useApp((state) => state.previewFormat);
  const isSaving = useApp((state) => state.isSavingPreview);
  const isPreviewing = useApp((state) => state.isPreviewing);
  const pickPreviewFormat = useApp((state) => state.pickPreviewFormat);
  const savePreview = useApp((state) => state.savePreview);
  const shown = preview?.items.filter(({ state }) => state === 'shown').length ?? 0;
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line bg-surface px-4 py-1.5">
      <Button
        id={SAVE_REPORT_ID}
        tone="primary"
        icon={Download}
        busy={isSaving || isPreviewing}
        onClick={() => void savePreview()}
      >
        Save
      </Button>
      <Select<ReportFormat>
        aria-label="Format"
        value={format}
        choices={REPORT_CHOICES.map(({ format: value, label }) => ({ value, label }))}
        onPick={(picked) => void pickPreviewFormat(picked)}
        className=""
      />
      <p role="status" className="min-w-0 flex-1 text-xs text-ink-soft">
        {preview && `${formatCount(preview.redactions, 'value')} hidden`}
        {shown > 0 && <span className="text-fail">, {formatCount(shown, 'value')} shown at your wish</span>}
      </p>
    </div>
  );
}

/** Anything quicker needs no word. */
const PATIENCE_MS = 300;

function Progress() {
  const isPreviewing = useApp((state) => state.isPreviewing);
  const cancelPreview = useApp((state) => state.cancelPreview);
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    setSlow(false);
    if (!isPreviewing) return;
    const timer = setTimeout(() => setSlow(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isPreviewing]);
  if (!isPreviewing || !isSlow) return null;
  return (
    <Banner
      tone="accent"
      label="Progress of the report"
      actions={
        <Button small onClick={cancelPreview}>
          Cancel
        </Button>
      }
    >
      Reading the session and hiding its secrets…
    </Banner>
  );
}

function Body() {
  const preview = useApp((state) => state.preview);
  const format = useApp((state) => state.previewFormat);
  const picked = useApp((state) => state.pickedRedaction);
  const [hidden, setHidden] = useState('');
  const { lines, left } = useMemo(() => {
    if (!preview) return { lines: [], left: 0 };
    const shown = preview.items.flatMap(({ placeholder, shownAs }) =>
      shownAs === null ? [] : [{ placeholder, text: shownAs }],
    );
    return listPreviewLines(format, preview.text, shown);
  }, [preview, format]);
  const rows = useMemo(() => (picked === null ? [] : findMarked(lines, picked)), [lines, picked]);
  const [at, setAt] = useState({ picked, index: 0 });
  const index = at.picked === picked ? Math.min(at.index, Math.max(0, rows.length - 1)) : 0;
  const takeSelection = useCallback(
    (text: string) => {
      const stretch = readSelection(format, text);
      if (stretch !== '') setHidden(stretch);
    },
    [format],
  );
  return (
    <div className="flex min-h-0 flex-1 max-wide:flex-col">
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <div className="min-h-0 flex-1">
          <PreviewText lines={lines} target={rows[index] ?? null} onSelect={takeSelection} />
        </div>
        {left > 0 && (
          <p className="border-t border-line bg-warn-soft px-4 py-1 text-xs text-warn">
            Only the start is shown here: {formatCount(left, 'more character')} will be in the file.
          </p>
        )}
      </div>
      <div className="flex w-96 shrink-0 flex-col overflow-auto border-l border-line bg-surface max-wide:h-1/2 max-wide:w-full max-wide:border-t max-wide:border-l-0">
        <HideForm text={hidden} onChange={setHidden} />
        <RedactionList
          items={preview?.items ?? []}
          seen={{ count: rows.length, at: index }}
          onStep={(by) => setAt({ picked, index: (index + by + rows.length) % rows.length })}
        />
      </div>
    </div>
  );
}
