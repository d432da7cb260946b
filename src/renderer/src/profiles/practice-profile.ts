import type { StoredProfile } from '@shared/model/profile';
import type { ProfileDraft } from './profile-draft';

/**
 * True for a built-in profile and for a copy of one: it names a client of the practice provider and a
 * loopback issuer. The host tells them by the same marks, whatever the port is today.
 */
export function isPracticeClient(
  { clientId, issuer }: Pick<ProfileDraft, 'clientId' | 'issuer'>,
  profiles: readonly StoredProfile[],
): boolean {
  const isOurs = profiles.some(
    ({ source, profile }) => source === 'practice' && profile.client.id === clientId.trim(),
  );
  return isOurs && URL.parse(issuer.trim())?.hostname === '127.0.0.1';
}
