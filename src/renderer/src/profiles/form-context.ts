import type { ProfileProblem } from '@shared/model/parse-profile';
import { createContext, useContext } from 'react';
import type { FieldMessage } from '../ui/Field';
import { type FieldPath, findField } from './field-paths';
import type { ProfileDraft } from './profile-draft';

/** What every part of the profile form works with. */
export interface ProfileForm {
  id: string;
  draft: ProfileDraft;
  isReadOnly: boolean;
  change(change: Partial<ProfileDraft>): void;
  /** False where this flow, or another setting, makes the member meaningless. */
  shows(path: FieldPath): boolean;
  /** Problems of this field; of a new profile only once the field was left. */
  messages(path: FieldPath): FieldMessage[];
  touch(path: FieldPath): void;
}

export const FormContext = createContext<ProfileForm | null>(null);

export function useProfileForm(): ProfileForm {
  const form = useContext(FormContext);
  if (!form) throw new Error('useProfileForm is used outside of FormContext');
  return form;
}

/** Problems that belong to a field, or to none that is shown where `path` is null. */
export function pickProblems(
  problems: readonly ProfileProblem[],
  path: FieldPath | null,
  shown: readonly FieldPath[],
): ProfileProblem[] {
  return problems.filter((problem) => findField(problem.path, shown) === path);
}
