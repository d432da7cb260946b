import { isOAuthErrorCode } from '@shared/diagnosis/signals/oauth-error-codes';
import { findCodesInText } from '@shared/diagnosis/signals/provider-codes';

const PACKED = /^[\w+/=-]{24,16000}$/;
const WORD = /\b[a-z]{3,30}_[a-z_]{3,40}\b/g;

/**
 * The words of an error that the address of an error page carries in one encoded parameter, null where it
 * carries none. Only what holds a code that is known counts: other parameters are random.
 */
export function unpackAddress(text: string): string | null {
  const trimmed = text.trim();
  const url = /\s/.test(trimmed) || trimmed.length > 65_536 ? null : URL.parse(trimmed);
  for (const value of url?.searchParams.values() ?? []) {
    const words = PACKED.test(value) ? readWords(value) : '';
    const isKnown = findCodesInText(words).length > 0 || (words.match(WORD) ?? []).some(isOAuthErrorCode);
    if (isKnown) return words;
  }
  return null;
}

/** The runs of a binary text that a person can read. */
function readWords(value: string): string {
  const decoded = Buffer.from(value, 'base64').toString('latin1');
  return (decoded.match(/[\x20-\x7e\n]{6,4000}/g) ?? []).map((run) => run.trim()).join('\n');
}
