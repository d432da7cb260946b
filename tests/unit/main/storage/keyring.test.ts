import { once } from 'node:events';
import { copyFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { callInProcess, connectKeyring, type KeyringOptions } from '../../../../src/main/storage/keyring';
import { createTemporaryFolder } from '../../../support/storage-builder';

function buildOptions(mode: string, overrides: Partial<KeyringOptions> = {}): KeyringOptions {
  const path = join(createTemporaryFolder(), `${mode}.mjs`);
  copyFileSync(new URL('fake-keyring.mjs', import.meta.url), path);
  const moduleUrl = pathToFileURL(path).href;
  return { moduleUrl, connectTimeoutMs: 20_000, answerTimeoutMs: 20_000, ...overrides };
}

describe('the keyring', () => {
  it('gives back a secret in a later process', async () => {
    const options = buildOptions('works');
    expect(await connectKeyring(options).get('acme')).toBeNull();
    await connectKeyring(options).set('acme', 'líne "1"\n2');
    expect(await connectKeyring(options).get('acme')).toBe('líne "1"\n2');
    expect(await callInProcess(options, { account: 'acme', secret: null })).toBe('líne "1"\n2');
  });

  it('gives up on a service that blocks the thread', async () => {
    const keyring = connectKeyring(buildOptions('hangs', { connectTimeoutMs: 500 }));
    await expect(keyring.get('acme')).rejects.toThrow('it does not answer');
  });

  it('gives up on a person who does not unlock it', async () => {
    const keyring = connectKeyring(buildOptions('locked', { answerTimeoutMs: 100 }));
    await expect(keyring.get('acme')).rejects.toThrow('it was not unlocked in time');
  });

  it.each<[string, string, Partial<KeyringOptions>, string]>([
    ['is not there', 'throws', {}, 'it is not available'],
    ['is not installed', 'works', { moduleUrl: null }, 'its optional package is not installed'],
    ['cannot be loaded', 'works', { moduleUrl: 'file:///none/none.mjs' }, 'it is not available'],
    ['refuses', 'refuses', {}, 'it refused'],
  ])('rejects where it %s', async (_, mode, overrides, message) => {
    const keyring = connectKeyring(buildOptions(mode, overrides));
    await expect(keyring.set('acme', 'secret')).rejects.toThrow(message);
  });
});

describe.skipIf(process.platform !== 'linux')('the real keyring module', () => {
  const useBus = (path: string) => vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', `unix:path=${path}`);

  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('rejects on a machine without a keyring, and never falls back to the kernel’s', async () => {
    useBus(join(createTemporaryFolder(), 'nobody'));
    await expect(connectKeyring().set('test', 'secret')).rejects.toThrow('it is not available');
  });

  it('rejects where the bus accepts and never answers', async () => {
    const path = join(createTemporaryFolder(), 'bus');
    const bus = createServer((socket) => onTestFinished(() => void socket.destroy())).listen(path);
    onTestFinished(() => void bus.close());
    await once(bus, 'listening');
    useBus(path);
    await expect(connectKeyring({ connectTimeoutMs: 500 }).get('test')).rejects.toThrow('it does not answer');
  });
});
