/** A piece of text as it is drawn; a block of its own starts a new line, which no hit crosses. */
export interface TextRun {
  text: string;
  startsBlock: boolean;
}

export interface TextHit {
  start: TextPoint;
  end: TextPoint;
}

export interface TextPoint {
  run: number;
  offset: number;
}

/** Cannot be typed, so that nothing is found across it. */
const BREAK = '\u0000';

/** Every place where the runs say what is looked for, without regard to case; hits do not overlap. */
export function findInRuns(runs: readonly TextRun[], query: string): TextHit[] {
  const wanted = foldCase(query);
  if (wanted === '' || wanted.includes(BREAK)) return [];
  const starts: number[] = [];
  const pieces: string[] = [];
  let length = 0;
  for (const { text, startsBlock } of runs) {
    if (startsBlock) {
      pieces.push(BREAK);
      length += 1;
    }
    starts.push(length);
    pieces.push(foldCase(text));
    length += text.length;
  }
  const all = pieces.join('');
  const hits: TextHit[] = [];
  for (let at = all.indexOf(wanted); at >= 0; at = all.indexOf(wanted, at + wanted.length)) {
    hits.push({ start: locate(starts, at), end: locateEnd(starts, at + wanted.length) });
  }
  return hits;
}

/** Lower case of the same length: a few letters become two, which would move everything behind them. */
function foldCase(text: string): string {
  const folded = text.toLowerCase();
  if (folded.length === text.length) return folded;
  return [...text]
    .map((each) => (each.toLowerCase().length === each.length ? each.toLowerCase() : each))
    .join('');
}

function locate(starts: readonly number[], at: number): TextPoint {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return { run: low, offset: at - (starts[low] ?? 0) };
}

/** The end belongs to the run of the last character, not to the start of the next. */
function locateEnd(starts: readonly number[], end: number): TextPoint {
  const last = locate(starts, end - 1);
  return { run: last.run, offset: last.offset + 1 };
}
