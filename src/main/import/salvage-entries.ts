const ENTRIES = /"entries"\s{0,20}:\s{0,20}\[/;

/**
 * The whole entries of an archive that was cut off, which JSON.parse does not give; null where the text
 * does not begin like an archive. Linear in the text.
 */
export function salvageEntries(text: string): unknown[] | null {
  if (!/^\s{0,1000}\{/.test(text.slice(0, 1_100))) return null;
  const start = ENTRIES.exec(text);
  if (!start || !text.slice(0, start.index).includes('"log"')) return null;
  const entries: unknown[] = [];
  let at = start.index + start[0].length;
  while (at < text.length) {
    const from = text.indexOf('{', at);
    const to = from < 0 ? -1 : findEnd(text, from);
    if (to < 0) break;
    try {
      entries.push(JSON.parse(text.slice(from, to)));
    } catch {
      // An entry that is no JSON is left out; those after it may be whole.
    }
    at = to;
  }
  return entries;
}

/** The position after the brace that closes the one at `start`, -1 where the text ends before. */
function findEnd(text: string, start: number): number {
  let depth = 0;
  let isString = false;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\\' && isString) at += 1;
    else if (character === '"') isString = !isString;
    else if (isString) continue;
    else if (character === '{') depth += 1;
    else if (character === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}
