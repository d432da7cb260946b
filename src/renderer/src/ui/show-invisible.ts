import { splitInvisible } from '@shared/text/invisible';

/** Text from outside for attributes and names: each character nobody could see as [U+200B]. */
export function spellInvisible(text: string): string {
  return splitInvisible(text)
    .map((run) => (run.codePoint ? `[${run.codePoint}]` : run.text))
    .join('');
}
