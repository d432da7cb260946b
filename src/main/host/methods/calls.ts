import type { HostMethods } from '@shared/contract/host-api';
import { ok } from '@shared/contract/result';
import type { HostContext } from '../host-context';

export function createCallMethods({ calls }: HostContext): Pick<HostMethods, 'cancelCall'> {
  return {
    async cancelCall({ callId }) {
      calls.cancel(callId);
      return ok(null);
    },
  };
}
