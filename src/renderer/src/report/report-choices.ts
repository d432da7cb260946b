import type { ReportFormat } from '@shared/contract/host-api';

/** The formats of a report as they are offered. */
export const REPORT_CHOICES: { format: ReportFormat; label: string; hint: string }[] = [
  { format: 'html', label: 'HTML', hint: 'One page to read or to attach' },
  { format: 'md', label: 'Markdown', hint: 'To paste into a ticket' },
  { format: 'json', label: 'JSON', hint: 'For another program' },
  { format: 'har', label: 'HAR', hint: 'For browser tools and proxies' },
  { format: 'mmd', label: 'Sequence diagram', hint: 'Mermaid, to paste into a page' },
];

/** Pages come from the host, or from the print of the browser that shows this where it makes none. */
export function describePages(hasPdf: boolean): { label: string; hint: string } {
  return hasPdf
    ? { label: 'PDF', hint: 'Pages to print or to file' }
    : { label: 'Print…', hint: 'By your browser, which can save as PDF: no PDF is made here' };
}
