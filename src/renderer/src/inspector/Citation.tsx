import type { SessionView } from '@shared/model/session';
import { revealLine } from '@shared/text/invisible';
import { useMemo } from 'react';
import { useFindings } from '../diagnosis/use-findings';
import type { Selection } from '../store/app-state';
import { listRows } from '../timeline/rows/list-rows';
import { nameRow } from '../timeline/rows/name-row';
import { findSelected } from '../timeline/rows/travel';
import { CopyButton } from '../ui/CopyButton';

/** The number that every view and report has for what is shown, to be copied with what it stands for. */
export function Citation({ view, selection }: { view: SessionView; selection: Selection }) {
  const findings = useFindings();
  const row = useMemo(() => {
    const rows = listRows(view, findings);
    return rows[findSelected(rows, selection)];
  }, [view, findings, selection]);
  if (!row) return null;
  const name = revealLine(nameRow(row, view.endedAt ?? row.step.startedAt));
  return (
    <span className="flex shrink-0 items-center font-mono text-xs text-ink-faint">
      <span className="sr-only">Step </span>
      {row.number}
      <CopyButton what="citation" text={`Step ${name} (Grantscope session ${view.id})`} />
    </span>
  );
}
