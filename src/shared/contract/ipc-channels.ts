import type { HostMethod } from './host-api';

const CALL_PREFIX = 'grantscope:call:';

/** The channel of one method; the page never sees its name. */
export function nameCallChannel(method: HostMethod): string {
  return `${CALL_PREFIX}${method}`;
}

/** HostEvents, pushed by the main process. */
export const EVENT_CHANNEL = 'grantscope:event';
