import type { CliIo } from './cli-io';
import { toPrintable, toPrintableJson } from './printable';

const STYLES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 } as const;

export type StyleName = keyof typeof STYLES;

/** A piece of a line. Styles are for terminals only, so no meaning may hang on them. */
export type Part = string | { style: StyleName; text: string };

/** The two streams as commands use them. Every text is made printable on its way out. */
export interface Output {
  /** One line of the result, on stdout. */
  print(...parts: Part[]): void;
  /** The one JSON value on stdout. */
  printJson(value: unknown): void;
  /** A document (a report) on stdout, as it is. */
  printDocument(text: string): void;
  /** A line of progress or a remark, on stderr. */
  say(text: string): void;
  /** One JSON value as a line of stderr. */
  sayJson(value: unknown): void;
}

export function createOutput({
  stdout,
  stderr,
  environment,
}: Pick<CliIo, 'stdout' | 'stderr' | 'environment'>): Output {
  // Colour on a terminal only, and never where NO_COLOR is set (no-color.org).
  const isStyled = stdout.isTTY === true && !environment['NO_COLOR'];
  const show = (part: Part): string => {
    if (typeof part === 'string') return toPrintable(part);
    const text = toPrintable(part.text);
    return isStyled ? `\u001b[${STYLES[part.style]}m${text}\u001b[0m` : text;
  };
  return {
    print: (...parts) => void stdout.write(`${parts.map(show).join('').trimEnd()}\n`),
    printJson: (value) => void stdout.write(`${toPrintableJson(value)}\n`),
    printDocument: (text) => void stdout.write(text.endsWith('\n') ? text : `${text}\n`),
    say: (text) => void stderr.write(`${toPrintable(text)}\n`),
    sayJson: (value) => void stderr.write(`${toPrintableJson(value)}\n`),
  };
}
