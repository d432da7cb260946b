/**
 * A text that a pattern matches, or nearly: assertions are left out, and what must not follow is not
 * looked at. `choice` picks among the alternatives and the members of classes.
 */
export function samplePattern(source: string, choice = 0): string {
  return new Sampler(source, choice).readAlternatives();
}

const ESCAPES: Record<string, string> = {
  d: '1',
  D: 'x',
  w: 'a',
  W: ' ',
  s: ' ',
  S: 'x',
  n: '\n',
  r: '\r',
  t: '\t',
};

class Sampler {
  private readonly source: string;
  private readonly choice: number;
  private at = 0;

  constructor(source: string, choice: number) {
    this.source = source;
    this.choice = choice;
  }

  readAlternatives(): string {
    const all = [this.readSequence()];
    while (this.take('|')) all.push(this.readSequence());
    return all[this.choice % all.length] ?? '';
  }

  private readSequence(): string {
    let text = '';
    while (this.at < this.source.length && !'|)'.includes(this.source.charAt(this.at))) {
      const part = this.readPart();
      text += part.repeat(this.readCount());
    }
    return text;
  }

  private readPart(): string {
    const character = this.source.charAt(this.at);
    this.at += 1;
    if (character === '^' || character === '$') return '';
    if (character === '\\') return this.readEscape();
    if (character === '[') return this.readClass();
    if (character === '(') return this.readGroup();
    return character === '.' ? 'x' : character;
  }

  private readEscape(): string {
    const [whole, point, byte] =
      /^(?:u\{?([\da-f]{1,6})\}?|x([\da-f]{2})|[pP]\{[^}]*\}|k<[^>]*>|.)/is.exec(
        this.source.slice(this.at),
      ) ?? [];
    const name = whole ?? '';
    this.at += name.length;
    if (point ?? byte) return String.fromCodePoint(Number.parseInt(point ?? byte ?? '', 16));
    if (/^[bBk\d]/.test(name)) return '';
    return /^p/i.test(name) ? 'a' : (ESCAPES[name] ?? name);
  }

  private readClass(): string {
    const isNegated = this.take('^');
    const members: string[] = [];
    while (this.at < this.source.length && !this.take(']')) {
      const isEscape = this.take('\\');
      members.push(isEscape ? this.readEscape() : this.source.charAt(this.at++));
    }
    if (isNegated) return ['x', ' ', '1', '-'].find((each) => !members.includes(each)) ?? '~';
    return members[this.choice % Math.max(members.length, 1)] ?? '';
  }

  private readGroup(): string {
    const kind = /^\?(?:<?[=!]|:|<\w+>|[a-z-]*:)/.exec(this.source.slice(this.at))?.[0] ?? '';
    this.at += kind.length;
    const inner = this.readAlternatives();
    this.take(')');
    return /[=!]$/.test(kind) ? '' : inner;
  }

  /** Once, or as often as it must be. */
  private readCount(): number {
    const quantifier = /^(?:[?*+]|\{(\d+)(?:,\d*)?\})\??/.exec(this.source.slice(this.at));
    this.at += quantifier?.[0].length ?? 0;
    return Math.max(Number(quantifier?.[1] ?? 1), 1);
  }

  private take(character: string): boolean {
    if (this.source.charAt(this.at) !== character) return false;
    this.at += 1;
    return true;
  }
}
