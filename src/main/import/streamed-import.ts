import type { ImportedText } from './import-text';

/** What came of a file that was read as it arrived. */
export interface StreamedImport {
  imported: ImportedText;
  /** Null where the file was read whole. */
  archive: { entries: number; kept: number } | null;
  /** There was nothing in it, which nobody means to keep. */
  isEmpty?: boolean;
}
