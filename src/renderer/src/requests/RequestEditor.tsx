import { Eye, EyeOff } from 'lucide-react';
import { useApp } from '../store/app-store';
import { Button } from '../ui/Button';
import { TextArea, TextInput } from '../ui/controls';
import { Field, FieldMessages } from '../ui/Field';
import { RevealContext } from '../ui/MaskedText';
import { PairRows } from './PairRows';
import type { RequestDraft } from './use-request-draft';

/** The request as it is built, open to be changed: in rows, or as one text. */
export function RequestEditor({ editor }: { editor: RequestDraft }) {
  const reveal = useApp((state) => state.revealSecrets);
  const setReveal = useApp((state) => state.setRevealSecrets);
  const { draft, problems } = editor;
  const isRaw = draft.view === 'raw';
  return (
    <RevealContext value={reveal}>
      <div className="mt-2 flex flex-wrap items-center gap-1">
        <Button small aria-pressed={isRaw} onClick={() => editor.show(isRaw ? 'rows' : 'raw')}>
          As one text
        </Button>
        <Button
          small
          tone="quiet"
          icon={reveal ? EyeOff : Eye}
          aria-pressed={reveal}
          onClick={() => setReveal(!reveal)}
        >
          {reveal ? 'Hide secrets' : 'Reveal secrets'}
        </Button>
      </div>
      {draft.view === 'rows' ? (
        <RowsView editor={editor} parts={draft.parts} />
      ) : reveal ? (
        <TextArea
          aria-label="Request as one text"
          value={draft.text}
          rows={12}
          onChange={(event) => editor.changeText(event.target.value)}
          className="mt-2"
        />
      ) : (
        <p className="mt-2 text-ink-soft">The text holds secrets: reveal them to see and change it.</p>
      )}
      {problems.length > 0 && (
        <div role="alert">
          <FieldMessages messages={problems.map((message) => ({ message, severity: 'error' }))} />
        </div>
      )}
    </RevealContext>
  );
}

type RowsDraft = Extract<RequestDraft['draft'], { view: 'rows' }>;

function RowsView({ editor, parts }: { editor: RequestDraft; parts: RowsDraft['parts'] }) {
  const { method, address, query, headers, body } = parts;
  return (
    <>
      <div className="mt-2 grid grid-cols-[6rem_1fr] gap-1.5">
        <Field label="Method">
          {(control) => (
            <TextInput
              {...control}
              code
              value={method}
              onChange={(event) => editor.changeParts({ method: event.target.value.trim() })}
            />
          )}
        </Field>
        <Field label="URL without its parameters">
          {(control) => (
            <TextInput
              {...control}
              code
              value={address}
              onChange={(event) => editor.changeParts({ address: event.target.value })}
            />
          )}
        </Field>
      </div>
      <PairRows
        title="URL parameters"
        one="URL parameter"
        kind="named"
        pairs={query}
        onChange={(pairs) => editor.changeParts({ query: pairs })}
      />
      <PairRows
        title="Headers"
        one="Header"
        kind="header"
        pairs={headers}
        onChange={(pairs) => editor.changeParts({ headers: pairs })}
      />
      {body.kind === 'form' && (
        <PairRows
          title="Form fields"
          one="Form field"
          kind="named"
          pairs={body.fields}
          onChange={(fields) => editor.changeParts({ body: { kind: 'form', fields } })}
        />
      )}
      {body.kind === 'text' && (
        <div className="mt-2">
          <Field label="Body">
            {(control) => (
              <TextArea
                {...control}
                rows={6}
                value={body.text}
                onChange={(event) => editor.changeParts({ body: { kind: 'text', text: event.target.value } })}
              />
            )}
          </Field>
        </div>
      )}
    </>
  );
}
