import type { EditView } from '../model/session';
import { compareRequests, type RequestChange } from './compare-requests';

/** What a person changed before a request was sent, in a sentence. Values as they are in the recording. */
export function describeEdit({
  purpose,
  planned,
  sent,
}: Pick<EditView, 'purpose' | 'planned' | 'sent'>): string {
  const changes = compareRequests(planned, sent).map(describeChange);
  const what = changes.length === 0 ? 'its spelling alone' : changes.join('; ');
  return `The ${purpose} request was changed by hand before it was sent: ${what}.`;
}

function describeChange({ part, name, before, after }: RequestChange): string {
  const place = part === name ? part : `${part} ${name}`;
  if (before === null) return `${place} was added (${after})`;
  if (after === null) return `${place} was taken out (${before})`;
  return `${place} was ${before}, became ${after}`;
}
