import { splitInvisible } from '../text/invisible';

/** A piece of a word: text as it is, or the name of an environment variable that holds it. */
export type ShellPiece = { text: string } | { variable: string };

/**
 * One word of a POSIX shell (IEEE Std 1003.1, Shell Command Language section 2.2). Text stands between single
 * quotes, in which nothing has a meaning. Controls and characters that nobody sees are printed by their bytes: a
 * terminal obeys some of them while they are pasted. NUL can be in no argument, and is left out.
 */
export function quoteShell(pieces: readonly ShellPiece[]): string {
  const word = pieces
    .map((piece) => ('variable' in piece ? `"$${piece.variable}"` : quoteText(piece.text)))
    .join('');
  return word === '' ? "''" : word;
}

function quoteText(text: string): string {
  return splitInvisible(text.replaceAll('\0', ''))
    .map((run) => {
      if (run.codePoint !== null) return `"$(printf '${toOctal(run.text)}')"`;
      // The tab would be taken for a wish to complete a name.
      return run.text
        .split('\t')
        .map((part) => (part === '' ? '' : `'${part.replaceAll("'", "'\\''")}'`))
        .join(`"$(printf '\\011')"`);
    })
    .join('');
}

function toOctal(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return [...bytes].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}
