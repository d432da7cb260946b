import type { TraceEvent } from '../model/trace-event';
import { createRedactor, type Redactor } from '../redact/redactor';

/** What the user and the profile call a session. */
export interface SessionNames {
  profileName: string;
  issuer: string;
  note: string;
  tags: readonly string[];
}

/** In the place of a name that cannot be shown. */
const HIDDEN = '[hidden]';

/** Nothing of them, for a session whose secrets nobody can read. */
export const HIDDEN_NAMES: SessionNames = {
  profileName: HIDDEN,
  issuer: HIDDEN,
  note: HIDDEN,
  tags: [HIDDEN],
};

/**
 * As others may read them: a secret of the session is hidden wherever somebody wrote it down, and not only where a
 * rule knows it by its shape.
 */
export function redactSessionNames(events: readonly TraceEvent[], names: SessionNames): SessionNames {
  return redactNames(createRedactor(events), names);
}

export function redactNames(redactor: Redactor, names: SessionNames): SessionNames {
  const show = (text: string, redacted = redactor.redactText(text)): string =>
    redactor.findLeaks(redacted).length > 0 ? HIDDEN : redacted;
  return {
    profileName: show(names.profileName),
    issuer: show(names.issuer, redactor.redactUrl(names.issuer)),
    note: show(names.note),
    tags: names.tags.map((tag) => show(tag)),
  };
}
