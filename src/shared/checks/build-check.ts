import type { CheckResult, Reference, Verdict } from '../model/check';

/** The fixed parts of a check; `decide` adds what this run shows. */
export function defineCheck(id: string, title: string, reference: Reference) {
  return (verdict: Verdict, expected: string, actual: string): CheckResult => ({
    id,
    title,
    verdict,
    expected,
    actual,
    reference,
  });
}

/** Shows a value of unknown shape in one line of bounded length. */
export function showValue(value: unknown): string {
  if (value === undefined) return '(absent)';
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 500 ? `${text.slice(0, 500)}... (${text.length} characters)` : text;
}

export function showNames(names: readonly string[]): string {
  return names.length === 0 ? '(none)' : names.join(', ');
}
