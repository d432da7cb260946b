import { parseWwwAuthenticate } from '@shared/diagnosis/www-authenticate';
import type { HeaderList, RecordedResponse } from '@shared/model/exchange';
import { readHeaders } from '@shared/model/read-message';
import { parseHeaders } from './parse-response-text';

const FIELD = /^www-authenticate\s*:/im;
const FIELD_LINE = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,80}\s*:/;
const BARE = /^\s*(?:bearer|dpop)\s+[a-z_]{2,40}\s*=/i;

/**
 * The answer that a WWW-Authenticate field was in, alone or among other fields; null where the text is
 * none. The status was not captured, so it is the one that RFC 6750 section 3.1 gives the error.
 */
export function parseChallengeText(text: string): RecordedResponse | null {
  const headers = readFields(text.trim());
  const challenges = parseWwwAuthenticate(readHeaders(headers, 'www-authenticate'));
  if (challenges.length === 0) return null;
  const error = challenges
    .map(({ parameters }) => parameters.get('error'))
    .find((each) => each !== undefined);
  const status = error === 'insufficient_scope' ? 403 : error === 'invalid_request' ? 400 : 401;
  return { status, statusText: 'by RFC 6750, the status was not captured', headers, body: null };
}

function readFields(text: string): HeaderList {
  if (BARE.test(text)) return [['WWW-Authenticate', unfold(text)]];
  if (!FIELD.test(text)) return [];
  const lines = text.split(/\r?\n(?![ \t])/);
  const areFields = lines.every((line) => FIELD_LINE.test(line));
  return areFields ? parseHeaders(lines.map(unfold).join('\n')) : [];
}

/** A field on several lines (RFC 9112 section 5.2) as one. */
function unfold(field: string): string {
  return field
    .split('\n')
    .map((line) => line.trim())
    .join(' ');
}
