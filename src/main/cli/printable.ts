import { escapeInvisibleInJson, revealLine } from '@shared/text/invisible';

/** Sequences that a terminal acts on (ECMA-48): CSI, the string types with their text, and shorter escapes. */
const ESCAPE_SEQUENCES =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?|\u001b[ -/]*[0-~]/g;

/** Text from outside as one line for a terminal: escape sequences are gone, what nobody could see is spelled out. */
export function toPrintable(text: string): string {
  return revealLine(text.replaceAll(ESCAPE_SEQUENCES, ''));
}

/** One line of JSON, safe to show in a terminal: the same value, invisible characters escaped. */
export function toPrintableJson(value: unknown): string {
  return escapeInvisibleInJson(JSON.stringify(value));
}
