export interface PdfMetadata {
  /** Epoch milliseconds: when the report was written. */
  writtenAt: number;
}

/** What Chromium writes by itself where it does not write the name of the system that it runs on. */
const CREATOR = 'Chromium';

/**
 * Takes out of a PDF what its printer adds of this machine: the local time and zone, and in some browsers their
 * whole user agent. The offsets of a PDF's objects are part of it, so each entry keeps its length.
 */
export function settleMetadata(pdf: Uint8Array, { writtenAt }: PdfMetadata): Uint8Array {
  const date = formatPdfDate(writtenAt);
  const text = Buffer.from(pdf).toString('latin1');
  const settled = text
    .replace(/\/(CreationDate|ModDate) \(((?:\\[\s\S]|[^\\()])*)\)/g, (whole, name: string) =>
      fill(`/${name} (${date})`, whole),
    )
    .replace(/\/Creator (?:\((?:\\[\s\S]|[^\\()]|\((?:\\[\s\S]|[^\\()])*\))*\)|<[0-9A-Fa-f\s]*>)/g, (whole) =>
      fill(`/Creator (${CREATOR})`, whole),
    );
  return Buffer.from(settled, 'latin1');
}

/** Padded after its end, where white space means nothing; what would not fit becomes an empty text. */
function fill(entry: string, whole: string): string {
  const fitting = entry.length <= whole.length ? entry : `${entry.slice(0, entry.indexOf(' '))} ()`;
  return fitting.padEnd(whole.length, ' ');
}

/** ISO 32000-1 section 7.9.4, in UTC. */
function formatPdfDate(epochMs: number): string {
  const isValid = Math.abs(epochMs) <= 8.64e15;
  const digits = new Date(isValid ? epochMs : 0).toISOString().replace(/\D/g, '').slice(0, 14);
  return `D:${digits}+00'00'`;
}
