import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCertificate, type TestCertificate } from '../../../support/certificate';
import { catchError, createRecordedFetch } from '../../../support/recorded-fetch';
import { startProxy } from '../../../support/test-proxy';
import { startServer, type TestServer } from '../../../support/test-server';

let certificate: TestCertificate;
let secure: TestServer;
let plain: TestServer;

beforeAll(async () => {
  certificate = await createCertificate();
  secure = await startServer((_request, response) => response.end('secret hello'), { certificate });
  plain = await startServer((request, response) => response.end(`${request.url} ${request.headers.host}`));
});

afterAll(async () => {
  await secure.close();
  await plain.close();
});

describe('a TLS connection', () => {
  test('to a server with an unknown certificate fails and still shows that certificate', async () => {
    const { fetch, ended } = createRecordedFetch();
    await expect(fetch(secure.origin)).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect(ended()).toMatchObject({
      response: null,
      error: { source: 'network', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
      connection: {
        remoteAddress: '127.0.0.1',
        remotePort: secure.port,
        tls: {
          protocol: 'TLSv1.3',
          authorized: false,
          authorizationError: 'DEPTH_ZERO_SELF_SIGNED_CERT',
          certificate: { subject: 'CN=localhost', issuer: 'CN=localhost' },
        },
      },
    });
    expect(ended().timings).toMatchObject({ tlsMs: expect.any(Number), firstByteMs: null });
  });

  test('is made where the profile names the authority, and its facts are recorded', async () => {
    const { fetch, ended } = createRecordedFetch({ network: { ca: certificate.cert } });
    expect(await (await fetch(`${secure.origin}/x`)).text()).toBe('secret hello');
    expect(ended().request.headers).toContainEqual(['host', `127.0.0.1:${secure.port}`]);
    expect(ended().connection?.tls).toMatchObject({
      authorized: true,
      authorizationError: null,
      cipher: expect.stringMatching(/^TLS_/),
      certificate: {
        subjectAltName: expect.stringContaining('127.0.0.1'),
        fingerprint256: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/),
      },
    });
  });

  test('to a server whose certificate is for another name fails and shows the names it has', async () => {
    const other = await createCertificate({ commonName: 'other', dnsName: 'other.example', addresses: [] });
    const server = await startServer((_request, response) => response.end(), { certificate: other });
    const { fetch, ended } = createRecordedFetch({ network: { ca: other.cert } });
    await expect(fetch(server.origin)).rejects.toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
    await server.close();
    expect(ended().connection?.tls).toMatchObject({
      authorizationError: 'ERR_TLS_CERT_ALTNAME_INVALID',
      certificate: { subjectAltName: 'DNS:other.example' },
    });
  });

  test('to a server that speaks plain HTTP fails with what the TLS library says', async () => {
    const { fetch, ended } = createRecordedFetch();
    await catchError(fetch(plain.origin.replace('http:', 'https:')));
    expect(ended()).toMatchObject({
      error: { source: 'network', code: expect.stringMatching(/^(ERR_SSL_|EPROTO)/) },
      connection: { tls: { authorized: false, certificate: null } },
    });
  });
});

describe('a proxy', () => {
  test('forwards plain http in absolute form and is told who asks', async () => {
    const proxy = await startProxy();
    const { fetch, ended } = createRecordedFetch({
      network: { proxy: proxy.url.replace('://', '://user:p%40ss@') },
    });
    const response = await fetch(`${plain.origin}/path?q=1`);
    await proxy.close();
    expect(await response.text()).toBe(`/path?q=1 ${new URL(plain.origin).host}`);
    const authorization = `Basic ${btoa('user:p@ss')}`;
    expect(proxy.seen).toEqual([{ line: `GET ${plain.origin}/path?q=1`, authorization }]);
    expect(ended().request.url).toBe(`${plain.origin}/path?q=1`);
    expect(ended().request.headers).toContainEqual(['proxy-authorization', authorization]);
    expect(ended().connection?.remotePort).toBe(Number(new URL(proxy.url).port));
  });

  test('tunnels https, with the facts of the server behind it and no proxy field inside', async () => {
    const proxy = await startProxy();
    const { fetch, ended } = createRecordedFetch({
      network: { proxy: proxy.url.replace('://', '://user@'), ca: certificate.cert },
    });
    const response = await fetch(`${secure.origin}/x`);
    await proxy.close();
    expect(await response.text()).toBe('secret hello');
    expect(proxy.seen).toEqual([
      { line: `CONNECT 127.0.0.1:${secure.port}`, authorization: `Basic ${btoa('user:')}` },
    ]);
    expect(ended().connection?.tls).toMatchObject({
      authorized: true,
      certificate: { subject: 'CN=localhost' },
    });
    expect(ended().request.headers.map(([name]) => name)).not.toContain('proxy-authorization');
  });

  test('that refuses the tunnel ends the exchange without an answer of the server', async () => {
    const proxy = await startProxy({ tunnelStatus: 407 });
    const { fetch, ended } = createRecordedFetch({ network: { proxy: proxy.url } });
    await catchError(fetch(secure.origin));
    await proxy.close();
    expect(ended()).toMatchObject({
      response: null,
      error: { source: 'network', code: 'UND_ERR_ABORTED', message: expect.stringContaining('407') },
    });
  });

  test('of a kind that is not supported is refused without repeating its password', async () => {
    const { fetch, ended } = createRecordedFetch({ network: { proxy: 'socks5://u:hunter2@127.0.0.1:1' } });
    await catchError(fetch(plain.origin));
    expect(ended().error).toMatchObject({ code: 'proxy_not_supported', source: 'local' });
    expect(JSON.stringify(ended())).not.toContain('hunter2');
  });
});
