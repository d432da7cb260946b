/** Controls, zero-width and bidirectional characters, tags, lone surrogates: all that hides or reorders text. */
const INVISIBLE = /(?![\t\n])(?:[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|\p{Default_Ignorable_Code_Point})/gu;

/** Shows each character that would hide or reorder text as `<U+202E>`; tab and line feed stay. */
export function revealInvisible(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(INVISIBLE, formatCodePoint);
}

/** The same for one line: line breaks and tabs become spaces. */
export function revealLine(text: string): string {
  return revealInvisible(text.replace(/[\r\n\t]+/g, ' '));
}

/** JSON with those characters as \u escapes, so that it reads the same and shows what it holds. */
export function escapeInvisibleInJson(json: string): string {
  return json.replace(INVISIBLE, (char) =>
    [...Array(char.length).keys()]
      .map((index) => `\\u${char.charCodeAt(index).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

function formatCodePoint(char: string): string {
  return `<U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`;
}
