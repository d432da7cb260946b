import type { Result } from '@shared/contract/result';
import type { Watch } from '../../report/create-report-maker';
import type { HostContext } from '../host-context';

/** Runs an export so that its client hears how far it is and can give it up by the id that it gave, if it gave one. */
export function watchExport<T>(
  { calls, emit }: HostContext,
  callId: string | undefined,
  work: (watch: Watch) => Promise<Result<T>>,
): Promise<Result<T>> {
  const onProgress = (share: number): void => {
    if (callId !== undefined) emit({ type: 'call-progress', callId, share });
  };
  return calls.run(callId, (signal) => work({ signal, onProgress }));
}
