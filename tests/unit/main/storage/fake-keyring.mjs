import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/**
 * Stands in for @napi-rs/keyring where the test machine has no keyring. The test copies it to a folder,
 * which then holds the secrets, under a name that says how it misbehaves.
 */
const folder = import.meta.dirname;
const mode = basename(import.meta.filename, '.mjs');

export class AsyncEntry {
  constructor(service, account, options) {
    if (mode === 'throws') throw new Error('no such service');
    // What the real one does on a D-Bus that accepts and never answers: the thread is gone.
    if (mode === 'hangs') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    this.path = join(folder, `${service}-${account}-${options.linux.store}`);
  }

  async getPassword() {
    if (mode === 'locked') return new Promise(() => setInterval(() => {}, 1_000));
    return existsSync(this.path) ? readFileSync(this.path, 'utf8') : null;
  }

  async setPassword(secret) {
    if (mode === 'refuses') throw new Error('denied');
    writeFileSync(this.path, secret);
  }
}
