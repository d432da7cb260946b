import { CATALOG } from '@shared/diagnosis/catalog/index';
import { isOAuthErrorCode } from '@shared/diagnosis/signals/oauth-error-codes';
import type { OAuthErrorFields } from '@shared/model/error-record';

/** The provider's error as a log has it, with the line it stands on. */
export interface LoggedOAuthError extends OAuthErrorFields {
  line: string;
}

const NAMED = /\berror(?:_?code)?["']?\s{0,3}(?:=>|[:=])\s{0,3}["'[(]?([a-z_]{5,60})\b/gi;
const WORD = /\b[a-z]{3,30}_[a-z_]{3,40}\b/g;
/** Answers that ask for patience: a failure only where nothing else came (RFC 8628 section 3.5). */
const PATIENCE = new Set(['authorization_pending', 'slow_down']);

const VALUE = `(?:"((?:[^"\\\\]|\\\\.){1,2000})"|'([^'\\n]{1,2000})'|([^"&\\n]{1,1000}))`;
const DESCRIPTION = new RegExp(`\\berror_?description["']?\\s{0,3}(?:=>|[:=])\\s{0,3}${VALUE}`, 'i');
/** Other names for it, which count only right after the code. */
const BESIDE = new RegExp(
  `^["'\\])]{0,3}[,;|\\s]{1,4}["']?(?:description|reason|message|msg|detail|hint|error_?message)["']?\\s{0,3}(?:=>|[:=])\\s{0,3}${VALUE}`,
  'i',
);
/** What stands between a code and the words for it, in "[invalid_grant] Code not valid" and the like. */
const SEPARATOR = /^["'\])}]{0,3}\s{0,3}[:,;–-]{0,2}\s{0,3}["'(]{0,2}/;
const ANOTHER_MEMBER = /^[\w.-]{1,40}["']?\s{0,3}(?:=>|[:=])(?!\/\/)/;

/** Codes of providers that the catalog knows: as a member only, since in running text they may be any word. */
const PROVIDER_CODES: ReadonlySet<string> = new Set(
  CATALOG.flatMap(({ match, provider }) =>
    match.flatMap(({ signal, value }) =>
      signal === 'oauth-error' && provider !== null && value.includes('_') ? [value] : [],
    ),
  ),
);

/** True for a code that may stand in `error`, of the registries or of a provider. */
export function isKnownError(code: string): boolean {
  return isOAuthErrorCode(code) || PROVIDER_CODES.has(code);
}

/** Without the escapes of a string within a string; those of quotes inside a description are left to it. */
function withoutEscapes(text: string): string {
  return /(?<!\\)"error_?description"\s{0,3}:/i.test(text) ? text : text.replaceAll('\\"', '"');
}

/** A code of the registries, as a member or parameter first, else wherever it stands as a word of its own. */
export function readOAuthFields(text: string): LoggedOAuthError | null {
  const plain = withoutEscapes(text);
  const named = [...plain.matchAll(NAMED)].map((match) => ({
    error: (match[1] ?? '').toLowerCase(),
    end: match.index + match[0].length,
  }));
  const words = [...plain.matchAll(WORD)].map((match) => ({
    error: match[0],
    end: match.index + match[0].length,
  }));
  const found = [
    ...named.filter(({ error }) => isKnownError(error)),
    ...words.filter(({ error }) => isOAuthErrorCode(error)),
  ];
  const told = found.find(({ error }) => !PATIENCE.has(error)) ?? found[0];
  if (!told) return null;
  const start = plain.lastIndexOf('\n', told.end) + 1;
  const stop = plain.indexOf('\n', told.end);
  const rest = plain.slice(told.end, stop < 0 ? told.end + 2_000 : Math.min(stop, told.end + 2_000));
  const line = plain.slice(start, told.end) + rest;
  return { error: told.error, errorDescription: findDescription(plain, line, rest), errorUri: null, line };
}

function findDescription(text: string, line: string, rest: string): string | null {
  const named = DESCRIPTION.exec(line) ?? BESIDE.exec(rest) ?? DESCRIPTION.exec(text);
  if (named) return clean(named[1] ?? named[2] ?? null, named[3] ?? null);
  const following = rest.replace(SEPARATOR, '');
  if (ANOTHER_MEMBER.test(following) || !/^[\p{L}\d]/u.test(following)) return null;
  return (
    following
      .trim()
      .replace(/["'\])}]{1,4}$/, '')
      .slice(0, 1_000) || null
  );
}

/** A value without quotes ends where the next member begins; one of a form is decoded. */
function clean(quoted: string | null, bare: string | null): string | null {
  if (quoted !== null) return quoted.replaceAll('\\"', '"');
  if (bare === null) return null;
  const [first = ''] = bare.split(/\s/, 1);
  if (/[+%]/.test(first) && !/^\S{0,200}%(?![0-9a-f]{2})/i.test(first)) {
    return new URLSearchParams(`a=${first}`).get('a');
  }
  return bare.split(/,?\s{1,3}[\w.-]{1,40}=(?!=)|,\s{1,3}[\w.-]{1,40}:\s|[)}\]]\s*$/, 1)[0]?.trim() || null;
}
