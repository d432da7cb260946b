import { join, sep } from 'node:path';
import { findPackageFolder } from '../package-folder';

/** The bundled worker, for code that runs from the bundle; null for code that runs from source. */
export function findReportWorker(from = import.meta.dirname): { file: string } | null {
  const bundle = join(findPackageFolder(from), 'out', 'main');
  return from === bundle || from.startsWith(bundle + sep) ? { file: join(bundle, 'report-worker.js') } : null;
}
