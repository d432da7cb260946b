import type { BuiltReport, PrintedReport } from '@shared/contract/host-api';
import { formatCount } from '../ui/format';
import { printPage } from './print-page';
import { savePrint } from './save-report';

/** A PDF is saved; an HTML page, where the host makes none, goes to the print of the browser. `say` tells which. */
export async function deliverPages(
  pages: PrintedReport | BuiltReport,
  say: (text: string) => void,
): Promise<void> {
  const redacted = `${formatCount(pages.redactions, 'value')} redacted.`;
  if ('base64' in pages) {
    savePrint(pages);
    return say(`Exported ${pages.fileName}. ${redacted}`);
  }
  say(`Printed by your browser, which can save as PDF. ${redacted}`);
  await printPage(pages.text);
}
