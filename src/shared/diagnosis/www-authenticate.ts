/** One challenge of a WWW-Authenticate field. Parameter names are in lower case; values are unquoted. */
export interface Challenge {
  scheme: string;
  token68: string | null;
  parameters: Map<string, string>;
}

const MAX_LENGTH = 16_384;
const MAX_CHALLENGES = 32;

// Sticky patterns: each reads on from where the scanner stands. tchar is of RFC 9110 section 5.6.2.
const TOKEN = /[!#$%&'*+\-.^_`|~0-9A-Za-z]+/y;
const TOKEN68 = /[A-Za-z0-9\-._~+/]+=*(?=[ \t]*(?:,|$))/y;
const BLANKS_AND_COMMAS = /[ \t,]*/y;
const BLANKS = /[ \t]*/y;

/**
 * Reads the challenges of RFC 9110 section 11.6.1 from the values of all WWW-Authenticate fields. One
 * field may hold several challenges, and a comma parts challenges as well as parameters: a name that
 * is not followed by "=" is the scheme of the next one. What follows a syntax error in a field is left
 * out; of two parameters with one name the first counts.
 */
export function parseWwwAuthenticate(fields: readonly string[]): Challenge[] {
  return fields.flatMap((field) => parseField(field.slice(0, MAX_LENGTH))).slice(0, MAX_CHALLENGES);
}

function parseField(text: string): Challenge[] {
  const scanner = createScanner(text);
  const challenges: Challenge[] = [];
  let current: Challenge | null = null;
  while (challenges.length <= MAX_CHALLENGES) {
    scanner.read(BLANKS_AND_COMMAS);
    const name = scanner.read(TOKEN);
    if (name === '') break;
    const blanks = scanner.read(BLANKS);
    if (current && scanner.isAt('=')) {
      const value = readValue(scanner);
      if (value === null) break;
      const key = name.toLowerCase();
      if (!current.parameters.has(key)) current.parameters.set(key, value);
    } else {
      if (blanks === '' && !scanner.isAt(',') && !scanner.isAtEnd()) break;
      const token68 = blanks === '' ? '' : scanner.read(TOKEN68);
      current = { scheme: name, token68: token68 === '' ? null : token68, parameters: new Map() };
      challenges.push(current);
    }
  }
  return challenges;
}

/** The value after "=", a token or a quoted-string; null where neither stands there. */
function readValue(scanner: Scanner): string | null {
  scanner.skipOne();
  scanner.read(BLANKS);
  if (scanner.isAt('"')) return scanner.readQuoted();
  const value = scanner.read(TOKEN);
  return value === '' ? null : value;
}

type Scanner = ReturnType<typeof createScanner>;

function createScanner(text: string) {
  let at = 0;
  return {
    isAt: (character: string) => text[at] === character,
    isAtEnd: () => at >= text.length,
    skipOne(): void {
      at += 1;
    },
    /** What the sticky pattern matches here, '' for nothing; moves past it. */
    read(pattern: RegExp): string {
      pattern.lastIndex = at;
      const match = pattern.exec(text)?.[0] ?? '';
      at += match.length;
      return match;
    },
    /** A quoted-string (RFC 9110 section 5.6.4) without quotes and escapes; null where it has no end. */
    readQuoted(): string | null {
      const parts: string[] = [];
      for (at += 1; at < text.length; at += 1) {
        if (text[at] === '"') {
          at += 1;
          return parts.join('');
        }
        if (text[at] === '\\') at += 1;
        parts.push(text[at] ?? '');
      }
      return null;
    },
  };
}
