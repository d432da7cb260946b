import { MAX_IMPORT_CHARACTERS } from '@shared/contract/host-api';
import { fail, ok } from '@shared/contract/result';
import { describe, expect, it } from 'vitest';
import type { ImportedFile } from '../../../../src/renderer/src/store/app-state';
import { createAppStore } from '../../../../src/renderer/src/store/app-store';
import { createStubHostClient } from '../../../support/stub-host-client';

const SECRET = '{"error":"invalid_grant","refresh_token":"kept-secret-8f2c71d0"}';

function buildStore(overrides: Parameters<typeof createStubHostClient>[0] = {}) {
  const host = createStubHostClient(overrides);
  const store = createAppStore(host);
  const listImports = () => host.calls.filter(({ method }) => method === 'importSession');
  return { host, store, listImports };
}

function buildFile(content: string | Uint8Array<ArrayBuffer>, name = 'trace.har'): ImportedFile {
  return new File([content], name);
}

describe('the imports slice', () => {
  it('sends the text as it is, opens its session, and closes an emptied box', async () => {
    const { store, listImports } = buildStore();
    store.getState().openPaste();
    store.getState().changePastedText(SECRET);
    await store.getState().diagnosePasted();
    expect(listImports().map(({ input }) => input)).toEqual([{ text: SECRET }]);
    expect(store.getState()).toMatchObject({ isPasteOpen: false, pastedText: '', isImporting: false });
    expect(store.getState().open?.id).toBe('session-2');
    expect(store.getState().notices).toEqual([]);
  });

  it('opens the session also where nothing was recognised', async () => {
    const importSession = async () => ok({ sessionId: 'session-9', recognisedAs: 'unrecognised' as const });
    const { store } = buildStore({ importSession });
    store.getState().openPaste('hello');
    await store.getState().diagnosePasted();
    expect(store.getState()).toMatchObject({ isPasteOpen: false, open: { id: 'session-9' } });
  });

  it('says that it was an export, since that recording does not say so itself', async () => {
    const importSession = async () => ok({ sessionId: 'session-9', recognisedAs: 'session-export' as const });
    const { store } = buildStore({ importSession });
    await store.getState().diagnoseFile(buildFile('{}'));
    expect(store.getState().notices).toMatchObject([{ text: 'Recognised as: session export.' }]);
  });

  it('keeps the text and the reason where the host refuses it', async () => {
    const importSession = async () => fail('invalid-argument', 'It is cut off.');
    const { store } = buildStore({ importSession });
    store.getState().openPaste(SECRET);
    await store.getState().diagnosePasted();
    expect(store.getState()).toMatchObject({
      isPasteOpen: true,
      pastedText: SECRET,
      pasteProblem: 'It is cut off.',
      isImporting: false,
      open: null,
    });
    store.getState().changePastedText(`${SECRET} `);
    expect(store.getState().pasteProblem).toBeNull();
  });

  it('keeps the text while the box is closed', () => {
    const { store } = buildStore();
    store.getState().openPaste(SECRET);
    store.getState().closePaste();
    store.getState().openPaste();
    expect(store.getState().pastedText).toBe(SECRET);
  });

  it.each([
    ['nothing', '', 'nothing to diagnose yet'],
    ['only blanks', ' \n', 'nothing to diagnose yet'],
    ['more than the limit', 'x'.repeat(MAX_IMPORT_CHARACTERS + 1), 'larger than 20 MiB'],
  ])('does not bother the host with %s', async (_name, text, says) => {
    const { store, listImports } = buildStore();
    store.getState().openPaste(text);
    await store.getState().diagnosePasted();
    expect(store.getState().pasteProblem).toContain(says);
    expect(listImports()).toEqual([]);
  });

  it('imports once for two clicks, and keeps what was typed meanwhile', async () => {
    const answer = Promise.withResolvers<void>();
    const { store, listImports } = buildStore({
      importSession: async () => {
        await answer.promise;
        return ok({ sessionId: 'session-2', recognisedAs: 'error-body' as const });
      },
    });
    store.getState().openPaste(SECRET);
    const first = store.getState().diagnosePasted();
    const second = store.getState().diagnosePasted();
    expect(store.getState().isImporting).toBe(true);
    store.getState().changePastedText('something else');
    answer.resolve();
    await Promise.all([first, second]);
    expect(listImports()).toHaveLength(1);
    expect(store.getState().pastedText).toBe('something else');
  });

  it('reads a file without its byte order mark and leaves the box as it was', async () => {
    const { store, listImports } = buildStore();
    store.getState().openPaste('a draft');
    await store.getState().diagnoseFile(buildFile(`\uFEFF${SECRET}`));
    expect(listImports().map(({ input }) => input)).toEqual([{ text: SECRET }]);
    expect(store.getState()).toMatchObject({ isPasteOpen: false, pastedText: 'a draft' });
  });

  it.each([
    ['is empty', buildFile(' \n'), 'trace.har: It is empty.'],
    ['is no text', buildFile(new Uint8Array([0x7b, 0xc3, 0x28])), 'trace.har: It is not UTF-8 text.'],
    [
      'is too large',
      { ...buildFile('x'), name: 'big.har', size: 4 * MAX_IMPORT_CHARACTERS + 1 },
      'big.har: It is larger than 20 MiB.',
    ],
    [
      'has vanished',
      { name: 'gone.har', size: 1, arrayBuffer: () => Promise.reject(new Error('NotFoundError')) },
      'gone.har: It cannot be read. Choose it again.',
    ],
  ])('opens the box with the reason where a file %s', async (_name, file, problem) => {
    const { store, listImports } = buildStore();
    await store.getState().diagnoseFile(file);
    expect(store.getState()).toMatchObject({ isPasteOpen: true, pasteProblem: problem, isImporting: false });
    expect(listImports()).toEqual([]);
  });
});
