import type { SessionView } from '../model/session';
import { createHideCredentials } from '../redact/hide-credentials';

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
 * in a description. Text from outside is cut to one line of bounded length.
 */
export function createHideSecrets(session: SessionView): HideSecrets {
  const hideCredentials = createHideCredentials(session);
  const exactly = (text: string): string => hideCredentials(text, MAX_INPUT);
  return Object.assign((text: string) => clip(toOneLine(exactly(text))), { exactly });
}

function toOneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
}

function clip(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}… (${text.length} characters)` : text;
}
