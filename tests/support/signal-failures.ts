import type { Where } from '@shared/diagnosis/catalog-entry';
import type { SessionView } from '@shared/model/session';
import { page, pushed, refused } from './evidence-failures';
import { buildSession, ISSUER } from './session-builder';
import type { SeenSignal } from './signal-samples';

/** The paths of endpoints that the session builder does not call. */
const PATHS: Partial<Record<Where, string>> = {
  'PAR response': '/par',
  'registration response': '/register',
  'revocation response': '/revoke',
  'CIBA response': '/bc-authorize',
  'federation response': '/federation_fetch',
  'logout page': '/logout',
};

/** A run in which a provider says what the sample has; null for a sample that is no message of a provider. */
export function buildSignalFailure(seen: SeenSignal, issuer: string = ISSUER): SessionView | null {
  const session = buildFailure(seen);
  return session && (JSON.parse(JSON.stringify(session).replaceAll(ISSUER, issuer)) as SessionView);
}

function buildFailure({ kind, value, text = '', where }: SeenSignal): SessionView | null {
  const description = text.slice(value.length).trim() || undefined;
  if (kind === 'challenge' && where === 'resource response') {
    const told = description === undefined ? '' : `, error_description="${description}"`;
    const headers = { 'WWW-Authenticate': `Bearer error="${value}"${told}` };
    return buildSession({ failAt: 'resource', answers: { resource: { status: 401, headers } } });
  }
  if (kind !== 'oauth-error' || where === null) return null;
  const path = PATHS[where];
  if (path !== undefined) return pushed(refused(value, description), `${ISSUER}${path}`);
  switch (where) {
    case 'token response':
      return refused(value, description);
    case 'authorization response':
      return buildSession({
        failAt: 'callback',
        callback: { code: undefined, error: value, error_description: description },
      });
    case 'authorization page':
      return page(400, `<h1>Error</h1><p>${value}: ${description ?? ''}</p>`);
    default:
      return null;
  }
}
