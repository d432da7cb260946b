import { fail, type Result } from '@shared/contract/result';
import type { Watch } from '../../report/create-report-maker';
import type { HostContext } from '../host-context';

/** Runs an export so that its client hears how far it is and can cancel it by the id that it gave, if it gave one. */
export async function watchExport<T>(
  { exports, services, emit }: HostContext,
  exportId: string | undefined,
  work: (watch: Watch) => Promise<Result<T>>,
): Promise<Result<T>> {
  const id = exportId ?? services.randomId(12);
  const cancel = exports.begin(id);
  if (!cancel) return fail('conflict', 'An export with this id is under way.');
  const onProgress = (share: number): void => {
    if (exportId !== undefined) emit({ type: 'export-progress', exportId, share });
  };
  try {
    return await work({ signal: cancel.signal, onProgress });
  } finally {
    exports.end(id);
  }
}
