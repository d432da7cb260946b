import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import type { CliIo } from '../../../../src/main/cli/cli-io';
import type { CliHost } from '../../../../src/main/cli/open-cli-host';
import { watchExport, watchHostExport } from '../../../../src/main/cli/watch-export';

function createIo() {
  const signals = new EventEmitter();
  const stream = { isTTY: false, write: () => {} };
  const io = { stdout: stream, stderr: stream, environment: {}, signals } as unknown as CliIo;
  return {
    io,
    interrupt: () => signals.emit('SIGINT'),
    countListeners: () => signals.listenerCount('SIGINT'),
  };
}

const INTERRUPTED = { exitCode: 130, code: 'interrupted', message: 'Stopped. No report was written.' };

it('answers what was made, and listens for Ctrl-C no longer', async () => {
  const { io, countListeners } = createIo();
  expect(await watchExport(io, async () => countListeners())).toBe(1);
  await expect(watchExport(io, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(countListeners()).toBe(0);
});

it('ends the work at Ctrl-C, also where that was done by then', async () => {
  const { io, interrupt } = createIo();
  const held = watchExport(
    io,
    ({ signal }) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('cancelled')))),
  );
  interrupt();
  await expect(held).rejects.toMatchObject(INTERRUPTED);
  const done = watchExport(io, async () => interrupt());
  await expect(done).rejects.toMatchObject(INTERRUPTED);
});

it('cancels the export of the host by its id at Ctrl-C', async () => {
  const { io, interrupt } = createIo();
  const calls: unknown[] = [];
  const cancelled = Promise.withResolvers<never>();
  const host = {
    async call(method: string, input: unknown) {
      calls.push([method, input]);
      cancelled.reject(new Error('The export was cancelled.'));
    },
    subscribe: () => () => {},
  } as unknown as CliHost;
  const begun = Promise.withResolvers<string>();
  const exporting = watchHostExport(io, host, (callId) => {
    begun.resolve(callId);
    return cancelled.promise;
  });
  const callId = await begun.promise;
  interrupt();
  await expect(exporting).rejects.toMatchObject(INTERRUPTED);
  expect(calls).toEqual([['cancelCall', { callId }]]);
});
