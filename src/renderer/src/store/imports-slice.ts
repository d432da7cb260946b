import { MAX_IMPORT_CHARACTERS } from '@shared/contract/host-api';
import { describeImport, type ImportedKind } from '@shared/model/imported-kind';
import type { ImportedFile, ImportsSlice } from './app-state';
import type { SliceContext } from './slice';

const NOTHING = 'There is nothing to diagnose yet. Paste something, or choose a file.';
const TOO_LARGE = 'It is larger than 20 MiB.';
/** UTF-8 has at most four bytes a character: a file beyond is not even read. */
const MAX_BYTES = MAX_IMPORT_CHARACTERS * 4;

/** Why a text was not taken, or what it was found to be. */
type Outcome = { problem: string } | { recognisedAs: ImportedKind };

export function createImportsSlice({ host, set, get }: SliceContext): ImportsSlice {
  const importText = async (text: string): Promise<Outcome> => {
    if (text.length > MAX_IMPORT_CHARACTERS) return { problem: TOO_LARGE };
    const result = await host.importSession({ text });
    if (!result.ok) return { problem: result.error.message };
    const { sessionId, recognisedAs } = result.value;
    await Promise.all([get().openSession(sessionId), get().loadSessions()]);
    return { recognisedAs };
  };
  const run = async (work: () => Promise<Outcome>): Promise<void> => {
    if (get().isImporting) return;
    set({ isImporting: true, pasteProblem: null });
    const outcome = await work();
    if ('problem' in outcome) {
      set({ isImporting: false, pasteProblem: outcome.problem, isPasteOpen: true });
      return;
    }
    set({ isImporting: false, isPasteOpen: false });
    // The recording says what it was recognised as; an export came with a recording of its own.
    const { recognisedAs } = outcome;
    if (recognisedAs === 'session-export') get().addNotice('accent', describeImport(recognisedAs));
  };

  return {
    isPasteOpen: false,
    pastedText: '',
    pasteProblem: null,
    isImporting: false,
    openPaste: (text) => set({ isPasteOpen: true, ...(text === undefined ? {} : changeText(text)) }),
    closePaste: () => set({ isPasteOpen: false, pasteProblem: null }),
    changePastedText: (text) => set(changeText(text)),
    diagnosePasted: () =>
      run(async () => {
        const text = get().pastedText;
        if (text.trim() === '') return { problem: NOTHING };
        const outcome = await importText(text);
        if ('recognisedAs' in outcome && get().pastedText === text) set({ pastedText: '' });
        return outcome;
      }),
    diagnoseFile: (file) =>
      run(async () => {
        const { text, problem } = await readFileText(file);
        const outcome = problem === null ? await importText(text) : { problem };
        return 'problem' in outcome ? { problem: `${file.name}: ${outcome.problem}` } : outcome;
      }),
  };
}

function changeText(pastedText: string) {
  return { pastedText, pasteProblem: null };
}

async function readFileText(file: ImportedFile): Promise<{ text: string; problem: string | null }> {
  const refuse = (problem: string) => ({ text: '', problem });
  if (file.size > MAX_BYTES) return refuse(TOO_LARGE);
  let bytes: ArrayBuffer;
  try {
    bytes = await file.arrayBuffer();
  } catch {
    return refuse('It cannot be read. Choose it again.');
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.trim() === '' ? refuse('It is empty.') : { text, problem: null };
  } catch {
    return refuse('It is not UTF-8 text.');
  }
}
