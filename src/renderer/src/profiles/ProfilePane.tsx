import { UserRoundPlus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useApp } from '../store/app-store';
import { readDraft } from '../store/profiles-slice';
import { EmptyState } from '../ui/EmptyState';
import { FieldMessages } from '../ui/Field';
import { useAfterPointer } from '../ui/use-after-pointer';
import { ClientFields } from './ClientFields';
import { FIELD_PATHS, FormContext, type ProfileForm, pickProblems } from './form-context';
import { NetworkFields } from './NetworkFields';
import { ProfileActions } from './ProfileActions';
import { ProviderFields } from './ProviderFields';
import { type ProfileDraft, validateDraft } from './profile-draft';
import { RequestFields, ResourceFields } from './RequestFields';

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
  const [touched, setTouched] = useState<readonly string[]>([]);
  const isTried = useApp((state) => state.triedIds.includes(id));
  const afterPointer = useAfterPointer();
  const { problems } = useMemo(() => validateDraft(draft), [draft]);
  const isReadOnly = stored?.source === 'practice';
  const isEveryShown = stored !== undefined || isTried;
  const refused = (saveError?.problems ?? []).map((problem) => ({ ...problem, severity: 'error' as const }));
  const all = [...problems, ...refused];

  const form: ProfileForm = {
    id,
    draft,
    isReadOnly,
    change: (change) => changeDraft(id, change),
    messages: (path) => (isEveryShown || touched.includes(path) ? pickProblems(all, path) : []),
    touch: (path) =>
      afterPointer(() => setTouched((before) => (before.includes(path) ? before : [...before, path]))),
  };
  const others = pickProblems(all, null, FIELD_PATHS);
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
          <RequestFields />
          <ResourceFields />
          <NetworkFields />
        </form>
      </div>
    </FormContext>
  );
}
