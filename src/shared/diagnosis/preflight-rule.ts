import type { Severity } from '../model/finding';
import type { Profile } from '../model/profile';

export type Metadata = Record<string, unknown>;

/** One thing that will not go well. Of `entryIds` the first that the catalog has is taken. */
export interface Concern {
  entryIds: string[];
  severity: Severity;
  statement: string;
  expected: string | null;
  actual: string;
}

export type PreflightRule = (profile: Profile, metadata: Metadata) => Concern[];

/** What is wanted and not listed; a list that the metadata leaves out says nothing. */
export function compare(
  wanted: string[],
  listed: string[] | null,
  describe: (missing: string) => Pick<Concern, 'entryIds' | 'severity' | 'statement'>,
): Concern[] {
  if (!listed) return [];
  return wanted
    .filter((each) => !listed.includes(each))
    .map((missing) => ({
      ...describe(missing),
      expected: listed.join(', ') || 'an empty list',
      actual: missing,
    }));
}

export function readList(metadata: Metadata, name: string): string[] | null {
  const value = Object.hasOwn(metadata, name) ? metadata[name] : null;
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string').slice(0, 200) : null;
}

export function sortWords(text: string): string {
  return text.trim().split(/\s+/).sort().join(' ');
}
