import { MAX_CHUNK_BYTES, MAX_IMPORT_CHARACTERS } from '@shared/contract/host-api';
import { describeImport, type ImportedKind } from '@shared/model/imported-kind';
import { formatCount } from '../ui/format';
import type { ImportedFile, ImportsSlice } from './app-state';
import { sendFile } from './send-file';
import type { SliceContext } from './slice';

const NOTHING = 'There is nothing to diagnose yet. Paste something, or choose a file.';
const TOO_LARGE = 'It is larger than 20 MiB.';
/** What takes no longer than a blink needs no bar. */
const SHOWN_FROM_BYTES = 4 * MAX_CHUNK_BYTES;

/** Why a text was not taken, or what it was found to be. */
type Outcome =
  | { problem: string }
  | { recognisedAs: ImportedKind; archive?: { entries: number; kept: number } | null };

export function createImportsSlice({ host, set, get }: SliceContext): ImportsSlice {
  let cancel = new AbortController();
  const openImported = (sessionId: string) =>
    Promise.all([get().openSession(sessionId), get().loadSessions()]);
  const importText = async (text: string): Promise<Outcome> => {
    if (text.length > MAX_IMPORT_CHARACTERS) return { problem: TOO_LARGE };
    const result = await host.importSession({ text });
    if (!result.ok) return { problem: result.error.message };
    const { sessionId, recognisedAs } = result.value;
    await openImported(sessionId);
    return { recognisedAs };
  };
  const importFile = async (file: ImportedFile): Promise<Outcome> => {
    cancel = new AbortController();
    const isShown = file.size >= SHOWN_FROM_BYTES;
    if (isShown) set({ isPasteOpen: true });
    const sending = sendFile(host, file, cancel.signal, (importProgress) => {
      if (isShown && !cancel.signal.aborted) set({ importProgress });
    });
    const giveUp = () => cancel.abort();
    const result = await (isShown
      ? sending
      : get().during(`Reading ${file.name}…`, sending, { cancel: giveUp }));
    set({ importProgress: null });
    if (!result.ok) return { problem: result.error.message };
    const { sessionId, recognisedAs, archive } = result.value;
    await openImported(sessionId);
    return { recognisedAs, archive };
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
    const { recognisedAs, archive } = outcome;
    if (recognisedAs === 'session-export') get().addNotice('accent', describeImport(recognisedAs));
    if (archive) get().addNotice('accent', describeArchive(archive));
  };

  return {
    isPasteOpen: false,
    pastedText: '',
    pasteProblem: null,
    isImporting: false,
    importProgress: null,
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
        const outcome = await importFile(file);
        return 'problem' in outcome ? { problem: `${file.name}: ${outcome.problem}` } : outcome;
      }),
    async cancelImport() {
      if (get().importProgress) cancel.abort();
    },
  };
}

function changeText(pastedText: string) {
  return { pastedText, pasteProblem: null };
}

function describeArchive({ entries, kept }: { entries: number; kept: number }): string {
  return `${formatCount(entries, 'entry', 'entries')} read, ${kept} kept: the others are no part of a sign-in.`;
}
