import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { REQUEST_TOKEN_HEADER, SIGN_IN_PATH } from '@shared/contract/http-routes';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startWebServer } from '../../../../src/main/web/web-server';
import { createRendererFolder, STATIC_PATHS } from '../../../support/renderer-folder';
import { createStubHost } from '../../../support/stub-host';
import {
  readLaunchCode,
  sendRaw,
  signIn,
  startTestWebServer,
  type TestWebServer,
} from '../../../support/test-web-server';

let server: TestWebServer;
beforeEach(async () => {
  server = await startTestWebServer(createStubHost());
});
afterEach(() => server.close());

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  sendRaw(server, {
    method: 'POST',
    path,
    headers: { origin: server.origin, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const redeem = (url: string) => post(SIGN_IN_PATH, { code: readLaunchCode(url) });

describe('the launch URL', () => {
  it('keeps its code in the fragment', () => {
    const url = new URL(server.url);
    expect(url.origin + url.pathname + url.search).toBe(`${server.origin}/`);
    expect(readLaunchCode(server.url)).toMatch(/^[\w-]{43}$/);
  });

  it('is exchanged once for a cookie that no script and no other site can use', async () => {
    const first = await redeem(server.url);
    expect(first.status).toBe(200);
    expect(first.headers['set-cookie']).toEqual([
      expect.stringMatching(
        new RegExp(`^grantscope-${server.port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`),
      ),
    ]);
    const second = await redeem(server.url);
    expect([second.status, second.headers['set-cookie']]).toEqual([401, undefined]);
  });

  it.each([{}, null, [], 'text', { code: null }, { code: ['a'] }, { code: '' }])(
    'is not exchanged for %j',
    async (body) => {
      expect((await post(SIGN_IN_PATH, body)).status).toBe(401);
    },
  );

  it('can be renewed for another browser, while the first one stays signed in', async () => {
    const headers = await signIn(server);
    expect((await redeem(server.renewUrl())).status).toBe(200);
    expect((await post('/api/listProfiles', {}, headers)).status).toBe(200);
  });

  it('signs in a page that was opened as localhost too', async () => {
    const names = { host: `localhost:${server.port}`, origin: `http://localhost:${server.port}` };
    const response = await post(SIGN_IN_PATH, { code: readLaunchCode(server.url) }, names);
    expect(response.status).toBe(200);
  });

  it('is refused where Host and Origin are two of our names', async () => {
    const names = { host: `localhost:${server.port}`, origin: server.origin };
    expect((await post(SIGN_IN_PATH, {}, names)).status).toBe(403);
  });
});

describe('what was signed in', () => {
  it('lasts for a reload and a second tab: the same cookie and token work again', async () => {
    const headers = await signIn(server);
    for (let tab = 0; tab < 3; tab += 1)
      expect((await post('/api/getCapabilities', {}, headers)).status).toBe(200);
  });

  it('is void on the next launch', async () => {
    const headers = await signIn(server);
    const next = await startTestWebServer(createStubHost());
    const renamed = { ...headers, origin: next.origin };
    const cookie = (headers['cookie'] ?? '').replace(String(server.port), String(next.port));
    const answer = await sendRaw(next, {
      method: 'POST',
      path: '/api/listProfiles',
      headers: { ...renamed, cookie },
      body: '{}',
    });
    await next.close();
    expect(answer.status).toBe(401);
  });

  it('finds its cookie among those of other local servers', async () => {
    const headers = await signIn(server);
    const cookie = `theme=dark; grantscope-1=x; ${headers['cookie']}; last=1`;
    expect((await post('/api/listProfiles', {}, { ...headers, cookie })).status).toBe(200);
  });
});

describe('the static files', () => {
  it.each([
    ['/', 'text/html; charset=utf-8'],
    ['/index.html', 'text/html; charset=utf-8'],
    ['/assets/index-1.js', 'text/javascript; charset=utf-8'],
    ['/assets/index-1.css', 'text/css; charset=utf-8'],
    ['/assets/my%20icon.svg', 'image/svg+xml'],
    ['/?query=ignored', 'text/html; charset=utf-8'],
  ])('%s is %s, also for HEAD', async (path, mediaType) => {
    const get = await sendRaw(server, { path });
    const head = await sendRaw(server, { path, method: 'HEAD' });
    expect([get.status, get.headers['content-type']]).toEqual([200, mediaType]);
    expect([head.status, head.headers['content-type']]).toEqual([200, mediaType]);
    expect(head.headers['content-length']).toBe(String(Buffer.byteLength(get.text)));
    expect([get.text.length > 0, head.text]).toEqual([true, '']);
  });

  it('carry a style nonce in the page that is new each time and allows nothing else inline', async () => {
    const pages = [await sendRaw(server, { path: '/' }), await sendRaw(server, { path: '/' })];
    const nonces = pages.map(({ text }) => /<meta property="csp-nonce" nonce="([\w-]{22})">/.exec(text)?.[1]);
    expect(new Set(nonces).size).toBe(2);
    pages.forEach((page, index) => {
      const policy = page.headers['content-security-policy'];
      expect(policy).toContain(`style-src 'self' 'nonce-${nonces[index]}'`);
      expect(policy).toContain("script-src 'self';");
      expect(policy).not.toContain('unsafe');
    });
  });

  it('open by a link from another site, as a page and not as anything else', async () => {
    const link = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    };
    expect((await sendRaw(server, { path: '/', headers: link })).status).toBe(200);
    const framed = { ...link, 'sec-fetch-dest': 'iframe' };
    expect((await sendRaw(server, { path: '/', headers: framed })).status).toBe(403);
    expect((await sendRaw(server, { path: '/assets/index-1.js', headers: link })).status).toBe(403);
  });
});

describe('every response', () => {
  it('has the headers of security, also an error of any kind', async () => {
    const headers = await signIn(server);
    const responses = [
      ...(await Promise.all(STATIC_PATHS.map((path) => sendRaw(server, { path })))),
      await post('/api/listProfiles', {}, headers),
      await post('/api/nope', {}, headers),
      await post('/api/listProfiles', 7, headers),
      await post('/api/listProfiles', {}),
      await post(SIGN_IN_PATH, {}),
      await sendRaw(server, { path: '/nothing' }),
      await sendRaw(server, { path: '/', method: 'PUT' }),
      await sendRaw(server, { path: '/', headers: { host: 'evil.example' } }),
      await sendRaw(server, { path: '/', headers: { expect: 'something' } }),
    ];
    for (const response of responses) {
      expect(response.headers).toMatchObject({
        'content-security-policy': expect.stringMatching(/^default-src 'none'; .*frame-ancestors 'none'/),
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'no-store',
      });
      expect(Object.keys(response.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  it.each([
    ['no HTTP at all', 'hello\r\n\r\n', 400],
    ['too large a head', `GET / HTTP/1.1\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`, 431],
    ['two Hosts', 'GET / HTTP/1.1\r\nHost: evil.example\r\nHost: evil.example\r\n\r\n', 421],
  ])('has them where a request is %s', async (_what, request, status) => {
    const answer = await sendBytes(server.port, request);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toContain("content-security-policy: default-src 'none'");
  });

  it('refuses a second Host even where the first is ours', async () => {
    const request = `GET / HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nHost: evil.example\r\n\r\n`;
    expect(await sendBytes(server.port, request)).toMatch(/^HTTP\/1\.1 4/);
  });
});

describe('the server', () => {
  it('logs a bug without its message, which may quote a secret', async () => {
    const listProfiles = async () => {
      throw new TypeError('cannot read hunter2');
    };
    const buggy = await startTestWebServer(createStubHost({ listProfiles }));
    const headers = await signIn(buggy);
    await fetch(`${buggy.origin}/api/listProfiles`, { method: 'POST', headers, body: '{}' });
    await buggy.close();
    expect(buggy.logged.join('\n')).toMatch(/^bug: TypeError\n\s+at /);
    expect(buggy.logged.join('\n')).not.toContain('hunter2');
  });

  it('answers "internal" where an output cannot be written as JSON', async () => {
    const value: Record<string, unknown> = {};
    value['self'] = value;
    const buggy = await startTestWebServer(
      createStubHost({ listFaults: async () => ({ ok: true, value: value as never }) }),
    );
    const headers = await signIn(buggy);
    const response = await fetch(`${buggy.origin}/api/listFaults`, { method: 'POST', headers, body: '{}' });
    await buggy.close();
    expect([response.status, await response.json()]).toMatchObject([500, { error: { code: 'internal' } }]);
  });

  it('closes while a stream is open', async () => {
    const headers = await signIn(server);
    const stream = await fetch(`${server.origin}/api/events`, { headers });
    await server.close();
    await expect(stream.text().catch(() => 'cut')).resolves.toBeDefined();
    await expect(fetch(server.origin)).rejects.toThrow();
  });

  it('rejects where its port is taken', async () => {
    const folder = createRendererFolder();
    const options = { host: createStubHost(), rendererFolder: folder.path, randomBytes, log: () => {} };
    const second = startWebServer({ ...options, port: server.port });
    await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
    folder.remove();
  });

  it('says what to do where the user interface is not built', async () => {
    const options = { host: createStubHost(), port: 0, randomBytes, log: () => {} };
    const starting = startWebServer({ ...options, rendererFolder: 'no-such-folder' });
    await expect(starting).rejects.toThrow('npm run build');
  });

  it('takes the token in a header of any case, as HTTP has it', async () => {
    const { [REQUEST_TOKEN_HEADER]: token = '', ...headers } = await signIn(server);
    const response = await post('/api/listProfiles', {}, { ...headers, 'X-GRANTSCOPE': token });
    expect(response.status).toBe(200);
  });
});

function sendBytes(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
      if (text.includes('\r\n\r\n')) socket.end();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(text));
  });
}
