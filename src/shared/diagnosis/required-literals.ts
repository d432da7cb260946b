/**
 * Texts of which at least one stands in whatever a pattern matches, in lower case; null where none can
 * be told. Lets a catalog of hundreds of patterns pass over those that cannot match. Reads the
 * constructs that catalog patterns use and gives up (safely) on the rest.
 */
export function findRequiredLiterals(pattern: string): string[] | null {
  try {
    const parser = new PatternParser(pattern);
    const literals = parser.readAlternatives();
    return parser.isAtEnd() ? literals : null;
  } catch {
    return null;
  }
}

/** Shorter texts stand almost everywhere, so that looking for them saves nothing. */
const MIN_LENGTH = 3;
const MAX_LITERALS = 40;

class PatternParser {
  private readonly pattern: string;
  private at = 0;

  constructor(pattern: string) {
    this.pattern = pattern;
  }

  isAtEnd(): boolean {
    return this.at >= this.pattern.length;
  }

  /** Each alternative needs a literal of its own: only all of them together are required. */
  readAlternatives(): string[] | null {
    const all: (string[] | null)[] = [this.readSequence()];
    while (this.pattern[this.at] === '|') {
      this.at += 1;
      all.push(this.readSequence());
    }
    const literals = all.flatMap((each) => each ?? []);
    return all.includes(null) || literals.length > MAX_LITERALS ? null : [...new Set(literals)];
  }

  /** Of the parts of a sequence all are required; the one with the longest shortest literal tells most. */
  private readSequence(): string[] | null {
    const candidates: string[][] = [];
    let run = '';
    const endRun = (): void => {
      if (run.length >= MIN_LENGTH) candidates.push([run]);
      run = '';
    };
    while (!this.isAtEnd() && this.pattern[this.at] !== '|' && this.pattern[this.at] !== ')') {
      const part = this.readPart();
      if (part === 'nothing') continue;
      const isOptional = this.readQuantifier();
      const [only] = part ?? [];
      const isCharacter = part?.length === 1 && only?.length === 1;
      if (isCharacter && isOptional === null) run += only;
      else {
        endRun();
        if (part && isOptional !== true && !isCharacter) candidates.push(part);
      }
    }
    endRun();
    return candidates.sort((a, b) => shortest(b) - shortest(a))[0] ?? null;
  }

  /** Literals of one part; null for what may be anything, 'nothing' for what takes no room. */
  private readPart(): string[] | null | 'nothing' {
    const character = this.pattern[this.at] ?? '';
    this.at += 1;
    if (character === '^' || character === '$') return 'nothing';
    if (character === '\\') return this.readEscape();
    if (character === '[') return this.skipClass();
    if (character === '(') return this.readGroup();
    if ('?*+{'.includes(character)) throw new Error('A quantifier where a part belongs.');
    if (character === '.' || character > '~') return null;
    return [character.toLowerCase()];
  }

  private readEscape(): string[] | null | 'nothing' {
    const character = this.pattern[this.at] ?? '';
    this.at += 1;
    if (character === 'b' || character === 'B') return 'nothing';
    if (/[xuck\dpP]/.test(character)) throw new Error('An escape this does not read.');
    return /[a-z]/i.test(character) ? null : [character];
  }

  private skipClass(): null {
    while (this.pattern[this.at] !== ']') {
      if (this.isAtEnd()) throw new Error('A class without an end.');
      this.at += this.pattern[this.at] === '\\' ? 2 : 1;
    }
    this.at += 1;
    return null;
  }

  private readGroup(): string[] | null | 'nothing' {
    const look = /^\?(<?[=!])/.exec(this.pattern.slice(this.at, this.at + 3));
    const other = /^\?:/.test(this.pattern.slice(this.at, this.at + 2));
    if (this.pattern[this.at] === '?' && !look && !other) throw new Error('A group this does not read.');
    this.at += look ? look[0].length : other ? 2 : 0;
    const inner = this.readAlternatives();
    if (this.pattern[this.at] !== ')') throw new Error('A group without an end.');
    this.at += 1;
    return look ? 'nothing' : inner;
  }

  /** Null without a quantifier, true where it allows nothing. */
  private readQuantifier(): boolean | null {
    const quantifier = /^(?:[?*+]|\{(\d+)(?:,\d*)?\})\??/.exec(this.pattern.slice(this.at, this.at + 20));
    if (!quantifier) return null;
    this.at += quantifier[0].length;
    const first = quantifier[0][0];
    return first === '?' || first === '*' || (first === '{' && Number(quantifier[1]) === 0);
  }
}

function shortest(literals: string[]): number {
  return Math.min(...literals.map(({ length }) => length));
}
