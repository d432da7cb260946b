import type { ReportFormat } from '@shared/contract/host-api';
import { saveReport } from '../report/save-report';
import { formatCount } from '../ui/format';
import type { PreviewChoices, ReportPreviewSlice } from './app-state';
import type { SliceContext } from './slice';

const NO_CHOICES: PreviewChoices = { reveal: [], revealCredentials: [], hide: [] };

export function createReportPreviewSlice({ host, set, get }: SliceContext): ReportPreviewSlice {
  let lastAsked = 0;
  let askedId: string | null = null;
  /** The host need not finish what nobody will look at. */
  const dropAsked = () => {
    if (askedId !== null) void host.cancelCall({ callId: askedId });
    askedId = null;
  };
  /**
   * Asks for the preview that `choices` would give; what is on screen changes only once it is there. Choices about a
   * session that has gone on since are made again without what was to be shown: its placeholder may be another's now.
   */
  const ask = async (format: ReportFormat, choices: PreviewChoices, isAgain = false): Promise<boolean> => {
    const sessionId = get().previewSessionId;
    if (sessionId === null) return false;
    lastAsked += 1;
    const own = lastAsked;
    set({ isPreviewing: true, ...(isAgain ? {} : { previewProblem: null }) });
    const basis = get().preview?.basis ?? null;
    const overrides = isAgain || basis === null ? { ...choices, basis: null } : { ...choices, basis };
    dropAsked();
    const callId = crypto.randomUUID();
    askedId = callId;
    const result = await host.previewReport({ sessionId, format, overrides, callId });
    if (own !== lastAsked) return false;
    askedId = null;
    if (result.ok) {
      set({ preview: result.value, previewFormat: format, previewChoices: choices, isPreviewing: false });
      return true;
    }
    if (result.error.code === 'stale-preview' && !isAgain) {
      set({
        previewProblem:
          'The session has gone on since the preview, so this is a new one. What was to be shown is hidden again.',
      });
      return ask(format, { ...NO_CHOICES, hide: choices.hide }, true);
    }
    set({ isPreviewing: false, previewProblem: describe(result.error) });
    return false;
  };
  const change = (changed: Partial<PreviewChoices>) =>
    ask(get().previewFormat, { ...get().previewChoices, ...changed });
  return {
    previewSessionId: null,
    preview: null,
    previewFormat: 'html',
    previewChoices: NO_CHOICES,
    previewProblem: null,
    isPreviewing: false,
    isSavingPreview: false,
    pickedRedaction: null,
    async openReportPreview() {
      const { open, page, previewSessionId } = get();
      if (!open || page !== 'session' || open.events.length === 0) return;
      const isSame = previewSessionId === open.id;
      set({
        overlay: 'report',
        previewSessionId: open.id,
        previewProblem: null,
        ...(isSame ? {} : { preview: null, previewChoices: NO_CHOICES, pickedRedaction: null }),
      });
      await change({});
    },
    async pickPreviewFormat(format) {
      await ask(format, get().previewChoices);
    },
    async showRedaction({ placeholder, sensitivity }) {
      const { reveal, revealCredentials } = get().previewChoices;
      await change(
        sensitivity === 'credential'
          ? { revealCredentials: [...revealCredentials, placeholder] }
          : { reveal: [...reveal, placeholder] },
      );
    },
    async hideAgain(placeholder) {
      const { reveal, revealCredentials } = get().previewChoices;
      const isOther = (each: string) => each !== placeholder;
      await change({ reveal: reveal.filter(isOther), revealCredentials: revealCredentials.filter(isOther) });
    },
    async hideText(text) {
      const { hide } = get().previewChoices;
      return hide.includes(text) || change({ hide: [...hide, text] });
    },
    async stopHiding(text) {
      await change({ hide: get().previewChoices.hide.filter((each) => each !== text) });
    },
    cancelPreview() {
      lastAsked += 1;
      dropAsked();
      set({ isPreviewing: false });
      if (get().preview === null) set({ overlay: null });
    },
    async savePreview() {
      const { previewSessionId: sessionId, preview, previewFormat: format, previewChoices } = get();
      if (sessionId === null || preview === null || get().isSavingPreview || get().isPreviewing) return;
      set({ isSavingPreview: true, previewProblem: null });
      const overrides = { ...previewChoices, basis: preview.basis };
      const result = await get().followExport('Making the report', ({ callId }) =>
        host.buildReport({ sessionId, format, overrides, callId }),
      );
      set({ isSavingPreview: false });
      if (!result) return;
      if (!result.ok && result.error.code === 'stale-preview') {
        await change({});
        return;
      }
      if (!result.ok) return set({ previewProblem: describe(result.error) });
      saveReport(result.value);
      const { fileName, redactions } = result.value;
      const shown = previewChoices.reveal.length + previewChoices.revealCredentials.length;
      const also = shown > 0 ? ` ${formatCount(shown, 'value')} shown at your wish.` : '';
      get().addNotice('accent', `Exported ${fileName}. ${formatCount(redactions, 'value')} redacted.${also}`);
    },
    pickRedaction: (pickedRedaction) => set({ pickedRedaction }),
  };
}

/** The shape of an input is described member by member: here only what was typed can be wrong. */
function describe({ message, problems = [] }: { message: string; problems?: { message: string }[] }): string {
  return problems[0]?.message ?? message;
}
