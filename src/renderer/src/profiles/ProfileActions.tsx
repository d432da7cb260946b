import type { StoredProfile } from '@shared/model/profile';
import { Copy, Save, Trash2, Undo2 } from 'lucide-react';
import { MistakesButton } from '../mistakes/MistakesButton';
import { useApp } from '../store/app-store';
import { Badge } from '../ui/Badge';
import { Button } from '../ui/Button';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { focusSoon } from '../ui/focus';
import { PlainText } from '../ui/PlainText';
import type { ProfileForm } from './form-context';

interface ProfileActionsProps {
  form: ProfileForm;
  stored: StoredProfile | undefined;
}

const SELECTED_ROW = '#profile-rows [aria-current]';

export function ProfileActions({ form, stored }: ProfileActionsProps) {
  const { id, draft, isReadOnly } = form;
  const isDirty = useApp((state) => state.drafts[id] !== undefined);
  const isSaving = useApp((state) => state.isSaving);
  const saveDraft = useApp((state) => state.saveDraft);
  const duplicateProfile = useApp((state) => state.duplicateProfile);
  const save = async () => {
    const saved = await saveDraft(id);
    // The button goes with the unsaved changes, or has found a field to correct.
    focusSoon(saved === null ? 'form [aria-invalid="true"]' : SELECTED_ROW);
  };
  return (
    <header className="flex min-h-10 shrink-0 flex-wrap items-center gap-1.5 border-b border-line bg-surface px-4 py-1.5">
      <h2 className="min-w-0 truncate text-base font-semibold">
        <PlainText text={draft.name.trim() || 'New profile'} />
      </h2>
      {isDirty && <Badge tone="warn">unsaved changes</Badge>}
      <div className="ml-auto flex flex-wrap gap-1.5">
        {stored && !isDirty && <MistakesButton />}
        {isDirty && <DiscardButton id={id} isNew={!stored} />}
        {stored && (
          <Button icon={Copy} onClick={() => duplicateProfile(id)}>
            Duplicate
          </Button>
        )}
        {stored && !isReadOnly && <DeleteButton stored={stored} />}
        {!isReadOnly && (
          <Button tone="primary" icon={Save} busy={isSaving} disabled={!isDirty} onClick={() => void save()}>
            Save
          </Button>
        )}
      </div>
    </header>
  );
}

function DiscardButton({ id, isNew }: { id: string; isNew: boolean }) {
  const discardDraft = useApp((state) => state.discardDraft);
  return (
    <ConfirmDialog
      trigger={<Button icon={Undo2}>Discard</Button>}
      title="Discard the changes?"
      description={isNew ? 'This profile was never saved.' : 'The profile goes back to what was saved last.'}
      confirmLabel="Discard"
      keepLabel="Keep editing"
      onConfirm={() => {
        discardDraft(id);
        focusSoon(SELECTED_ROW);
      }}
    />
  );
}

function DeleteButton({ stored }: { stored: StoredProfile }) {
  const deleteProfile = useApp((state) => state.deleteProfile);
  const remove = async () => {
    await deleteProfile(stored.id);
    focusSoon(SELECTED_ROW);
  };
  return (
    <Button
      tone="danger"
      icon={Trash2}
      title="Removes the profile; sessions recorded with it stay. It can be brought back."
      onClick={() => void remove()}
    >
      Delete
    </Button>
  );
}
