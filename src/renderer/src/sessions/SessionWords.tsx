import { MAX_NOTE_CHARACTERS, MAX_TAG_CHARACTERS, MAX_TAGS } from '@shared/library/session-query';
import type { SessionSummary } from '@shared/model/session';
import { NotebookPen, Pin, PinOff } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useApp } from '../store/app-store';
import { Badge } from '../ui/Badge';
import { Button, IconButton } from '../ui/Button';
import { TextArea, TextInput } from '../ui/controls';
import { Dialog } from '../ui/Dialog';
import { Field } from '../ui/Field';
import { PlainText } from '../ui/PlainText';

/** What the user says about the open session: pin, tags and note. */
export function SessionWords({ summary }: { summary: SessionSummary }) {
  const updateSession = useApp((state) => state.updateSession);
  const [isEditing, setEditing] = useState(false);
  const { id, pinned = false, tags = [] } = summary;
  return (
    <>
      {tags.map((tag) => (
        <Badge key={tag}>
          <PlainText text={tag} />
        </Badge>
      ))}
      <span className="ml-auto flex shrink-0">
        <IconButton
          label={pinned ? 'Unpin this session' : 'Pin this session'}
          icon={pinned ? PinOff : Pin}
          onClick={() => void updateSession(id, { pinned: !pinned })}
        />
        <IconButton label="Edit note and tags" icon={NotebookPen} onClick={() => setEditing(true)} />
      </span>
      <Dialog
        isOpen={isEditing}
        title="Note and tags"
        description="They stay on this machine, encrypted, and can be searched. No report has them."
        onClose={() => setEditing(false)}
      >
        {isEditing && <WordsForm key={id} summary={summary} onDone={() => setEditing(false)} />}
      </Dialog>
    </>
  );
}

/** The note of the open session, under its header. */
export function SessionNote({ note }: { note: string }) {
  return (
    <p className="mt-0.5 line-clamp-2 text-xs whitespace-pre-line text-ink-soft">
      <span className="sr-only">Note: </span>
      <PlainText text={note} />
    </p>
  );
}

function WordsForm({ summary, onDone }: { summary: SessionSummary; onDone: () => void }) {
  const updateSession = useApp((state) => state.updateSession);
  const [note, setNote] = useState(summary.note ?? '');
  const [tagText, setTagText] = useState((summary.tags ?? []).join(', '));
  const tags = splitTags(tagText);
  const problem = findProblem(tags);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (problem === null && (await updateSession(summary.id, { note: note.trim(), tags }))) onDone();
  };
  return (
    <form onSubmit={(event) => void save(event)} className="space-y-3">
      <Field label="Note">
        {(control) => (
          <TextArea
            {...control}
            rows={5}
            maxLength={MAX_NOTE_CHARACTERS}
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
        )}
      </Field>
      <Field
        label="Tags"
        hint="Separated by commas."
        messages={problem === null ? [] : [{ message: problem, severity: 'error' }]}
      >
        {(control) => (
          <TextInput {...control} value={tagText} onChange={({ target }) => setTagText(target.value)} />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" tone="primary">
          Save
        </Button>
      </div>
    </form>
  );
}

function splitTags(text: string): string[] {
  return text
    .split(',')
    .map((tag) => tag.trim())
    .filter(Boolean);
}

function findProblem(tags: string[]): string | null {
  if (tags.length > MAX_TAGS) return `At most ${MAX_TAGS} tags.`;
  const long = tags.find((tag) => tag.length > MAX_TAG_CHARACTERS);
  return long === undefined ? null : `A tag has at most ${MAX_TAG_CHARACTERS} characters.`;
}
