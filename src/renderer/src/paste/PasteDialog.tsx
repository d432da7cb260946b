import { clsx } from 'clsx';
import { FileText, Stethoscope } from 'lucide-react';
import {
  type DragEvent,
  type FormEvent,
  type KeyboardEvent,
  useContext,
  useEffect,
  useRef,
  useState,
} from 'react';
import { readFindings } from '../diagnosis/read-findings';
import { nameStepElement } from '../labels/labels';
import { StoreContext, useApp } from '../store/app-store';
import { pickSelection } from '../timeline/effective-selection';
import { Button } from '../ui/Button';
import { TextArea } from '../ui/controls';
import { Dialog } from '../ui/Dialog';
import { Field } from '../ui/Field';
import { FileButton } from '../ui/FileButton';
import { describeShortcut, formatShortcut, isShortcut, type Shortcut } from '../ui/shortcut';
import { ImportProgress } from './ImportProgress';
import { usePasteKeys } from './use-paste-keys';

const SUBMIT: Shortcut = { key: 'Enter' };

/** Takes whatever was captured elsewhere and opens it as a session with its findings. */
export function PasteDialog() {
  usePasteKeys();
  const isOpen = useApp((state) => state.isPasteOpen);
  const closePaste = useApp((state) => state.closePaste);
  const progress = useApp((state) => state.importProgress);
  const pickNextFocus = useImportedStep(isOpen);
  return (
    <Dialog
      isOpen={isOpen}
      title="Paste anything"
      description="Takes a HAR, an HTTP message, a callback or error URL, a JSON error body, a WWW-Authenticate header, the output of curl -v, a log or a stack with its causes, or a session export."
      onClose={closePaste}
      pickNextFocus={pickNextFocus}
    >
      {progress ? <ImportProgress progress={progress} /> : <PasteForm />}
    </Dialog>
  );
}

function PasteForm() {
  const text = useApp((state) => state.pastedText);
  const problem = useApp((state) => state.pasteProblem);
  const isBusy = useApp((state) => state.isImporting);
  const changeText = useApp((state) => state.changePastedText);
  const diagnosePasted = useApp((state) => state.diagnosePasted);
  const diagnoseFile = useApp((state) => state.diagnoseFile);
  const { isOver, dropTarget } = useDropTarget();
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    // The problem describes the field, so that it is read out with the focus.
    if (problem !== null) area.current?.focus();
  }, [problem]);
  const submit = (event: FormEvent | KeyboardEvent) => {
    event.preventDefault();
    void diagnosePasted();
  };
  return (
    <form
      {...dropTarget}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (isShortcut(event, SUBMIT)) submit(event);
      }}
    >
      <Field
        label="Text, or a file dropped here"
        messages={problem === null ? [] : [{ message: problem, severity: 'error' }]}
        hint="It stays on this machine, with your recorded sessions. Secrets are hidden when you export it."
      >
        {(control) => (
          <TextArea
            {...control}
            ref={area}
            value={text}
            onChange={(event) => changeText(event.target.value)}
            className={clsx('h-[clamp(4rem,100vh-19rem,20rem)]', isOver && 'border-accent bg-accent-soft')}
          />
        )}
      </Field>
      <div className="mt-4 flex flex-wrap items-center gap-2">
        <FileButton icon={FileText} inputLabel="Captured file" onPick={(file) => void diagnoseFile(file)}>
          Choose a file
        </FileButton>
        <Button
          type="submit"
          tone="primary"
          icon={Stethoscope}
          busy={isBusy}
          title={`Diagnose (${formatShortcut(SUBMIT)})`}
          aria-keyshortcuts={describeShortcut(SUBMIT)}
          className="ml-auto"
        >
          Diagnose
        </Button>
      </div>
    </form>
  );
}

/** Shows where a file may be let go; the window itself takes it, see usePasteKeys. */
function useDropTarget() {
  const [isOver, setOver] = useState(false);
  const leave = ({ currentTarget, relatedTarget }: DragEvent) => {
    if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false);
  };
  return {
    isOver,
    dropTarget: { onDragOver: () => setOver(true), onDragLeave: leave, onDrop: () => setOver(false) },
  };
}

/** After an import the focus goes to the step that its finding is about; after a cancel, back. */
function useImportedStep(isOpen: boolean): () => HTMLElement | null {
  const store = useContext(StoreContext);
  const idBefore = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (isOpen) idBefore.current = store?.getState().open?.id;
  }, [isOpen, store]);
  return () => {
    const imported = store?.getState().open;
    if (!imported || imported.id === idBefore.current) return null;
    const shown = pickSelection(imported.view, null, readFindings(imported.view));
    const step = shown && document.getElementById(nameStepElement(shown.stepId));
    return step?.querySelector<HTMLElement>('[data-row]') ?? null;
  };
}
