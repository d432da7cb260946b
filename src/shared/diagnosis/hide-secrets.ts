import type { SessionView } from '../model/session';
import { createHideCredentials } from '../redact/hide-credentials';

const MAX_TEXT = 600;
const MAX_INPUT = 8_192;

export type HideSecrets = (text: string) => string;

/**
 * Findings are shown as they are, so no credential may get into one, even where the provider echoes it
 * in a description. Text from outside is cut to one line of bounded length.
 */
export function createHideSecrets(session: SessionView): HideSecrets {
  const hideCredentials = createHideCredentials(session);
  return (text) => clip(toOneLine(hideCredentials(text, MAX_INPUT)));
}

function toOneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
}

function clip(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}… (${text.length} characters)` : text;
}
