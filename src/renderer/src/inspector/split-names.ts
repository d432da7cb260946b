export interface NamedRun {
  text: string;
  /** True for the name of a member; its quotes belong to the runs around it. */
  isName: boolean;
}

/** One member on each line, as JSON is indented here. Names with escapes in them are explained by nobody. */
const MEMBER = /^( *")([^"\\\n]{1,80})(?=": )/gm;

/** Cuts indented JSON, or a piece of it, at the names of its members. */
export function splitNames(text: string): NamedRun[] {
  const runs: NamedRun[] = [];
  let at = 0;
  for (const match of text.matchAll(MEMBER)) {
    const [, indent = '', name = ''] = match;
    const start = match.index + indent.length;
    if (start > at) runs.push({ text: text.slice(at, start), isName: false });
    runs.push({ text: name, isName: true });
    at = start + name.length;
  }
  if (at < text.length) runs.push({ text: text.slice(at), isName: false });
  return runs;
}
