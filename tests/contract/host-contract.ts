import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  HOST_METHOD_INPUTS,
  HOST_METHODS,
  type HostEvent,
  type HostMethod,
  MAX_CHUNK_BYTES,
  MAX_IMPORT_CHARACTERS,
} from '@shared/contract/host-api';
import type { Result } from '@shared/contract/result';
import type { ServedHost } from '@shared/contract/served-host';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { composeHost } from '../../src/main/compose-host';
import { buildNote, SAMPLE_INPUTS, SAMPLE_OUTPUTS } from '../support/host-samples';
import { createStubHost, type StubHost } from '../support/stub-host';

/** The far end of a binding, as a user interface holds it. */
export interface Connection {
  call(method: HostMethod, input: unknown): Promise<Result<unknown>>;
  /** Resolves once events are sure to arrive. */
  subscribe(listener: (event: HostEvent) => void): Promise<() => void>;
  close(): Promise<void>;
}

export type Connect = (host: ServedHost) => Promise<Connection>;

/** A host to put behind a binding: the real one or a stand-in. */
type HostFactory = () => Promise<{ host: ServedHost; close(): Promise<void> }>;

const createStub: HostFactory = async () => ({ host: createStubHost(), close: async () => {} });

/** The host of the composition roots, with everything in memory. */
const createReal: HostFactory = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'grantscope-contract-'));
  const { host, close } = await composeHost({
    environment: { GRANTSCOPE_HOME: folder, GRANTSCOPE_VAULT: 'memory' },
    openBrowser: null,
    safeStorage: null,
    isOwnOrigin: () => false,
    log: () => {},
  });
  return {
    host,
    async close() {
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** The whole suite for one binding. */
export function describeBinding(binding: string, connect: Connect): void {
  describeHostContract(`a stub host over ${binding}`, connect, createStub);
  describeHostContract(`the real host over ${binding}`, connect, createReal);
  describeFaithfulCarrying(binding, connect);
  describeImporting(binding, connect);
}

/** Text of any kind goes in, however it is quoted on the way, and a session comes out. */
function describeImporting(binding: string, connect: Connect): void {
  describe(`importing over ${binding}`, () => {
    let connection: Connection;
    let served: Awaited<ReturnType<HostFactory>>;
    beforeAll(async () => {
      served = await createReal();
      connection = await connect(served.host);
    });
    afterAll(async () => {
      await connection.close();
      await served.close();
    });

    it.each([
      ['error-body', '{"error":"invalid_grant","error_description":"Zoë \\"\u2028"}'],
      ['challenge', 'WWW-Authenticate: Bearer realm="a",\r\n error="invalid_token"'],
      ['callback-url', 'https://app.example/cb?error=access_denied#_=_'],
      ['unrecognised', 'nothing \u0000\ud800 at all'],
    ])('a text is recognised as %s and can be read back', async (recognisedAs, text) => {
      const imported = await connection.call('importSession', { text });
      expect(imported).toMatchObject({ ok: true, value: { recognisedAs } });
      const { sessionId } = (imported as { value: { sessionId: string } }).value;
      expect(await connection.call('readSession', { sessionId, afterSeq: 0 })).toMatchObject({
        ok: true,
        value: { summary: { id: sessionId, flow: 'imported', outcome: 'failed' } },
      });
    });

    it('bytes of a file arrive chunk by chunk as they are', async () => {
      const bytes = Buffer.from('\uFEFFHTTP/1.1 400 Zo\u00eb\r\n\r\n{"error":"invalid_grant"}', 'utf16le');
      const begun = await connection.call('beginImport', { sizeBytes: bytes.length });
      const { importId } = (begun as { value: { importId: string } }).value;
      for (let offset = 0; offset < bytes.length; offset += 7) {
        const chunk = bytes.subarray(offset, offset + 7).toString('base64');
        expect(await connection.call('appendImport', { importId, offset, chunk })).toMatchObject({
          ok: true,
        });
      }
      expect(await connection.call('finishImport', { importId })).toMatchObject({
        ok: true,
        value: { recognisedAs: 'http-messages', archive: null },
      });
    });

    it('a chunk of the largest size is taken', async () => {
      const begun = await connection.call('beginImport', { sizeBytes: null });
      const { importId } = (begun as { value: { importId: string } }).value;
      const chunk = Buffer.alloc(MAX_CHUNK_BYTES, 'a').toString('base64');
      expect(await connection.call('appendImport', { importId, offset: 0, chunk })).toMatchObject({
        ok: true,
        value: { receivedBytes: MAX_CHUNK_BYTES },
      });
      expect(
        await connection.call('appendImport', { importId, offset: 0, chunk: `${chunk}aaaa` }),
      ).toMatchObject({
        ok: false,
        error: { code: 'invalid-argument' },
      });
      expect(await connection.call('cancelImport', { importId })).toMatchObject({ ok: true });
    });

    it.each([
      ['over the limit', 'x'.repeat(MAX_IMPORT_CHARACTERS + 1), 'larger than 20 MiB'],
      ['cut off', '{"error":', 'not valid JSON'],
    ])('a text that is %s is refused in words', async (_name, text, says) => {
      const refused = await connection.call('importSession', { text });
      expect(refused).toMatchObject({ ok: false, error: { code: 'invalid-argument' } });
      expect(JSON.stringify(refused)).toContain(says);
    });
  });
}

/** What every binding promises for every host. */
function describeHostContract(name: string, connect: Connect, createHost: HostFactory): void {
  describe(name, () => {
    let connection: Connection;
    let served: Awaited<ReturnType<HostFactory>>;
    beforeAll(async () => {
      served = await createHost();
      connection = await connect(served.host);
    });
    afterAll(async () => {
      await connection.close();
      await served.close();
    });

    it.each(HOST_METHODS)('%s answers a result', async (method) => {
      const result = await connection.call(method, SAMPLE_INPUTS[method]);
      const error = result.ok ? null : result.error;
      expect(error?.problems, 'problems with the shape of the input').toBeUndefined();
      expect(['unknown-method', 'internal', 'unauthorized']).not.toContain(error?.code);
    });

    it.each(HOST_METHODS)('%s refuses an input of the wrong shape as a value', async (method) => {
      for (const input of [{ ...SAMPLE_INPUTS[method], surprise: true }, [], 'text', 7]) {
        const result = await connection.call(method, input);
        expect(result).toMatchObject({ ok: false, error: { code: 'invalid-argument' } });
      }
    });
  });
}

/** What a binding may not do to what it carries; needs a host whose answers are known. */
function describeFaithfulCarrying(binding: string, connect: Connect): void {
  describe(`carrying over ${binding}`, () => {
    let connection: Connection | undefined;
    afterEach(() => connection?.close());
    const open = async (host: StubHost) => {
      connection = await connect(host);
      return connection;
    };

    it.each(HOST_METHODS)('%s brings its input there and its output back unchanged', async (method) => {
      const host = createStubHost();
      const { call } = await open(host);
      expect(await call(method, SAMPLE_INPUTS[method])).toStrictEqual({
        ok: true,
        value: SAMPLE_OUTPUTS[method],
      });
      expect(host.calls).toEqual([
        { method, input: HOST_METHOD_INPUTS[method].parse(SAMPLE_INPUTS[method]) },
      ]);
    });

    it('any JSON value survives the crossing', async () => {
      let metadata: unknown;
      const discoverIssuer = async () => ({ ok: true as const, value: { url: '', metadata } as never });
      const { call } = await open(createStubHost({ discoverIssuer }));
      await fc.assert(
        fc.asyncProperty(fc.jsonValue({ stringUnit: 'binary' }), async (value) => {
          metadata = JSON.parse(JSON.stringify(value));
          const result = await call('discoverIssuer', SAMPLE_INPUTS.discoverIssuer);
          expect(result).toStrictEqual({ ok: true, value: { url: '', metadata } });
        }),
        { numRuns: 50 },
      );
    });

    it('a refusal arrives with its code, capability and problems', async () => {
      const refusal = {
        ok: false as const,
        error: {
          code: 'not-supported' as const,
          message: 'No browser.',
          capability: 'systemBrowser',
          problems: [{ path: 'a.b', message: 'c' }],
        },
      };
      const { call } = await open(createStubHost({ openAuthorizationUrl: async () => refusal }));
      expect(await call('openAuthorizationUrl', SAMPLE_INPUTS.openAuthorizationUrl)).toStrictEqual(refusal);
    });

    it.each(HOST_METHODS)('a bug in %s becomes "internal" without its text', async (method) => {
      const throwBug = async () => {
        throw new Error('the password is hunter2');
      };
      const { call } = await open(createStubHost({ [method]: throwBug }));
      const result = await call(method, SAMPLE_INPUTS[method]);
      expect(result).toMatchObject({ ok: false, error: { code: 'internal' } });
      expect(JSON.stringify(result)).not.toContain('hunter2');
    });

    it('events arrive in order, also a large one', async () => {
      const host = createStubHost();
      const received: HostEvent[] = [];
      const { subscribe } = await open(host);
      await subscribe((event) => received.push(event));
      const sent = Array.from({ length: 200 }, (_, index) => buildTraceEvent(index + 1));
      sent.splice(100, 0, buildTraceEvent(1_000, 'x'.repeat(10 * 1024 * 1024)));
      for (const event of sent) host.emit(event);
      await vi.waitFor(() => expect(received).toHaveLength(sent.length), { timeout: 10_000 });
      expect(received.every((event, index) => JSON.stringify(event) === JSON.stringify(sent[index]))).toBe(
        true,
      );
    });

    it('events reach every listener, and none that has unsubscribed', async () => {
      const host = createStubHost();
      const first: HostEvent[] = [];
      const second: HostEvent[] = [];
      const { subscribe } = await open(host);
      const unsubscribe = await subscribe((event) => first.push(event));
      await subscribe((event) => second.push(event));
      host.emit({ type: 'sessions-changed' });
      await vi.waitFor(() => expect([first.length, second.length]).toEqual([1, 1]));
      unsubscribe();
      host.emit({ type: 'profiles-changed' });
      await vi.waitFor(() =>
        expect(second).toEqual([{ type: 'sessions-changed' }, { type: 'profiles-changed' }]),
      );
      expect(first).toEqual([{ type: 'sessions-changed' }]);
    });
  });
}

function buildTraceEvent(seq: number, message?: string): HostEvent {
  return { type: 'trace', sessionId: 'session-1', events: [buildNote(seq, message)] };
}
