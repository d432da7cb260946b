import { HOST_METHODS } from '@shared/contract/host-api';
import { API_PREFIX, EVENTS_PATH, REQUEST_TOKEN_HEADER, SIGN_IN_PATH } from '@shared/contract/http-routes';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SAMPLE_INPUTS } from '../support/host-samples';
import { OUTSIDE_TEXT, STATIC_PATHS } from '../support/renderer-folder';
import { createStubHost, type StubHost } from '../support/stub-host';
import {
  type RawRequest,
  type RawResponse,
  sendRaw,
  signIn,
  startTestWebServer,
  type TestWebServer,
} from '../support/test-web-server';

let host: StubHost;
let server: TestWebServer;
let headers: Record<string, string>;

beforeAll(async () => {
  host = createStubHost();
  server = await startTestWebServer(host);
  headers = await signIn(server);
});
afterAll(() => server.close());
beforeEach(() => {
  host.calls.length = 0;
});

const METHOD_ROUTES: RawRequest[] = HOST_METHODS.map((method) => ({
  method: 'POST',
  path: `${API_PREFIX}${method}`,
  body: JSON.stringify(SAMPLE_INPUTS[method]),
}));
const EVENT_ROUTE: RawRequest = { path: EVENTS_PATH };
const SIGN_IN_ROUTE: RawRequest = { method: 'POST', path: SIGN_IN_PATH, body: '{"code":"wrong"}' };
const STATIC_ROUTES: RawRequest[] = STATIC_PATHS.map((path) => ({ path }));

const GUARDED = [...METHOD_ROUTES, EVENT_ROUTE];
const TAKES_JSON = [...METHOD_ROUTES, SIGN_IN_ROUTE];
const EVERYTHING = [...GUARDED, SIGN_IN_ROUTE, ...STATIC_ROUTES];

/** A request that would be answered, but for the change. */
function send(route: RawRequest, change: RawRequest = {}): Promise<RawResponse> {
  return sendRaw(server, { ...route, ...change, headers: { ...headers, ...change.headers } });
}

function expectRefusal(response: RawResponse, status: number): void {
  expect(response.status).toBe(status);
  expect(JSON.parse(response.text)).toMatchObject({ ok: false, error: { message: expect.any(String) } });
  expect(response.headers['content-security-policy']).toContain("default-src 'none'");
  expect(response.headers['access-control-allow-origin']).toBeUndefined();
  expect(host.calls).toEqual([]);
}

type Variant = [what: string, change: RawRequest, status: number];

function refuseEach(routes: RawRequest[], variants: Variant[]): void {
  const cases = variants.flatMap(([what, change, status]) =>
    routes.map((route) => ({ name: `${route.method ?? 'GET'} ${route.path}`, what, route, change, status })),
  );
  it.each(cases)('$name is refused with $what', async ({ route, change, status }) => {
    expectRefusal(await send(route, change), status);
  });
}

it.each(METHOD_ROUTES)('POST $path is answered where nothing is wrong', async (route) => {
  const response = await send(route);
  expect(response.status).toBe(200);
  expect(host.calls).toHaveLength(1);
});

describe('every path', () => {
  refuseEach(EVERYTHING, [
    ['no Host', { headers: { host: undefined } }, 421],
    ['a foreign Host', { headers: { host: 'evil.example' } }, 421],
    ['a rebound Host', { headers: { host: 'rebound.evil.example:80' } }, 421],
    ['the port of another server', { headers: { host: '127.0.0.1:1' } }, 421],
    ['a Host that only begins like ours', { headers: { host: '127.0.0.1.evil.example' } }, 421],
    ['the unspecified address as Host', { headers: { host: '0.0.0.0' } }, 421],
    ['a foreign Origin', { headers: { origin: 'https://evil.example' } }, 403],
    ['an opaque Origin', { headers: { origin: 'null' } }, 403],
    ['the Origin of another local port', { headers: { origin: 'http://127.0.0.1:1' } }, 403],
    ['a cross-site fetch', { headers: { 'sec-fetch-site': 'cross-site' } }, 403],
    ['a fetch from another port', { headers: { 'sec-fetch-site': 'same-site' } }, 403],
    ['a preflight', { method: 'OPTIONS' }, 405],
    ['an unknown HTTP method', { method: 'DELETE' }, 405],
  ]);

  it.each(EVERYTHING)('$path is refused its Host before anything else is looked at', async (route) => {
    const change = { method: 'TRACE', headers: { host: 'evil.example', origin: 'x', cookie: undefined } };
    expectRefusal(await send(route, change), 421);
  });
});

