import { FOLLOW_UPS, type FollowUp } from '../model/grant-options';
import { parseJsonObject } from '../model/read-message';
import type { SessionView } from '../model/session';
import { isPlaceholder } from '../redact/span';
import { readSessionTokens, type SessionTokens } from './session-tokens';

export interface FollowUpOffer {
  action: FollowUp;
  /** Why it cannot be done with this session; null where it can. */
  reason: string | null;
}

interface Grounds {
  session: SessionView;
  tokens: SessionTokens;
  metadata: Record<string, unknown>;
}

/** What each action needs; the first need that is not met is the reason. */
const NEEDS: Record<FollowUp, ((grounds: Grounds) => string | null)[]> = {
  userinfo: [needsToken('accessToken'), needsEndpoint('userinfo_endpoint'), needsBearer],
  resource: [
    needsToken('accessToken'),
    ({ session }) => (session.profile?.resource ? null : 'The profile names no protected resource.'),
    needsBearer,
  ],
  introspect: [needsToken('accessToken'), needsEndpoint('introspection_endpoint')],
  refresh: [needsToken('refreshToken'), needsBearer],
  revoke: [
    ({ tokens }) =>
      tokens.refreshToken === null && tokens.accessToken === null ? 'The session has no token.' : null,
    needsEndpoint('revocation_endpoint'),
  ],
  logout: [
    needsToken('idToken'),
    needsEndpoint('end_session_endpoint'),
    ({ session }) =>
      session.profile?.postLogoutRedirectUri === undefined
        ? 'The profile has no postLogoutRedirectUri to return to.'
        : null,
  ],
};

/**
 * What can be done with the tokens of an ended session, told from its recording alone. Whether its provider
 * and its secrets are still there is for the host to say.
 */
export function listFollowUps(session: SessionView): FollowUpOffer[] {
  const artifacts = session.steps.flatMap((step) => step.artifacts);
  const metadata = artifacts.findLast(({ name }) => name === 'server-metadata')?.value ?? '';
  const grounds: Grounds = {
    session,
    tokens: readSessionTokens(session),
    metadata: parseJsonObject(metadata) ?? {},
  };
  const obstacle = findObstacle(grounds);
  return FOLLOW_UPS.map((action) => ({
    action,
    reason: obstacle ?? NEEDS[action].map((need) => need(grounds)).find((each) => each !== null) ?? null,
  }));
}

/** What stands in the way of every action. */
function findObstacle({ session, tokens }: Grounds): string | null {
  if (session.outcome === 'running') return 'The session is still running.';
  if (session.profile === null) return 'This recording was not made by a run here.';
  const isRedacted = Object.values(tokens).some((token) => token !== null && isPlaceholder(token));
  return isRedacted ? 'The tokens of this recording were redacted.' : null;
}

function needsToken(kind: keyof SessionTokens) {
  const names = { accessToken: 'access token', refreshToken: 'refresh token', idToken: 'ID token' };
  return ({ tokens }: Grounds) => (tokens[kind] === null ? `The session has no ${names[kind]}.` : null);
}

function needsEndpoint(member: string) {
  return ({ metadata }: Grounds) =>
    typeof metadata[member] === 'string' ? null : `The provider names no ${member}.`;
}

/** RFC 9449 section 4.1: the key of the proofs was made for the run and is gone with it. */
function needsBearer({ session }: Grounds): string | null {
  return session.profile?.dpop
    ? 'The tokens are bound to a DPoP key that was made for that run alone.'
    : null;
}
