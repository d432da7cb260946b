import type { SessionView } from '../model/session';
import { createHideCredentials, type HideCredentials } from '../redact/hide-credentials';

const MAX_TEXT = 600;
const MAX_INPUT = 8_192;

export interface HideSecrets {
  /** The text in one line of bounded length. */
  (text: string): string;
  /** The text as it is, blanks and invisible characters included; for comparing character by character. */
  exactly(text: string): string;
}

/**
 * Findings are shown as they are, so no credential may get into one, even where the provider echoes it
 * in a description. Text from outside is cut to one line of bounded length. The session is searched for
 * them once something is to be hidden: one that went through has nothing to say.
 */
export function createHideSecrets(session: SessionView): HideSecrets {
  let hideCredentials: HideCredentials | null = null;
  const exactly = (text: string): string => {
    hideCredentials ??= createHideCredentials(session);
    return hideCredentials(text, MAX_INPUT);
  };
  return Object.assign((text: string) => clip(toOneLine(exactly(text))), { exactly });
}

function toOneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
}

function clip(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}… (${text.length} characters)` : text;
}
