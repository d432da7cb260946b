export interface TextRun {
  text: string;
  /** Set where the run is one character nobody could see: its code point, as U+200B. */
  codePoint: string | null;
}

/**
 * Control and format characters (bidirectional overrides, zero-width joiners, soft hyphens, tags), line
 * and paragraph separators, blanks that look like a plain space, and letters without a shape.
 */
const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u00a0\u115f\u1160\u2000-\u200a\u202f\u205f\u3000\u3164\uffa0]|\u034f/u;

const KEPT = new Set(['\n', '\t']);

/** Cuts text from outside into visible runs and single invisible characters, so that neither can hide. */
export function splitInvisible(text: string): TextRun[] {
  if (!INVISIBLE.test(text)) return [{ text, codePoint: null }];
  const runs: TextRun[] = [];
  let visible = '';
  const flush = () => {
    if (visible !== '') runs.push({ text: visible, codePoint: null });
    visible = '';
  };
  for (const character of text) {
    if (KEPT.has(character) || !INVISIBLE.test(character)) {
      visible += character;
      continue;
    }
    flush();
    runs.push({ text: character, codePoint: nameCodePoint(character) });
  }
  flush();
  return runs;
}

/** The same as plain text, for attributes and names: each invisible character as [U+200B]. */
export function spellInvisible(text: string): string {
  return splitInvisible(text)
    .map((run) => (run.codePoint ? `[${run.codePoint}]` : run.text))
    .join('');
}

function nameCodePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
