import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { catchError, createRecordedFetch } from '../../../support/recorded-fetch';
import { findClosedPort, listen, startServer } from '../../../support/test-server';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

/** A server that answers each connection's first bytes with `answer`, then calls `then`. */
async function serveRaw(answer: string, then: 'reset' | 'hang'): Promise<string> {
  const server: Server = createServer((socket) => {
    cleanUps.push(() => socket.destroy());
    socket.on('error', () => {});
    socket.once('data', () => {
      socket.write(answer, () => then === 'reset' && socket.resetAndDestroy());
    });
  });
  cleanUps.push(() => server.close());
  return `http://127.0.0.1:${await listen(server)}`;
}

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n';

describe('a failure of the network', () => {
  test('ECONNREFUSED is recorded without a response and rethrown as it was', async () => {
    const port = await findClosedPort();
    const { fetch, ended } = createRecordedFetch();
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(ended()).toMatchObject({
      response: null,
      connection: null,
      error: { code: 'ECONNREFUSED', source: 'network', details: { address: '127.0.0.1', port } },
    });
  });

  test('a name that does not resolve is recorded with the time it took', async () => {
    const { fetch, ended } = createRecordedFetch();
    const error = await catchError(fetch('http://nothing.invalid/'));
    expect(error).toMatchObject({ syscall: 'getaddrinfo' });
    expect(ended().error).toMatchObject({ source: 'network', details: { hostname: 'nothing.invalid' } });
    expect(ended().error?.code).toMatch(/^(ENOTFOUND|EAI_AGAIN)$/);
    expect(ended().timings).toMatchObject({ dnsMs: expect.any(Number), connectMs: null });
  });

  test('a body that is cut off leaves what arrived on the record', async () => {
    const origin = await serveRaw(`${HEAD}{"access_`, 'reset');
    const { fetch, ended } = createRecordedFetch();
    await expect(fetch(origin)).rejects.toMatchObject({
      code: expect.stringMatching(/ECONNRESET|UND_ERR_SOCKET/),
    });
    expect(ended()).toMatchObject({
      error: { source: 'network' },
      response: { status: 200, body: { text: '{"access_', bodyBytes: 9 } },
    });
  });

  test('a connection that is dropped before the head has no response', async () => {
    const origin = await serveRaw('', 'reset');
    const { fetch, ended } = createRecordedFetch();
    await catchError(fetch(origin, { method: 'POST', body: 'a=b' }));
    expect(ended()).toMatchObject({ response: null, error: { source: 'network' } });
    expect(ended().request.headers).toContainEqual(['content-length', '3']);
  });

  test('an answer that is not HTTP is a failure of the network', async () => {
    const origin = await serveRaw('SSH-2.0-OpenSSH\r\n', 'hang');
    const { fetch, ended } = createRecordedFetch();
    await catchError(fetch(origin));
    expect(ended()).toMatchObject({
      response: null,
      error: { source: 'network', name: 'HTTPParserError' },
    });
  });
});

describe('a deadline', () => {
  test('ends the wait for the response head', async () => {
    const origin = await serveRaw('', 'hang');
    const { fetch, ended } = createRecordedFetch({ network: { deadlines: { headersMs: 30 } } });
    await expect(fetch(origin)).rejects.toMatchObject({ code: 'UND_ERR_HEADERS_TIMEOUT' });
    expect(ended()).toMatchObject({
      response: null,
      error: { source: 'network', code: 'UND_ERR_HEADERS_TIMEOUT' },
    });
  });

  test('ends a body that never does, and keeps its start', async () => {
    const origin = await serveRaw(`${HEAD}{"half"`, 'hang');
    const { fetch, ended } = createRecordedFetch({ network: { deadlines: { bodyMs: 30 } } });
    await expect(fetch(origin)).rejects.toMatchObject({ code: 'UND_ERR_BODY_TIMEOUT' });
    expect(ended()).toMatchObject({ response: { status: 200, body: { text: '{"half"' } } });
  });

  test('ends a TLS handshake that the server never answers', async () => {
    const origin = await serveRaw('', 'hang');
    const { fetch, ended } = createRecordedFetch({ network: { deadlines: { connectMs: 50 } } });
    const url = origin.replace('http:', 'https:');
    await expect(fetch(url)).rejects.toMatchObject({ code: 'UND_ERR_CONNECT_TIMEOUT' });
    expect(ended().timings).toMatchObject({ connectMs: expect.any(Number), firstByteMs: null });
  });
});

describe('an abort', () => {
  test('before the request sends nothing and is recorded', async () => {
    const { fetch, ended } = createRecordedFetch();
    const reason = new DOMException('given up', 'AbortError');
    expect(await catchError(fetch('http://127.0.0.1:1/', { signal: AbortSignal.abort(reason) }))).toBe(
      reason,
    );
    expect(ended()).toMatchObject({ response: null, error: { name: 'AbortError', source: 'local' } });
  });

  test.each(['request', 'run'])('by the signal of the %s ends a hanging exchange', async (owner) => {
    const controller = new AbortController();
    const server = await startServer(() => controller.abort());
    cleanUps.push(server.close);
    const { fetch, ended } = createRecordedFetch(owner === 'run' ? { signal: controller.signal } : {});
    const error = await catchError(
      fetch(server.origin, owner === 'request' ? { signal: controller.signal } : {}),
    );
    expect(error).toBe(controller.signal.reason);
    expect(ended().error).toMatchObject({ name: 'AbortError', source: 'local' });
  });

  test('by a TimeoutError counts as a deadline', async () => {
    const origin = await serveRaw('', 'hang');
    const { fetch, ended } = createRecordedFetch();
    await catchError(fetch(origin, { signal: AbortSignal.timeout(20) }));
    expect(ended().error).toMatchObject({ name: 'TimeoutError', source: 'network' });
  });
});

describe('a request that must not be sent', () => {
  test.each([
    ['ftp://127.0.0.1/file', 'url_scheme_not_supported'],
    ['http://alice:hunter2@127.0.0.1/', 'url_has_credentials'],
    ['not a url', 'ERR_INVALID_URL'],
  ])('%s is refused and recorded', async (url, code) => {
    const { fetch, ended } = createRecordedFetch();
    const error = await catchError(fetch(url));
    expect(error).toMatchObject({ code });
    expect((error as Error).message).not.toContain('hunter2');
    expect(ended()).toMatchObject({ response: null, connection: null, error: { code } });
  });

  test('a refused address is reached neither by its URL nor by a name for it', async () => {
    let hits = 0;
    const server = await startServer((_request, response) => {
      hits += 1;
      response.end();
    });
    cleanUps.push(server.close);
    const refuse = (url: URL) => (url.origin === server.origin ? 'This is the app itself.' : null);
    for (const host of ['127.0.0.1', 'localhost']) {
      const { fetch, ended } = createRecordedFetch({ network: { refuse } });
      await catchError(fetch(`http://${host}:${server.port}/`));
      expect(ended().error).toMatchObject({ code: 'own_origin_refused', source: 'local' });
    }
    expect(hits).toBe(0);
  });
});
