import type { ReportFormat } from '@shared/contract/host-api';
import { Download } from 'lucide-react';
import { useApp } from '../store/app-store';
import { Menu } from '../ui/Menu';

const FORMATS: { format: ReportFormat; label: string; hint: string }[] = [
  { format: 'html', label: 'HTML', hint: 'One page to read or to attach' },
  { format: 'md', label: 'Markdown', hint: 'To paste into a ticket' },
  { format: 'json', label: 'JSON', hint: 'For another program' },
  { format: 'har', label: 'HAR', hint: 'For browser tools and proxies' },
  { format: 'mmd', label: 'Sequence diagram', hint: 'Mermaid, to paste into a page' },
];

/** Reports of the session on screen. Their secrets are replaced before they leave the host. */
export function ExportMenu() {
  const sessionId = useApp((state) =>
    state.page === 'session' && state.open && state.open.events.length > 0 ? state.open.id : null,
  );
  const isBuilding = useApp((state) => state.isBuildingReport);
  const exportReport = useApp((state) => state.exportReport);
  const printReport = useApp((state) => state.printReport);
  const hasPdf = useApp((state) => state.capabilities?.pdf === true);
  const pages = hasPdf
    ? { label: 'PDF', hint: 'Pages to print or to file' }
    : { label: 'Print…', hint: 'By your browser, which can save as PDF: no PDF is made here' };
  return (
    <Menu
      label="Export report"
      icon={Download}
      busy={isBuilding}
      disabled={sessionId === null}
      items={[
        ...FORMATS.map(({ format, label, hint }) => ({
          label,
          hint,
          onPick: () => {
            if (sessionId !== null) void exportReport(sessionId, format);
          },
        })),
        {
          ...pages,
          onPick: () => {
            if (sessionId !== null) void printReport(sessionId);
          },
        },
      ]}
    />
  );
}
