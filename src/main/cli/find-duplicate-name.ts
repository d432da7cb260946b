const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]/gs;

/**
 * The first name that an object of this JSON text has twice, null where there is none. JSON.parse
 * silently keeps the last one (RFC 8259 section 4 calls that unpredictable). `json` must be valid.
 */
export function findDuplicateName(json: string): string | null {
  const open: (Set<string> | null)[] = [];
  let text = '';
  for (const [token] of json.matchAll(TOKEN)) {
    const names = open.at(-1);
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(null);
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':') {
      const name = JSON.parse(text) as string;
      if (names?.has(name)) return name;
      names?.add(name);
    } else if (token !== ',') text = token;
  }
  return null;
}
