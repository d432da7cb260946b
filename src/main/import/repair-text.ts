/** Something that had to be put right before a text could be read: a note of the session says it. */
export interface Remark {
  code: string;
  message: string;
}

/** Bytes that could only be guessed at: what is wrong with them is the first thing to say. */
export function isBroken(remarks: readonly Remark[]): boolean {
  return remarks.some(({ code }) => code === 'not-utf8' || code === 'gzip-broken');
}

export interface RepairedText {
  text: string;
  remarks: Remark[];
}

/** As far as it takes to see what a text is made of. */
const SAMPLE = 4_096;

/**
 * Takes out what editors, shells and other encodings leave in a text and no format allows. What a
 * recording says is not changed by it, so a parser that would give up may read on.
 */
export function repairText(original: string): RepairedText {
  const remarks: Remark[] = [];
  const say = (code: string, message: string): void => {
    remarks.push({ code, message });
  };
  let text = original;
  if (text.startsWith('\uFEFF')) {
    text = text.slice(1);
    say('byte-order-mark', 'The text begins with a byte order mark, which was passed over.');
  }
  if (text.includes('\u0000')) {
    const isUtf16 = countNuls(text.slice(0, SAMPLE)) > Math.min(text.length, SAMPLE) / 4;
    text = text.replaceAll('\u0000', '').replace(/^\uFFFD{1,2}/, '');
    if (isUtf16)
      say('utf-16', 'The text is UTF-16 that was read as UTF-8: its NUL characters were taken out.');
    else say('nul-characters', 'The text holds NUL characters, which were taken out.');
  }
  if (text.includes('\uFFFD')) {
    say('not-utf8', 'The text holds bytes that are not UTF-8; each stands as U+FFFD.');
  }
  if (text.includes('\r') && !text.includes('\n')) {
    text = text.replaceAll('\r', '\n');
    say('carriage-returns', 'The lines of the text end in carriage returns alone.');
  }
  return { text, remarks };
}

function countNuls(text: string): number {
  let count = 0;
  for (const character of text) if (character === '\u0000') count += 1;
  return count;
}
