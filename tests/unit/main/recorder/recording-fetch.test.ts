import type { RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { createRecordedFetch } from '../../../support/recorded-fetch';
import { readBody, startServer, type TestServer } from '../../../support/test-server';

const servers: TestServer[] = [];
const serve = async (handler: RequestListener, host?: string): Promise<string> => {
  const server = await startServer(handler, host === undefined ? {} : { host });
  servers.push(server);
  return server.origin;
};

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

describe('an exchange that succeeds', () => {
  test('is recorded as a pair of events around the same request', async () => {
    const origin = await serve((_request, response) => {
      response.writeHead(200, 'Fine', { 'Content-Type': 'application/json' }).end('{"access_token":"t"}');
    });
    const { fetch, events, started, ended } = createRecordedFetch();
    const response = await fetch(`${origin}/token?a=1#part`, {
      method: 'post',
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'a b' }),
    });
    expect(await response.json()).toEqual({ access_token: 't' });
    expect(response.url).toBe(`${origin}/token?a=1`);
    expect(events.map((event) => event.type)).toEqual(['exchange-started', 'exchange-ended']);
    expect(started()).toMatchObject({
      exchangeId: 'exchange-1',
      stepId: 'token',
      purpose: 'token',
      channel: 'back',
      request: { method: 'POST', url: `${origin}/token?a=1` },
    });
    expect(started().request.body).toEqual({
      text: 'grant_type=client_credentials&scope=a+b',
      encoding: 'utf8',
      bodyBytes: 39,
      truncated: false,
    });
    expect(ended()).toMatchObject({
      exchangeId: 'exchange-1',
      error: null,
      response: {
        status: 200,
        statusText: 'Fine',
        body: { text: '{"access_token":"t"}', encoding: 'utf8', bodyBytes: 20, truncated: false },
      },
      connection: { remoteAddress: '127.0.0.1', remotePort: Number(new URL(origin).port), tls: null },
    });
  });

  test('is recorded with the request head that the server received, in its order and case', async () => {
    let received: string[] = [];
    const origin = await serve((request, response) => {
      received = request.rawHeaders;
      response.end();
    });
    const { fetch, ended } = createRecordedFetch({ network: { userAgent: 'grantscope/9' } });
    await fetch(`${origin}/token`, {
      method: 'POST',
      headers: [
        ['X-Trace', 'one'],
        ['User-Agent', 'openid-client/v6'],
        ['x-trace', 'two'],
      ],
      body: 'abc',
    });
    expect(ended().request.headers.flat()).toEqual(received);
    expect(ended().request.headers).toEqual([
      ['host', new URL(origin).host],
      ['connection', 'close'],
      ['X-Trace', 'one'],
      ['User-Agent', 'grantscope/9 openid-client/v6'],
      ['x-trace', 'two'],
      ['content-type', 'text/plain;charset=UTF-8'],
      ['accept', '*/*'],
      ['content-length', '3'],
    ]);
  });

  test('keeps duplicate response fields and their order', async () => {
    const origin = await serve((_request, response) => {
      response.sendDate = false;
      response.writeHead(200, [
        'Set-Cookie',
        'a=1',
        'X-Mixed',
        'x',
        'Set-Cookie',
        'b=2',
        'Content-Length',
        '0',
      ]);
      response.end();
    });
    const { fetch, ended } = createRecordedFetch();
    const response = await fetch(origin);
    expect(ended().response).toMatchObject({ body: null });
    expect(ended().response?.headers.slice(0, 4)).toEqual([
      ['Set-Cookie', 'a=1'],
      ['X-Mixed', 'x'],
      ['Set-Cookie', 'b=2'],
      ['Content-Length', '0'],
    ]);
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  });

  test('has the time of each phase that happened and null for the others', async () => {
    const origin = await serve((_request, response) => response.end('ok'));
    let clock = 1_000;
    const { fetch, ended } = createRecordedFetch({ now: () => (clock += 1) });
    await fetch(origin.replace('127.0.0.1', 'localhost'));
    const { dnsMs, connectMs, tlsMs, firstByteMs, totalMs } = ended().timings;
    expect({ dnsMs, connectMs, tlsMs, firstByteMs }).toEqual({
      dnsMs: 1,
      connectMs: 1,
      tlsMs: null,
      firstByteMs: 1,
    });
    expect(totalMs).toBeGreaterThan(3);
  });

  test('works over IPv6', async ({ skip }) => {
    const origin = await serve((_request, response) => response.end('six'), '::1').catch(() => null);
    if (origin === null) return skip('this machine has no IPv6 loopback');
    const { fetch, ended } = createRecordedFetch();
    expect(await (await fetch(origin)).text()).toBe('six');
    expect(ended().connection).toMatchObject({ remoteAddress: '::1' });
    expect(ended().timings.dnsMs).toBeNull();
  });

  test('accepts a Request object', async () => {
    const origin = await serve(async (request, response) => {
      response.end(`${request.method} ${request.headers['x-a']} ${await readBody(request)}`);
    });
    const { fetch } = createRecordedFetch();
    const request = new Request(`${origin}/x`, { method: 'PUT', headers: { 'x-a': '1' }, body: 'body' });
    expect(await (await fetch(request)).text()).toBe('PUT 1 body');
  });
});

