import type { ComparisonFormat } from '@shared/contract/host-api';
import { Download } from 'lucide-react';
import { describePages } from '../report/report-choices';
import { useApp } from '../store/app-store';
import { Menu } from '../ui/Menu';

const FORMATS: { format: ComparisonFormat; label: string; hint: string }[] = [
  { format: 'html', label: 'HTML', hint: 'One page to read or to attach' },
  { format: 'md', label: 'Markdown', hint: 'To paste into a ticket' },
  { format: 'json', label: 'JSON', hint: 'For another program' },
];

/** The comparison as a document. The secrets of both sessions are replaced before it leaves the host. */
export function ComparisonMenu() {
  const isBusy = useApp((state) => state.isExportingComparison);
  const exportComparison = useApp((state) => state.exportComparison);
  const printComparison = useApp((state) => state.printComparison);
  const hasPdf = useApp((state) => state.capabilities?.pdf === true);
  const copyComparison = useApp((state) => state.copyComparison);
  return (
    <Menu
      small
      label="Export comparison"
      icon={Download}
      busy={isBusy}
      items={[
        ...FORMATS.map(({ format, label, hint }) => ({
          label,
          hint,
          onPick: () => void exportComparison(format),
        })),
        { ...describePages(hasPdf), onPick: () => void printComparison() },
        { label: 'Copy', hint: 'As Markdown, redacted', onPick: () => void copyComparison() },
      ]}
    />
  );
}