describe('the API', () => {
  const zeros = 'A'.repeat(43);
  refuseEach(GUARDED, [
    ['no cookie', { headers: { cookie: undefined } }, 401],
    ['an empty cookie', { headers: { cookie: '' } }, 401],
    ['no request header', { headers: { [REQUEST_TOKEN_HEADER]: undefined } }, 401],
    ['a wrong request header', { headers: { [REQUEST_TOKEN_HEADER]: zeros } }, 401],
  ]);

  it.each(GUARDED)('$path is refused with a wrong token or the cookie of another port', async (route) => {
    const name = `grantscope-${server.port}`;
    const token = headers['cookie']?.split('=')[1];
    for (const cookie of [`${name}=${zeros}`, `${name}=${token}x`, `${name}`, `grantscope-1=${token}`])
      expectRefusal(await send(route, { headers: { cookie } }), 401);
  });

  it.each(GUARDED)('$path is refused with the two tokens swapped', async (route) => {
    const token = headers['cookie']?.split('=')[1] ?? '';
    const cookie = `grantscope-${server.port}=${headers[REQUEST_TOKEN_HEADER]}`;
    expectRefusal(await send(route, { headers: { cookie, [REQUEST_TOKEN_HEADER]: token } }), 401);
  });

  refuseEach(TAKES_JSON, [
    ['GET', { method: 'GET' }, 405],
    ['no Origin', { headers: { origin: undefined } }, 403],
    ['a form', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415],
    ['plain text', { headers: { 'content-type': 'text/plain' } }, 415],
    ['no content type', { headers: { 'content-type': undefined } }, 415],
    ['another charset', { headers: { 'content-type': 'application/json; charset=utf-16' } }, 415],
    ['a compressed body', { headers: { 'content-encoding': 'gzip' } }, 415],
    ['a body that is not JSON', { body: '{' }, 400],
    ['no body', { body: '' }, 400],
    ['a body that is not UTF-8', { body: Buffer.from([0x22, 0xff, 0x22]) }, 400],
    ['a deeply nested body', { body: '['.repeat(1_000) + ']'.repeat(1_000) }, 400],
    ['a body that says it is too large', { headers: { 'content-length': String(33 * 1024 * 1024) } }, 413],
  ]);

  const CALL: RawRequest = { method: 'POST', path: `${API_PREFIX}listSessions` };
  const CHUNKED = { headers: { 'transfer-encoding': 'chunked' } };
  it.each([
    ['a call', CALL, 32 * 1024 * 1024],
    ['the sign-in', SIGN_IN_ROUTE, 4 * 1024],
  ])('reads the body of %s up to its limit, also where its size is not said', async (_what, route, limit) => {
    const fitting = '{}'.padEnd(limit, ' ');
    expect((await send(route, { body: fitting })).status).not.toBe(413);
    host.calls.length = 0;
    expectRefusal(await send(route, { body: `${fitting} `, ...CHUNKED }), 413);
  });

  it('answers nothing to POST on the event stream', async () => {
    expectRefusal(await send({ method: 'POST', path: EVENTS_PATH, body: '{}' }), 405);
  });
});

describe('the static files', () => {
  refuseEach(STATIC_ROUTES, [['POST', { method: 'POST', body: '{}' }, 405]]);

  const TRAVERSALS = [
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/assets/../../secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/%252e%252e/%252e%252e/secret.txt',
    '/..\\secret.txt',
    '/..%5csecret.txt',
    '//secret.txt',
    '/assets//index-1.js',
    '/assets/linked.txt',
    '/assets/parent/secret.txt',
    '/assets/parent/renderer/index.html',
    '/assets',
    '/assets/',
    '/assets/index-1.js%00.css',
    '/assets/index-1.js.map',
    '/%',
    '/%ff',
    '/__proto__',
    '/etc/passwd',
    '//evil.example/index.html',
    'http://evil.example/index.html',
    '*',
  ];
  it.each(TRAVERSALS)('there is nothing at %s', async (path) => {
    const response = await send({ path });
    expectRefusal(response, 404);
    expect(response.text).not.toContain(OUTSIDE_TEXT);
  });

  it.each(STATIC_PATHS)('%s is answered without any sign-in, because it holds no secret', async (path) => {
    const response = await sendRaw(server, { path });
    expect(response.status).toBe(200);
    for (const secret of [headers[REQUEST_TOKEN_HEADER] ?? '', headers['cookie'] ?? ''])
      expect(response.text).not.toContain(secret);
  });
});
