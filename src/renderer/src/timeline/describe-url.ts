export interface UrlParts {
  host: string;
  path: string;
  /** How many parameters the query has: their values are for the inspector. */
  parameterCount: number;
}

/** What a row shows of a URL: never its query, which may hold a code or a token. */
export function describeUrl(text: string): UrlParts {
  if (!URL.canParse(text)) return { host: '', path: text.split(/[?#]/, 1)[0] ?? '', parameterCount: 0 };
  const url = new URL(text);
  return { host: url.host, path: url.pathname, parameterCount: [...url.searchParams].length };
}