describe('a redirect', () => {
  test('is returned and never followed, whatever the caller asks', async () => {
    const paths: (string | undefined)[] = [];
    const origin = await serve((request, response) => {
      paths.push(request.url);
      response.writeHead(302, { Location: '/elsewhere' }).end();
    });
    const { fetch, ended } = createRecordedFetch();
    const response = await fetch(`${origin}/start`, { redirect: 'follow' });
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe('/elsewhere');
    expect(ended()).toMatchObject({ error: null, response: { status: 302 } });
    expect(paths).toEqual(['/start']);
  });
});

describe('a body', () => {
  test('is recorded as base64 where it is no text', async () => {
    const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255, 254]);
    const origin = await serve((_request, response) => response.end(bytes));
    const { fetch, ended } = createRecordedFetch();
    const response = await fetch(origin, { method: 'POST', body: new Uint8Array(bytes) });
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
    const expected = { text: bytes.toString('base64'), encoding: 'base64', bodyBytes: 7, truncated: false };
    expect(ended().response?.body).toEqual(expected);
    expect(ended().request.body).toEqual(expected);
  });

  test('that is gzip-encoded is decoded for the caller and the record, and noted', async () => {
    const origin = await serve((_request, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync('{"issuer":"x"}'));
    });
    const { fetch, ended, events } = createRecordedFetch();
    expect(await (await fetch(origin)).json()).toEqual({ issuer: 'x' });
    expect(ended().response?.body).toMatchObject({ text: '{"issuer":"x"}', bodyBytes: 14 });
    expect(ended().response?.headers).toContainEqual(['Content-Encoding', 'gzip']);
    expect(events).toContainEqual(expect.objectContaining({ type: 'note', code: 'content-decoded' }));
  });

  test('whose coding is broken fails, with the bytes that came on record', async () => {
    const origin = await serve((_request, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end('no gzip');
    });
    const { fetch, ended } = createRecordedFetch();
    await expect(fetch(origin)).rejects.toMatchObject({ code: 'Z_DATA_ERROR' });
    expect(ended()).toMatchObject({
      error: { code: 'Z_DATA_ERROR' },
      response: { status: 200, body: { text: 'no gzip' } },
    });
  });

  test('over the cap is kept up to it and counted whole, while the caller gets all of it', async () => {
    const origin = await serve((_request, response) => response.end('é'.repeat(50_000)));
    const { fetch, ended } = createRecordedFetch({ limits: { recordedBytes: 1_001 } });
    expect(await (await fetch(origin)).text()).toBe('é'.repeat(50_000));
    expect(ended().response?.body).toEqual({
      text: 'é'.repeat(500),
      encoding: 'utf8',
      bodyBytes: 100_000,
      truncated: true,
    });
  });

  test('has a default cap of 5 MiB on the record', async () => {
    const sizeBytes = 5 * 1024 * 1024 + 10;
    const origin = await serve((_request, response) => response.end(Buffer.alloc(sizeBytes, 'a')));
    const { fetch, ended } = createRecordedFetch();
    expect((await (await fetch(origin)).arrayBuffer()).byteLength).toBe(sizeBytes);
    expect(ended().response?.body).toMatchObject({ bodyBytes: sizeBytes, truncated: true });
    expect(ended().response?.body?.text).toHaveLength(5 * 1024 * 1024);
  });

  test('reaches the caller up to the hard cap only', async () => {
    const origin = await serve((_request, response) => response.end('a'.repeat(300_000)));
    const { fetch, ended } = createRecordedFetch({ limits: { recordedBytes: 10, handedBytes: 1_000 } });
    expect(await (await fetch(origin)).text()).toHaveLength(1_000);
    expect(ended().response?.body).toMatchObject({ text: 'a'.repeat(10), bodyBytes: 300_000 });
  });
});

