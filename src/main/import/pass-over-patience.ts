import { readOAuthFields } from './read-oauth-fields';
import { recogniseSuccess } from './recognise-success';

/** Answers that ask for patience (RFC 8628 section 3.5): a client that polls logs one after the other. */
const PATIENCE = /\bauthorization_pending\b|\bslow_down\b/;

/** A log without the lines of a poll that only said to wait, where an answer of another kind followed. */
export function passOverPatience(text: string): string {
  if (!PATIENCE.test(text)) return text;
  const remaining = text
    .split('\n')
    .filter((line) => !PATIENCE.test(line))
    .join('\n');
  return readOAuthFields(remaining) || recogniseSuccess(remaining) ? remaining : text;
}
