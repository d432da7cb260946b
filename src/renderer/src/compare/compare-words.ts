import type { SessionSummary } from '@shared/model/session';

/** More are found by searching. */
export const MAX_SHOWN = 100;

/** Sessions to compare with: of the same provider first, then newest first; all words of the search must be there. */
export function listCandidates(
  sessions: readonly SessionSummary[],
  baseId: string | null,
  search: string,
): { session: SessionSummary; isSameProvider: boolean }[] {
  const issuer = readProvider(sessions.find(({ id }) => id === baseId)?.issuer ?? '');
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = sessions
    .filter(({ id, outcome }) => id !== baseId && outcome !== 'running')
    .filter(({ profileName, issuer: own, outcome, flow }) => {
      const text = [profileName, own, outcome, flow].join('\n').toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .map((session) => ({ session, isSameProvider: readProvider(session.issuer) === issuer }));
  return found.sort((one, other) => Number(other.isSameProvider) - Number(one.isSameProvider));
}

/** On loopback a provider keeps its name and not its port. */
function readProvider(issuer: string): string {
  return issuer.replace(/^(https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])):\d+/, '$1');
}
