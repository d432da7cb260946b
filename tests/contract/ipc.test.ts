import { HOST_METHODS, type HostApi } from '@shared/contract/host-api';
import type { Result } from '@shared/contract/result';
import type { ServedHost } from '@shared/contract/served-host';
import type { IpcMain, WebContents } from 'electron';
import { describe, expect, it } from 'vitest';
import { bindIpc } from '../../src/main/electron/ipc-binding';
import { PAGE_URL } from '../../src/main/electron/page-address';
import { createFakeIpc, loadPreload } from '../support/fake-electron-ipc';
import { SAMPLE_INPUTS } from '../support/host-samples';
import { createStubHost } from '../support/stub-host';
import { type Connect, describeBinding } from './host-contract';

const BINDING = 'Electron IPC (a fake transport)';

type Frame = Parameters<typeof createFakeIpc>[0];

/** The real binding and the real preload script, with a fake between them. */
async function bindPage(host: ServedHost, frame: Frame = { url: PAGE_URL, parent: null }) {
  const ipc = createFakeIpc(frame);
  const unbind = bindIpc({
    host,
    ipcMain: ipc.ipcMain as unknown as IpcMain,
    pageUrl: PAGE_URL,
    listPages: () => [ipc.contents as unknown as WebContents],
    onBug: () => {},
  });
  const exposed = await loadPreload(ipc);
  return { ipc, unbind, exposed, api: exposed['grantscope'] as HostApi };
}

const connect: Connect = async (host) => {
  const { api, unbind } = await bindPage(host);
  return {
    call: (method, input) => (api[method] as (input: unknown) => Promise<Result<unknown>>)(input),
    subscribe: async (listener) => api.subscribe(listener),
    close: async () => unbind(),
  };
};

describeBinding(BINDING, connect);

describe(BINDING, () => {
  it('exposes one function per method and subscribe, nothing else', async () => {
    const { exposed, api } = await bindPage(createStubHost());
    expect(Object.keys(exposed)).toEqual(['grantscope']);
    expect(Object.keys(api).sort()).toEqual([...HOST_METHODS, 'subscribe'].sort());
    expect(Object.values(api).every((member) => typeof member === 'function')).toBe(true);
  });

  it('hands the page the event and not the IPC event with its way back to the channels', async () => {
    const host = createStubHost();
    const { api } = await bindPage(host);
    const received: unknown[][] = [];
    api.subscribe((...values) => received.push(values));
    host.emit({ type: 'sessions-changed' });
    expect(received).toEqual([[{ type: 'sessions-changed' }]]);
  });

  it('registers one channel per method and takes all of them back', async () => {
    const host = createStubHost();
    const { ipc, unbind } = await bindPage(host);
    expect(ipc.channels()).toHaveLength(HOST_METHODS.length);
    unbind();
    expect(ipc.channels()).toEqual([]);
    expect(host.listenerCount()).toBe(0);
  });

  const strangers: [string, Frame][] = [
    ['a page on the web', { url: 'https://evil.example/index.html', parent: null }],
    ['a look-alike host', { url: 'app://grantscope.evil.example/index.html', parent: null }],
    ['another scheme', { url: 'http://grantscope/index.html', parent: null }],
    ['a blank page', { url: 'about:blank', parent: null }],
    ['a file', { url: 'file:///index.html', parent: null }],
    ['a text that is no URL', { url: '', parent: null }],
    ['a frame inside our page', { url: PAGE_URL, parent: { url: PAGE_URL, parent: null } }],
    ['a frame that is gone', null],
  ];
  const cases = strangers.flatMap(([who, frame]) => HOST_METHODS.map((method) => ({ who, frame, method })));

  it.each(cases)('$method is refused to $who', async ({ frame, method }) => {
    const host = createStubHost();
    const { api } = await bindPage(host, frame);
    const call = api[method] as (input: unknown) => Promise<unknown>;
    expect(await call(SAMPLE_INPUTS[method])).toMatchObject({ ok: false, error: { code: 'unauthorized' } });
    expect(host.calls).toEqual([]);
  });
});
