import { Download } from 'lucide-react';
import { PREVIEW_SHORTCUT } from '../commands/shortcuts';
import { useApp } from '../store/app-store';
import { Menu } from '../ui/Menu';
import { formatShortcut } from '../ui/shortcut';
import { describePages, REPORT_CHOICES } from './report-choices';

/** Reports of the session on screen, at once or after a look. Their secrets are replaced before they leave the host. */
export function ExportMenu() {
  const sessionId = useApp((state) =>
    state.page === 'session' && state.open && state.open.events.length > 0 ? state.open.id : null,
  );
  const isBuilding = useApp((state) => state.isBuildingReport);
  const exportReport = useApp((state) => state.exportReport);
  const printReport = useApp((state) => state.printReport);
  const hasPdf = useApp((state) => state.capabilities?.pdf === true);
  const openReportPreview = useApp((state) => state.openReportPreview);
  return (
    <Menu
      label="Export report"
      icon={Download}
      busy={isBuilding}
      disabled={sessionId === null}
      items={[
        ...REPORT_CHOICES.map(({ format, label, hint }) => ({
          label,
          hint,
          onPick: () => {
            if (sessionId !== null) void exportReport(sessionId, format);
          },
        })),
        {
          ...describePages(hasPdf),
          onPick: () => {
            if (sessionId !== null) void printReport(sessionId);
          },
        },
        {
          label: 'Preview…',
          hint: `See and change what is hidden (${formatShortcut(PREVIEW_SHORTCUT)})`,
          onPick: () => void openReportPreview(),
        },
      ]}
    />
  );
}