describe('a rewritten request', () => {
  test('is recorded as it was sent', async () => {
    let received = '';
    const origin = await serve(async (request, response) => {
      received = `${request.method} ${request.url} ${request.headers['x-added']} ${await readBody(request)}`;
      response.end();
    });
    const { fetch, started, ended } = createRecordedFetch({
      rewriteRequest: (purpose, request) => ({
        method: request.method,
        url: request.url.replace('/token', '/other'),
        headers: [...request.headers, ['X-Added', purpose]],
        body: request.body?.replace('code=good', 'code=bad-longer') ?? null,
      }),
    });
    await fetch(`${origin}/token`, {
      method: 'POST',
      headers: { 'Content-Length': '9' },
      body: new URLSearchParams({ code: 'good' }),
    });
    expect(received).toBe('POST /other token code=bad-longer');
    for (const { request } of [started(), ended()]) {
      expect(request).toMatchObject({ url: `${origin}/other`, body: { text: 'code=bad-longer' } });
      expect(request.headers).toContainEqual(['X-Added', 'token']);
    }
    expect(ended().request.headers).toContainEqual(['content-length', '15']);
  });

  test('waits for whoever looks at the request first', async () => {
    const order: string[] = [];
    const origin = await serve((_request, response) => {
      order.push('sent');
      response.end();
    });
    const { fetch } = createRecordedFetch({
      review: async ({ purpose, request }) => {
        order.push(`${request.method} for ${purpose}`);
        return null;
      },
    });
    await fetch(origin);
    expect(order).toEqual(['GET for token', 'sent']);
  });

  test('sends what the request was changed to, and records both', async () => {
    let received = '';
    const origin = await serve(async (request, response) => {
      received = `${request.method} ${request.url} ${request.headers['x-added']} ${await readBody(request)}`;
      response.end();
    });
    const { fetch, events } = createRecordedFetch({
      review: async () => ({
        method: 'POST',
        url: `${origin}/other`,
        headers: [
          ['X-Added', 'yes'],
          ['Content-Length', '999'],
        ],
        body: 'code=other',
      }),
    });
    await fetch(origin, { method: 'POST', body: 'code=first' });
    expect(received).toBe('POST /other yes code=other');
    expect(events.map(({ type }) => type)).toEqual(['request-edited', 'exchange-started', 'exchange-ended']);
    expect(events[0]).toMatchObject({
      exchangeId: 'exchange-1',
      planned: { url: `${origin}/`, body: { text: 'code=first' } },
      sent: { url: `${origin}/other`, body: { text: 'code=other' } },
    });
  });

  test('sends nothing where the request was left out', async () => {
    let isSent = false;
    const origin = await serve((_request, response) => {
      isSent = true;
      response.end();
    });
    const { fetch, events } = createRecordedFetch({ review: () => Promise.reject(new Error('left out')) });
    await expect(fetch(origin)).rejects.toThrow('left out');
    expect([isSent, events]).toEqual([false, []]);
  });
});
