import { MAX_IMPORT_BYTES, MAX_IMPORT_CHARACTERS } from '@shared/contract/host-api';
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
  const listChunks = () =>
    host.calls.flatMap(({ method, input }) =>
      method === 'appendImport' ? [Buffer.from((input as { chunk: string }).chunk, 'base64')] : [],
    );
  return { host, store, listImports, listChunks };
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
    const finishImport = async () =>
      ok({ sessionId: 'session-9', recognisedAs: 'session-export' as const, archive: null });
    const { store } = buildStore({ finishImport });
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

  it('sends a small file as it is and leaves the box as it was', async () => {
    const { store, listChunks } = buildStore();
    store.getState().openPaste('a draft');
    await store.getState().diagnoseFile(buildFile(`\uFEFF${SECRET}`));
    expect(Buffer.concat(listChunks()).toString()).toBe(`\uFEFF${SECRET}`);
    expect(store.getState()).toMatchObject({
      isPasteOpen: false,
      pastedText: 'a draft',
      open: { id: 'session-2' },
    });
  });

  it('sends a large file in chunks, shows how far it is, and says what was kept', async () => {
    const bytes = Uint8Array.from({ length: 5_000_000 }, (_, index) => index % 251);
    const { store, listChunks } = buildStore();
    const seen: (number | undefined)[] = [];
    store.subscribe(({ importProgress }) => seen.push(importProgress?.share));
    await store.getState().diagnoseFile(buildFile(bytes));
    expect(listChunks().map((chunk) => chunk.length)).toEqual([...Array(4).fill(1_048_576), 805_696]);
    expect(Buffer.concat(listChunks()).equals(bytes)).toBe(true);
    const shares = seen.filter((share) => share !== undefined);
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(new Set(shares).size).toBe(6);
    expect(store.getState()).toMatchObject({ importProgress: null, isPasteOpen: false });
    expect(store.getState().notices).toMatchObject([
      { text: expect.stringContaining('48003 entries read, 3 kept') },
    ]);
  });

  it('gives a large file up at once, and stays as it was', async () => {
    const { host, store } = buildStore({
      appendImport: async () => {
        await store.getState().cancelImport();
        return ok({ receivedBytes: 1, entries: 0 });
      },
      finishImport: async () => {
        throw new Error('It was cancelled.');
      },
    });
    await store.getState().diagnoseFile(buildFile(new Uint8Array(5_000_000)));
    expect(host.calls.map(({ method }) => method)).toContain('cancelImport');
    expect(store.getState()).toMatchObject({
      isImporting: false,
      importProgress: null,
      open: null,
      pasteProblem: 'trace.har: The import was cancelled. Nothing was stored.',
    });
  });

  it('stops at the first chunk that is refused', async () => {
    let count = 0;
    const { store } = buildStore({
      appendImport: async () => {
        count += 1;
        return fail('invalid-argument', 'It is larger than 20 MiB, and no HAR.');
      },
    });
    await store.getState().diagnoseFile(buildFile(new Uint8Array(5_000_000)));
    expect(count).toBe(1);
    expect(store.getState().pasteProblem).toBe('trace.har: It is larger than 20 MiB, and no HAR.');
  });

  it.each([
    ['is empty', buildFile(''), 'trace.har: It is empty.'],
    [
      'is too large',
      { name: 'big.har', size: MAX_IMPORT_BYTES + 1, slice: () => new Blob() },
      'big.har: It is larger than 2 GiB.',
    ],
    [
      'has vanished',
      {
        name: 'gone.har',
        size: 1,
        slice: () =>
          Object.assign(new Blob(), { arrayBuffer: () => Promise.reject(new Error('NotFoundError')) }),
      },
      'gone.har: It cannot be read. Choose it again.',
    ],
  ])('opens the box with the reason where a file %s', async (_name, file, problem) => {
    const { store, listChunks } = buildStore();
    await store.getState().diagnoseFile(file);
    expect(store.getState()).toMatchObject({ isPasteOpen: true, pasteProblem: problem, isImporting: false });
    expect(listChunks()).toEqual([]);
  });
});
