import type { BuiltReport, PrintedReport } from '@shared/contract/host-api';
import type { PrintPage } from './print-ability';
import { settleMetadata } from './settle-metadata';

/** The HTML report as PDF. It was redacted and searched as a text; printing adds nothing to it. Rejects when cancelled. */
export async function printHtml(
  { fileName, text, redactions }: BuiltReport,
  print: PrintPage,
  writtenAt: number,
  signal?: AbortSignal,
): Promise<PrintedReport> {
  const pdf = settleMetadata(await untilAborted(print(text, signal), signal), { writtenAt });
  return {
    fileName: fileName.replace(/\.html$/, '.pdf'),
    mediaType: 'application/pdf',
    base64: Buffer.from(pdf).toString('base64'),
    redactions,
  };
}

/** Whoever cancels need not wait for a printer. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
