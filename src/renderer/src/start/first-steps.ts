import type { StoredProfile } from '@shared/model/profile';
import type { SessionSummary } from '@shared/model/session';
import { isPracticeClient } from '../profiles/practice-profile';

/** A fault that is worth a first look: each fails at another step, and is somebody else's to repair. */
export interface FirstFault {
  id: string;
  title: string;
  /** What is done wrong. */
  mechanism: string;
  /** What there is to see once it has failed. */
  lesson: string;
}

export const FIRST_FAULTS: readonly FirstFault[] = [
  {
    id: 'unregistered-redirect-uri',
    title: 'Wrong redirect URI',
    mechanism: 'The client asks to be answered at an address that the provider does not know.',
    lesson: 'The provider showed an error page instead of sending the browser back: only the page says why.',
  },
  {
    id: 'expired-code',
    title: 'Expired code',
    mechanism: 'The code lies about for too long before the client redeems it.',
    lesson: 'The sign-in went well. The code came too late, and the token request was refused.',
  },
  {
    id: 'expired-id-token',
    title: 'Clock that is off',
    mechanism: "The provider's clock is two hours slow, so what it issues is too old on arrival.",
    lesson: 'Every request was answered. The ID token was refused on this side: compare its times.',
  },
];

/** How far the first steps have come, as far as profiles and recorded sessions tell. */
export interface Progress {
  hasSignedIn: boolean;
  /** Ids of FIRST_FAULTS. */
  triedFaults: readonly string[];
  hasOwnProfile: boolean;
}

export function readProgress(
  sessions: readonly (SessionSummary | undefined)[],
  profiles: readonly StoredProfile[],
): Progress {
  const known = sessions.filter((session) => session !== undefined);
  const practiceNames = new Set(
    profiles.filter(({ source }) => source === 'practice').map(({ profile }) => profile.name),
  );
  return {
    hasSignedIn: known.some(
      (session) =>
        session.outcome === 'succeeded' &&
        session.fault === undefined &&
        session.mutation === undefined &&
        practiceNames.has(session.profileName),
    ),
    triedFaults: FIRST_FAULTS.map(({ id }) => id).filter((id) =>
      known.some(({ fault, outcome }) => fault === id && outcome === 'failed'),
    ),
    hasOwnProfile: profiles.some(
      ({ source, profile }) =>
        source === 'saved' &&
        !isPracticeClient({ clientId: profile.client.id, issuer: profile.issuer ?? '' }, profiles),
    ),
  };
}
