import { fail, ok } from '@shared/contract/result';
import { expect, it, vi } from 'vitest';
import { createAppStore } from '../../../../src/renderer/src/store/app-store';
import { connectStore } from '../../../../src/renderer/src/store/connect-store';
import { createStubHostClient } from '../../../support/stub-host-client';

function hold() {
  const host = createStubHostClient();
  const store = createAppStore(host);
  const disconnect = connectStore(store, host);
  const { promise, resolve } = Promise.withResolvers<string>();
  const exporting = store.getState().followExport('Making the report', () => promise);
  const end = async () => {
    resolve('made');
    const made = await exporting;
    disconnect();
    return made;
  };
  return { host, store, end };
}

it('is a task for as long as it takes', async () => {
  const { store, end } = hold();
  expect(store.getState().tasks).toMatchObject([{ label: 'Making the report', share: 0 }]);
  expect(await end()).toBe('made');
  expect(store.getState().tasks).toEqual([]);
  expect(store.getState().notices).toEqual([]);
});

it('moves the bar of the export that the host tells of', async () => {
  const { host, store, end } = hold();
  host.emit({ type: 'call-progress', callId: store.getState().tasks[0]?.id ?? '', share: 0.25 });
  host.emit({ type: 'call-progress', callId: 'another', share: 0.75 });
  expect(store.getState().tasks).toMatchObject([{ share: 0.25 }]);
  await end();
});

it('drops what was made once it is cancelled, and tells the host', async () => {
  const { host, store, end } = hold();
  const [task] = store.getState().tasks;
  task?.cancel?.();
  task?.cancel?.();
  expect(host.calls.filter(({ method }) => method === 'cancelCall')).toEqual([
    { method: 'cancelCall', input: { callId: task?.id } },
  ]);
  expect(await end()).toBeNull();
  expect(store.getState().notices).toMatchObject([{ text: 'The export was cancelled.' }]);
});

it('stops between two of many sessions, and counts them as parts of one bar', async () => {
  const answers: (() => void)[] = [];
  const host = createStubHostClient({
    buildReport: () =>
      new Promise((resolve) => answers.push(() => resolve(fail('cancelled', 'The export was cancelled.')))),
    cancelCall: async () => ok(null),
  });
  const store = createAppStore(host);
  const disconnect = connectStore(store, host);
  store.getState().startMarking();
  for (const id of ['one', 'two', 'three', 'four']) store.getState().toggleMark(id);
  const exporting = store.getState().exportMarked();
  answers[0]?.();
  await vi.waitFor(() => expect(answers).toHaveLength(2));
  const [bar] = store.getState().tasks;
  expect(bar).toMatchObject({ label: 'Exporting 4 sessions', share: 0.25 });
  host.emit({ type: 'call-progress', callId: bar?.id ?? '', share: 0.5 });
  expect(store.getState().tasks[0]?.share).toBe(0.375);
  bar?.cancel?.();
  answers[1]?.();
  await exporting;
  expect(answers).toHaveLength(2);
  expect(store.getState()).toMatchObject({ tasks: [], isLibraryBusy: false });
  disconnect();
});
