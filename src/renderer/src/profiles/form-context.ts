import type { ProfileProblem } from '@shared/model/parse-profile';
import { createContext, useContext } from 'react';
import type { FieldMessage } from '../ui/Field';
import type { ProfileDraft } from './profile-draft';

/** What every part of the profile form works with. */
export interface ProfileForm {
  id: string;
  draft: ProfileDraft;
  isReadOnly: boolean;
  change(change: Partial<ProfileDraft>): void;
  /** Problems of this member and of what lies under it; of a new profile only once the field was left. */
  messages(path: string): FieldMessage[];
  touch(path: string): void;
}

export const FormContext = createContext<ProfileForm | null>(null);

export function useProfileForm(): ProfileForm {
  const form = useContext(FormContext);
  if (!form) throw new Error('useProfileForm is used outside of FormContext');
  return form;
}

/** Problems that belong to a path, or to no field at all where `path` is null. */
export function pickProblems(
  problems: readonly ProfileProblem[],
  path: string | null,
  shownPaths: readonly string[] = [],
): ProfileProblem[] {
  const isUnder = (problem: ProfileProblem, parent: string) =>
    problem.path === parent || problem.path.startsWith(`${parent}.`);
  if (path !== null) return problems.filter((problem) => isUnder(problem, path));
  return problems.filter((problem) => !shownPaths.some((shown) => isUnder(problem, shown)));
}

/** Every path that has a field of its own in the form. */
export const FIELD_PATHS = [
  'name',
  'issuer',
  'flow',
  'allowInsecure',
  'client.id',
  'client.auth',
  'client.secret',
  'client.basicEncoding',
  'redirectUri',
  'scope',
  'pkce',
  'parameters.authorize',
  'parameters.token',
  'resource.url',
  'resource.method',
  'browser',
  'tls.ca',
  'proxy',
] as const;
