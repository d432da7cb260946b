import type { StoredProfile } from '../model/profile';
import type { SessionSummary } from '../model/session';

/**
 * The profile that ran last comes first, those that never ran keep their order. A session knows its profile by
 * the name alone, which a later rename takes from it.
 */
export function sortByLastUse(
  profiles: readonly StoredProfile[],
  sessions: readonly (Pick<SessionSummary, 'profileName' | 'startedAt'> | undefined)[],
): StoredProfile[] {
  const lastUse = new Map<string, number>();
  for (const session of sessions) {
    if (!session?.profileName) continue;
    lastUse.set(session.profileName, Math.max(lastUse.get(session.profileName) ?? 0, session.startedAt));
  }
  const readLastUse = ({ profile }: StoredProfile) => lastUse.get(profile.name) ?? 0;
  return [...profiles].sort((a, b) => readLastUse(b) - readLastUse(a));
}
