/**
 * A bug for the log: what kind of error and where, never its message, because messages quote values
 * (JSON.parse quotes the text it was given).
 */
export function describeBug(error: unknown): string {
  if (!(error instanceof Error)) return `bug: a ${typeof error} was thrown`;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [`bug: ${error.name}`, ...frames].join('\n');
}
