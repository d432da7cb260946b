import type { BuiltReport, PrintedReport } from '@shared/contract/host-api';
import type { PrintPage } from './print-ability';
import { settleMetadata } from './settle-metadata';

/** The HTML report as PDF. It was redacted and searched as a text; printing adds nothing to it. */
export async function printHtml(
  { fileName, text, redactions }: BuiltReport,
  print: PrintPage,
  writtenAt: number,
): Promise<PrintedReport> {
  const pdf = settleMetadata(await print(text), { writtenAt });
  return {
    fileName: fileName.replace(/\.html$/, '.pdf'),
    mediaType: 'application/pdf',
    base64: Buffer.from(pdf).toString('base64'),
    redactions,
  };
}
