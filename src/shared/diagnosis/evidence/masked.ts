import { isPlaceholder } from '../../redact/span';

/** How other tools write a value that they hide. */
const FOREIGN = /^[*•x.…#-]{3,200}$|redacted|masked|removed|hidden|sanitized|^[<[{].{0,80}[>\]}]$/i;

/** True for a value that some tool hid: it cannot be told from another hidden one. */
export function isBlurred(value: string): boolean {
  return !isPlaceholder(value) && FOREIGN.test(value.slice(0, 300));
}

/** True for a value that is not there to be read. Our own placeholders still are equal where the values were. */
export function isMasked(value: string): boolean {
  return isPlaceholder(value) || isBlurred(value);
}
