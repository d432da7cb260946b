import { TRACE_VERSION, type TraceEvent } from '../model/trace-event';

export class UnsupportedTraceError extends Error {
  override name = 'UnsupportedTraceError';
}

/**
 * Brings a recording of an older version up to TRACE_VERSION, one version at a time, and refuses one
 * from a newer Grantscope with advice. Version 1 is the first, so there is no step to take yet.
 */
export function upgradeTrace(events: readonly TraceEvent[]): TraceEvent[] {
  const first = events[0];
  if (first?.type !== 'session-started') {
    throw new UnsupportedTraceError('This recording does not begin with a session-started event.');
  }
  if (!Number.isInteger(first.version) || first.version < 1) {
    throw new UnsupportedTraceError('This recording does not say which version it was written in.');
  }
  if (first.version > TRACE_VERSION) {
    throw new UnsupportedTraceError(
      `This recording has version ${first.version}; this Grantscope reads up to ${TRACE_VERSION}. Update Grantscope to open it.`,
    );
  }
  return [...events];
}
