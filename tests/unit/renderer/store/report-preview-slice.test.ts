import { fail, ok } from '@shared/contract/result';
import type { PreviewItem } from '@shared/model/report-preview';
import { expect, it, vi } from 'vitest';
import { createAppStore } from '../../../../src/renderer/src/store/app-store';
import { SAMPLE_OUTPUTS } from '../../../support/host-samples';
import { buildTrace } from '../../../support/session-builder';
import { createStubHostClient } from '../../../support/stub-host-client';

const ITEM = { placeholder: '[redacted:code-1]', sensitivity: 'credential' } as PreviewItem;

async function buildStore(overrides: Parameters<typeof createStubHostClient>[0] = {}) {
  const host = createStubHostClient({
    readSession: async ({ sessionId }) =>
      ok({
        summary: { ...SAMPLE_OUTPUTS.readSession.summary, id: sessionId },
        events: buildTrace({ sessionId }),
      }),
    ...overrides,
  });
  const store = createAppStore(host);
  await store.getState().openSession('session-1');
  await store.getState().openReportPreview();
  const listInputs = () =>
    host.calls.filter(({ method }) => method === 'previewReport').map(({ input }) => input);
  return { store, listInputs };
}

it('asks for a credential apart from other values, on the preview that it was chosen in', async () => {
  const { store, listInputs } = await buildStore();
  await store.getState().showRedaction(ITEM);
  await store
    .getState()
    .showRedaction({ ...ITEM, placeholder: '[redacted:email-1]', sensitivity: 'personal' });
  expect(listInputs().at(-1)).toMatchObject({
    sessionId: 'session-1',
    overrides: { basis: '7-2-abc', reveal: ['[redacted:email-1]'], revealCredentials: ['[redacted:code-1]'] },
  });
  await store.getState().hideAgain('[redacted:code-1]');
  expect(store.getState().previewChoices).toEqual({
    reveal: ['[redacted:email-1]'],
    revealCredentials: [],
    hide: [],
  });
});

it('stays as it was where a text is refused, and says why', async () => {
  const { store } = await buildStore();
  const before = store.getState().preview;
  const refuse = fail('invalid-argument', 'No.');
  const { store: other } = await buildStore({
    previewReport: async ({ overrides }) =>
      overrides?.hide?.length ? refuse : ok(SAMPLE_OUTPUTS.previewReport),
  });
  expect(await other.getState().hideText('error')).toBe(false);
  expect(other.getState()).toMatchObject({
    previewProblem: 'No.',
    previewChoices: { hide: [] },
    isPreviewing: false,
  });
  expect(other.getState().preview).toEqual(before);
});

it('makes a new preview of a session that has gone on, without what was to be shown', async () => {
  const { store, listInputs } = await buildStore({
    previewReport: async ({ overrides }) =>
      overrides?.basis ? fail('stale-preview', 'Gone on.') : ok(SAMPLE_OUTPUTS.previewReport),
  });
  await store.getState().hideText('corp.example');
  expect(store.getState().previewProblem).toContain('gone on');
  await store.getState().showRedaction(ITEM);
  expect(listInputs().at(-1)).toMatchObject({
    overrides: { basis: null, reveal: [], revealCredentials: [], hide: ['corp.example'] },
  });
  expect(store.getState().previewChoices).toMatchObject({ revealCredentials: [], hide: ['corp.example'] });
});

it('forgets an answer that came after the change was cancelled', async () => {
  let answer = () => {};
  const waited = vi.fn();
  const { store } = await buildStore({
    previewReport: async ({ format }) => {
      if (format === 'har')
        await new Promise<void>((resolve) => {
          answer = resolve;
        });
      waited(format);
      return ok(SAMPLE_OUTPUTS.previewReport);
    },
  });
  const asked = store.getState().pickPreviewFormat('har');
  expect(store.getState().isPreviewing).toBe(true);
  store.getState().cancelPreview();
  answer();
  await asked;
  expect(waited).toHaveBeenLastCalledWith('har');
  expect(store.getState()).toMatchObject({ isPreviewing: false, previewFormat: 'html', overlay: 'report' });
});

it('keeps every choice where a report could not be saved', async () => {
  const { store } = await buildStore({
    buildReport: async () => fail('report-leak', 'It would still show one.'),
  });
  await store.getState().showRedaction(ITEM);
  await store.getState().savePreview();
  expect(store.getState()).toMatchObject({
    overlay: 'report',
    previewProblem: 'It would still show one.',
    previewChoices: { revealCredentials: ['[redacted:code-1]'] },
    isSavingPreview: false,
  });
});

it('keeps the choices of the same session, and none of another', async () => {
  const { store } = await buildStore();
  await store.getState().hideText('corp.example');
  store.getState().closeOverlay();
  await store.getState().openReportPreview();
  expect(store.getState().previewChoices.hide).toEqual(['corp.example']);
  await store.getState().openSession('session-2');
  await store.getState().openReportPreview();
  expect(store.getState().previewChoices.hide).toEqual([]);
});
