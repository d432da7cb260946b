/**
 * Controls, zero-width and bidirectional characters, tags, letters without a shape, blanks that look like
 * a plain space, lone surrogates: all that hides or reorders text. Tab and line feed are none.
 */
const INVISIBLE =
  /(?![\t\n])(?:[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u00a0\u2000-\u200a\u202f\u205f\u3000]|\p{Default_Ignorable_Code_Point})/gu;

export interface TextRun {
  text: string;
  /** Set where the run is one character nobody could see: its code point, as U+200B. */
  codePoint: string | null;
}

/** Cuts text from outside into visible runs and single invisible characters, so that neither can hide. */
export function splitInvisible(text: string): TextRun[] {
  const runs: TextRun[] = [];
  let last = 0;
  for (const { 0: character, index } of text.matchAll(INVISIBLE)) {
    if (index > last) runs.push({ text: text.slice(last, index), codePoint: null });
    runs.push({ text: character, codePoint: nameCodePoint(character) });
    last = index + character.length;
  }
  if (last < text.length || text === '') runs.push({ text: text.slice(last), codePoint: null });
  return runs;
}

/** Shows each invisible character as `<U+202E>`; a line break is a line feed. */
export function revealInvisible(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(INVISIBLE, (character) => `<${nameCodePoint(character)}>`);
}

/** The same for one line: line breaks and tabs become spaces. */
export function revealLine(text: string): string {
  return revealInvisible(text.replace(/[\r\n\t]+/g, ' '));
}

/** JSON with those characters as \u escapes, so that it reads the same and shows what it holds. */
export function escapeInvisibleInJson(json: string): string {
  return json.replace(INVISIBLE, (character) =>
    [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

function nameCodePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
