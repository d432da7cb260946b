import type { Reading } from './build-readings';
import { isLongRandom } from './classify-name';
import { findRawSpans } from './find-sensitive-spans';
import { parseJwt } from './jwt';
import { SECRET_CLASSES } from './rules';
import { hasPlaceholder, PLAIN_TEXT, type SensitiveSpan } from './span';

/**
 * Credentials in a finished text that nobody has registered, because they came in where no recording was
 * looked at: by shape and by name, and only what is beyond doubt. A report is refused for them.
 */
export function findLiveSecrets(text: string, readings: readonly Reading[]): SensitiveSpan[] {
  const closed = readings.filter(({ isClosed }) => isClosed).map(({ locate }) => locate(0, 0));
  return findRawSpans(text, PLAIN_TEXT, readings).filter(
    (span) => isLive(span) || closed.some(({ start, end }) => start === span.start && end === span.end),
  );
}

function isLive({ secret, value }: SensitiveSpan): boolean {
  if (SECRET_CLASSES[secret].sensitivity !== 'credential' || hasPlaceholder(value)) return false;
  const jwt = parseJwt(value);
  if (jwt) return jwt.signature.length >= MIN_SIGNATURE;
  return secret === 'private_key' || isLongRandom(value);
}

/** No algorithm of JWS makes a shorter one (RFC 7518 section 3.1). */
const MIN_SIGNATURE = 16;
