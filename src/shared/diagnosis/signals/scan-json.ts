/** One scalar of a JSON text: `path` joins the names and positions that lead to it, as `error.code`. */
export interface JsonMember {
  path: string;
  value: string | number | boolean | null;
}

export interface ScannedJson {
  /** In the order of the text; of two members with one path the last counts, as in JSON.parse. */
  members: Map<string, JsonMember['value']>;
  /** False where the text is cut off or stops being JSON; `members` then holds what came before. */
  isComplete: boolean;
  /** Paths that occur more than once. */
  duplicates: string[];
  hasProtoMember: boolean;
}

const MAX_TEXT = 65_536;
const MAX_MEMBERS = 200;
const MAX_DEPTH = 8;

// Sticky, and each linear: no two parts of one can match the same character.
const BLANKS = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\]|\\.)*"/sy;
const LITERAL = /-?\d[\d.eE+-]{0,40}|true|false|null/y;

/**
 * Reads the scalars of a JSON object without building it: a text that was cut off still gives what it
 * began with, repeated members are seen, and a member called __proto__ is a name like any other. Null
 * where the text is no object. Linear in the text, of which only the start is read.
 */
export function scanJson(text: string): ScannedJson | null {
  const scanner = new Scanner(text.slice(0, MAX_TEXT));
  scanner.skipBlanks();
  if (!scanner.isAt('{')) return null;
  scanner.readValue('', 0);
  const { members, duplicates, hasProtoMember } = scanner;
  const isComplete = !scanner.isStopped || scanner.isFull || text.length > MAX_TEXT;
  return { members, duplicates: [...duplicates], hasProtoMember, isComplete };
}

class Scanner {
  readonly members = new Map<string, JsonMember['value']>();
  readonly duplicates = new Set<string>();
  hasProtoMember = false;
  /** Reads no further: the text ended or stopped being JSON, or enough was read (then also isFull). */
  isStopped = false;
  isFull = false;
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  isAt(character: string): boolean {
    return this.text[this.at] === character;
  }

  skipBlanks(): void {
    this.read(BLANKS);
  }

  readValue(path: string, depth: number): void {
    this.skipBlanks();
    if (depth > MAX_DEPTH || this.members.size >= MAX_MEMBERS) {
      this.isFull = true;
      this.stop();
    } else if (this.isAt('{') || this.isAt('[')) {
      this.readList(path, depth, this.isAt('{'));
    } else {
      const value = this.isAt('"') ? this.readString() : this.readLiteral();
      if (value !== undefined) this.keep(path, value);
    }
  }

  /** The members of an object, or the items of an array under their positions. */
  private readList(path: string, depth: number, isObject: boolean): void {
    const end = isObject ? '}' : ']';
    this.at += 1;
    for (let index = 0; !this.isStopped; index += 1) {
      this.skipBlanks();
      if (this.take(end)) return;
      const isNext = index === 0 || this.take(',');
      this.skipBlanks();
      const name = isObject ? this.readName() : String(index);
      if (isNext && name !== null) this.readValue(path === '' ? name : `${path}.${name}`, depth + 1);
      else this.stop();
    }
  }

  private readName(): string | null {
    const name = this.isAt('"') ? this.readString() : undefined;
    this.skipBlanks();
    if (name === undefined || !this.take(':')) return null;
    if (name === '__proto__') this.hasProtoMember = true;
    return name;
  }

  /** A string without an end gives what is there of it: a description is worth reading to the cut. */
  private readString(): string | undefined {
    const whole = this.read(STRING);
    if (whole !== '') return undoEscapes(whole.slice(1, -1));
    const rest = this.text.slice(this.at + 1);
    this.stop();
    return undoEscapes(rest.replace(/\\u?[0-9a-f]{0,3}$/i, ''));
  }

  private readLiteral(): number | boolean | null | undefined {
    const literal = this.read(LITERAL);
    if (literal === 'null') return null;
    if (literal === 'true' || literal === 'false') return literal === 'true';
    if (literal !== '') return Number(literal);
    this.stop();
    return undefined;
  }

  private keep(path: string, value: JsonMember['value']): void {
    if (this.members.has(path)) this.duplicates.add(path);
    this.members.set(path, value);
  }

  private take(character: string): boolean {
    if (!this.isAt(character)) return false;
    this.at += 1;
    return true;
  }

  private read(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text)?.[0] ?? '';
    this.at += match.length;
    return match;
  }

  private stop(): void {
    this.isStopped = true;
    this.at = this.text.length;
  }
}

function undoEscapes(inner: string): string {
  if (!inner.includes('\\')) return inner;
  try {
    return String(JSON.parse(`"${inner.replaceAll(/\p{Cc}/gu, ' ')}"`));
  } catch {
    return inner;
  }
}
