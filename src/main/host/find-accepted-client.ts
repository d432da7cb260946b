import { isReadOnly } from '@shared/follow-ups/is-read-only';
import type { Profile } from '@shared/model/profile';
import type { SessionView } from '@shared/model/session';
import { compareCredentials, readClientCredentials } from '@shared/redact/compare-credentials';
import { foldTrace } from '@shared/trace/fold-trace';
import type { AcceptedTokenRequest } from '../flows/flow';
import { StorageError } from '../storage/storage-error';
import type { HostServices } from './services';

/** So many recordings are opened at most: a run must not wait for a search through years of them. */
const MAX_OPENED = 50;

/**
 * The last token request in which the server of this profile let its client in, in a run that
 * succeeded. Null where there is none, or none that can be read; a broken store must not end a run.
 */
export function findAcceptedClient(
  { sessions, log }: Pick<HostServices, 'sessions' | 'log'>,
  profile: Profile,
): AcceptedTokenRequest | null {
  try {
    const candidates = sessions
      .list()
      .filter(
        (each) => each.outcome === 'succeeded' && each.issuer === readIssuer(profile) && !isReadOnly(each),
      )
      .sort((a, b) => b.startedAt - a.startedAt)
      .slice(0, MAX_OPENED);
    for (const { id } of candidates) {
      const exchange = findAccepted(foldTrace(sessions.read(id, 0)), profile.client.id);
      if (exchange) return { sessionId: id, exchange };
    }
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    log(`Earlier sessions could not be read: ${error.message}`);
  }
  return null;
}

export function readIssuer({ issuer, server }: Profile): string {
  return issuer ?? server?.issuer ?? '';
}

/** One whose credentials were taken out, as in an export that was opened again, tells nothing. */
function findAccepted({ profile, steps }: SessionView, clientId: string) {
  if (profile?.client.id !== clientId) return undefined;
  return steps
    .flatMap(({ exchanges }) => exchanges)
    .findLast(({ purpose, request, response }) => {
      const credentials = purpose === 'token' && response?.status === 200 && readClientCredentials(request);
      return credentials && compareCredentials(credentials, credentials) === 'same';
    });
}
