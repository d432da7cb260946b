import { UserRoundPlus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useApp } from '../store/app-store';
import { readDraft } from '../store/profiles-slice';
import { EmptyState } from '../ui/EmptyState';
import { FieldMessages } from '../ui/Field';
import { useAfterPointer } from '../ui/use-after-pointer';
import { AfterFields } from './AfterFields';
import { ClientFields } from './ClientFields';
import { type FieldPath, listFieldPaths } from './field-paths';
import { FormContext, type ProfileForm, pickProblems } from './form-context';
import { GrantFields } from './GrantFields';
import { NetworkFields } from './NetworkFields';
import { ExtraParameterFields } from './ParameterFields';
import { ProfileActions } from './ProfileActions';
import { ProviderFields } from './ProviderFields';
import { isPracticeClient } from './practice-profile';
import type { ProfileDraft } from './profile-draft';
import { RequestFields } from './RequestFields';
import { listObstacles } from './run-obstacles';
import { TokenFields } from './TokenFields';
import { validateDraft } from './validate-draft';

/** The middle of the window while a profile is looked at. */
export function ProfilePane() {
  const id = useApp((state) => state.selectedProfileId);
  const drafts = useApp((state) => state.drafts);
  const profiles = useApp((state) => state.profiles);
  const draft = useMemo(() => readDraft({ drafts, profiles }, id), [drafts, profiles, id]);
  if (!id || !draft) {
    return (
      <EmptyState icon={UserRoundPlus} title="No profile is selected">
        <p className="text-ink-soft">Select one on the left, or start a new one.</p>
      </EmptyState>
    );
  }
  return <ProfileFormView key={id} id={id} draft={draft} />;
}

function ProfileFormView({ id, draft }: { id: string; draft: ProfileDraft }) {
  const stored = useApp((state) => state.profiles.find((each) => each.id === id));
  const saveError = useApp((state) => state.saveErrors[id]);
  const changeDraft = useApp((state) => state.changeDraft);
  const capabilities = useApp((state) => state.capabilities);
  const isPractice = useApp((state) => isPracticeClient(draft, state.profiles));
  const [touched, setTouched] = useState<readonly FieldPath[]>([]);
  const isTried = useApp((state) => state.triedIds.includes(id));
  const afterPointer = useAfterPointer();
  const shown = useMemo(() => listFieldPaths(draft), [draft]);
  const problems = useMemo(
    () => [...validateDraft(draft).problems, ...listObstacles(draft, capabilities, isPractice)],
    [draft, capabilities, isPractice],
  );
  const isReadOnly = stored?.source === 'practice';
  const isEveryShown = stored !== undefined || isTried;
  const refused = (saveError?.problems ?? []).map((problem) => ({ ...problem, severity: 'error' as const }));
  const all = [...problems, ...refused];

  const form: ProfileForm = {
    id,
    draft,
    isReadOnly,
    change: (change) => changeDraft(id, change),
    shows: (path) => shown.includes(path),
    messages: (path) => (isEveryShown || touched.includes(path) ? pickProblems(all, path, shown) : []),
    touch: (path) =>
      afterPointer(() => setTouched((before) => (before.includes(path) ? before : [...before, path]))),
  };
  const others = pickProblems(all, null, shown);
  return (
    <FormContext value={form}>
      <div className="flex h-full min-h-0 flex-col">
        <ProfileActions form={form} stored={stored} />
        <form
          aria-label="Profile"
          className="min-h-0 flex-1 overflow-auto"
          onSubmit={(event) => event.preventDefault()}
        >
          {isReadOnly && (
            <p className="border-b border-line bg-accent-soft px-4 py-2">
              This profile belongs to the built-in practice provider and cannot be changed. Duplicate it to
              make it yours.
            </p>
          )}
          {saveError && (
            <p role="alert" className="border-b border-line bg-fail-soft px-4 py-2 text-fail">
              Not saved: {saveError.message}
            </p>
          )}
          {isEveryShown && others.length > 0 && (
            <div className="border-b border-line px-4 py-2">
              <FieldMessages
                messages={others.map((each) => ({ ...each, message: `${each.path}: ${each.message}` }))}
              />
            </div>
          )}
          <ProviderFields />
          <ClientFields />
          <GrantFields />
          <RequestFields />
          <ExtraParameterFields />
          <TokenFields />
          <AfterFields />
          <NetworkFields />
        </form>
      </div>
    </FormContext>
  );
}
