import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ComposeOptions } from '../../../src/main/compose-services';
import { type ServeOptions, serve } from '../../../src/main/serve';
import { createRendererFolder, type RendererFolder } from '../../support/renderer-folder';
import { createStubHost } from '../../support/stub-host';

let folder: RendererFolder;
beforeEach(() => {
  folder = createRendererFolder();
});
afterEach(() => folder.remove());

/** A server of the test host; `url` waits for the first line on stdout. */
function startServe(overrides: Partial<ServeOptions> = {}) {
  const signals = new EventEmitter();
  const written = { stdout: '', stderr: '' };
  const closed = vi.fn(async () => {});
  let composed: ComposeOptions | undefined;
  const exit = serve({
    port: 0,
    open: true,
    environment: {},
    stdout: { write: (text) => (written.stdout += text) },
    stderr: { write: (text) => (written.stderr += text) },
    signals,
    rendererFolder: folder.path,
    openBrowser: null,
    async composeHost(options) {
      composed = options;
      return { host: createStubHost(), close: closed };
    },
    ...overrides,
  });
  const waitForUrl = () =>
    vi.waitFor(() => {
      expect(written.stderr).toContain('\n');
      return written.stdout.split('\n')[0] ?? '';
    });
  return {
    exit,
    signals,
    written,
    closed,
    composed: () => composed,
    // Waited for only where it is asked for: a server that does not start never writes one.
    get url() {
      return waitForUrl();
    },
  };
}

describe('serving to a browser', () => {
  it.each(['SIGINT', 'SIGTERM'])('writes its URL first and stops cleanly on %s', async (signal) => {
    const { exit, url, signals, closed } = startServe();
    expect(await url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#code=[\w-]{43}$/);
    const { origin } = new URL(await url);
    expect((await fetch(origin)).status).toBe(200);
    signals.emit(signal);
    expect(await exit).toBe(0);
    expect(closed).toHaveBeenCalledOnce();
    await expect(fetch(origin)).rejects.toThrow();
    expect(signals.eventNames()).toEqual([]);
  });

  it('leaves the signals alone until there is something to close', async () => {
    const signals = new EventEmitter();
    const heard: number[] = [];
    const composeHost = async () => {
      heard.push(signals.listenerCount('SIGINT'));
      return { host: createStubHost(), close: async () => {} };
    };
    const { exit, url } = startServe({ signals, composeHost });
    await url;
    heard.push(signals.listenerCount('SIGINT'));
    signals.emit('SIGINT');
    await exit;
    expect(heard).toEqual([0, 1]);
  });

  it('opens the browser with the URL it printed, unless told not to', async () => {
    const openBrowser = vi.fn(async () => {});
    const opening = startServe({ openBrowser });
    expect(await opening.url).toBe(openBrowser.mock.calls.flat()[0]);
    const quiet = startServe({ openBrowser, open: false });
    await quiet.url;
    expect(openBrowser).toHaveBeenCalledOnce();
    for (const { signals } of [opening, quiet]) signals.emit('SIGINT');
    await Promise.all([opening.exit, quiet.exit]);
  });

  it('asks for the link to be opened by hand where no browser opens', async () => {
    const openBrowser = async () => {
      throw new Error('no');
    };
    const { exit, url, signals, written } = startServe({ openBrowser });
    await url;
    expect(written.stderr).toContain('Open the link above');
    signals.emit('SIGINT');
    expect(await exit).toBe(0);
  });

  it.skipIf(process.platform === 'win32')('prints another link when asked to by SIGUSR2', async () => {
    const { exit, url, signals, written } = startServe();
    const first = await url;
    signals.emit('SIGUSR2');
    const [, second = ''] = written.stdout.split('\n');
    expect(new URL(second).origin).toBe(new URL(first).origin);
    expect(second).not.toBe(first);
    signals.emit('SIGINT');
    await exit;
  });

  it('tells the host its own origin, which no profile may reach', async () => {
    const { exit, url, signals, composed } = startServe();
    const { port } = new URL(await url);
    expect(composed()?.isOwnOrigin(new URL(`http://localhost:${port}/api/listProfiles`))).toBe(true);
    expect(composed()?.isOwnOrigin(new URL('https://id.acme.example'))).toBe(false);
    signals.emit('SIGINT');
    await exit;
  });

  it('is a usage error where the port is taken, and says so', async () => {
    const first = startServe();
    const port = Number(new URL(await first.url).port);
    const second = startServe({ port });
    expect(await second.exit).toBe(2);
    expect([second.written.stdout, second.written.stderr]).toEqual([
      '',
      expect.stringContaining(`${port} is taken`),
    ]);
    expect(second.closed).toHaveBeenCalledOnce();
    first.signals.emit('SIGINT');
    await first.exit;
  });

  it('closes the host again where the user interface is not built', async () => {
    const { exit, closed } = startServe({ rendererFolder: 'no-such-folder' });
    await expect(exit).rejects.toThrow('npm run build');
    expect(closed).toHaveBeenCalledOnce();
  });
});
