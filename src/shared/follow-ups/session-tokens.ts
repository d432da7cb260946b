import type { SessionView } from '../model/session';

export interface SessionTokens {
  accessToken: string | null;
  refreshToken: string | null;
  idToken: string | null;
}

/**
 * The newest token of each kind that the session got. An answer without a refresh token leaves the one
 * before it in force (RFC 6749 section 6), so each kind is looked for by itself.
 */
export function readSessionTokens(session: Pick<SessionView, 'steps'>): SessionTokens {
  const artifacts = session.steps.flatMap((step) => step.artifacts);
  const findNewest = (name: string) => artifacts.findLast((each) => each.name === name)?.value ?? null;
  return {
    accessToken: findNewest('access-token'),
    refreshToken: findNewest('refresh-token'),
    idToken: findNewest('id-token'),
  };
}
