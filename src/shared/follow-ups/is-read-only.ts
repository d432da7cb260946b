import type { SessionSummary } from '../model/session';

/**
 * True for a recording that was made elsewhere. Who made it also chose the servers that it names, so nothing is sent
 * there, neither its own requests nor tokens. Those imported before they were marked are known by their flow.
 */
export function isReadOnly({ imported, flow }: Pick<SessionSummary, 'imported' | 'flow'>): boolean {
  return imported === true || flow === 'imported';
}

export const READ_ONLY =
  'This session was imported: it can be read, and nothing is sent to the servers that it names.';
