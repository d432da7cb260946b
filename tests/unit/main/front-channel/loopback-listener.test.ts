import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { CallbackHitFacts } from '../../../../src/main/flows/flow';
import { judgeCallback } from '../../../../src/main/front-channel/judge-callback';
import {
  type LoopbackListener,
  openLoopbackListener,
} from '../../../../src/main/front-channel/loopback-listener';

let listener: LoopbackListener | null = null;
afterEach(() => listener?.close());

async function open(redirectUri = 'http://127.0.0.1:0/callback') {
  const hits: CallbackHitFacts[] = [];
  listener = await openLoopbackListener({ redirectUri, onHit: (hit) => hits.push(hit) });
  listener.expect('state-1');
  return { listener, hits, at: (path: string) => new URL(path, listener?.redirectUri).href };
}

describe('the loopback listener', () => {
  it('fills in a free port and leaves the rest of the redirect URI as it was written', async () => {
    const { listener } = await open('http://127.0.0.1:0/Callback?tenant=1');
    expect(listener.redirectUri).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d*\/Callback\?tenant=1$/);
  });

  it('accepts the callback that carries the state, once, and answers 410 after that', async () => {
    const { listener, hits, at } = await open();
    const first = await fetch(at('/callback?code=c&state=state-1'));
    expect(first.status).toBe(200);
    expect((await listener.accepted).searchParams.get('code')).toBe('c');
    expect((await fetch(at('/callback?code=c&state=state-1'))).status).toBe(410);
    expect((await fetch(at('/favicon.ico'))).status).toBe(410);
    expect(hits.map((hit) => hit.verdict)).toEqual(['accepted', 'already-used', 'wrong-path']);
  });

  it('reports what does not fit and goes on waiting', async () => {
    const { listener, hits, at } = await open();
    const answers = [
      await fetch(at('/favicon.ico')),
      await fetch(at('/callback/?code=c&state=state-1')),
      await fetch(at('/callback?code=c&state=other')),
      await fetch(at('/callback')),
      await fetch(at('/callback?code=c&state=state-1'), { method: 'PUT' }),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([404, 404, 400, 200, 405]);
    expect(hits.map((hit) => hit.verdict)).toEqual([
      'wrong-path',
      'wrong-path',
      'wrong-state',
      'not-a-callback',
      'wrong-method',
    ]);
    await fetch(at('/callback?code=right&state=state-1'));
    expect((await listener.accepted).searchParams.get('code')).toBe('right');
  });

  it('lets a callback without state and one with state twice through, so that the library refuses them', async () => {
    const missing = await open();
    await fetch(missing.at('/callback?error=access_denied'));
    expect((await missing.listener.accepted).searchParams.get('error')).toBe('access_denied');
    await missing.listener.close();

    const twice = await open();
    await fetch(twice.at('/callback?code=c&state=state-1&state=state-1'));
    expect((await twice.listener.accepted).searchParams.getAll('state')).toHaveLength(2);
  });

  it('answers with a page that shows no parameter and may load nothing', async () => {
    const { at } = await open();
    const answer = await fetch(at('/callback?code=%3Cscript%3E&state=state-1'));
    const page = await answer.text();
    expect(page).not.toContain('script');
    expect(page).not.toContain('state-1');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('reports a URL over 64 KiB without keeping it', async () => {
    const { hits, at } = await open();
    const answer = await fetch(at(`/callback?code=${'c'.repeat(70_000)}`));
    expect(answer.status).toBe(431);
    expect(hits).toMatchObject([{ verdict: 'too-large' }]);
    expect(hits[0]?.url.length).toBeLessThan(100);
  });

  it('frees the port within 100 ms of closing, also with a connection kept open', async () => {
    const { listener, at } = await open();
    await fetch(at('/favicon.ico'));
    const startedAt = performance.now();
    await listener.close();
    expect(performance.now() - startedAt).toBeLessThan(100);
    await expect(fetch(at('/callback'))).rejects.toThrow();
  });

  it('says which port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const opening = openLoopbackListener({
      redirectUri: `http://127.0.0.1:${port}/callback`,
      onHit: () => {},
    });
    await expect(opening).rejects.toMatchObject({ code: 'eaddrinuse', facts: { port } });
    other.close();
  });

  it('takes an answer that comes as a form, and reports how', async () => {
    const { listener, hits, at } = await open('http://127.0.0.1:0/callback?tenant=1');
    const answer = await postForm(at('/callback?tenant=1'), 'code=a%2Bb&state=state-1');
    expect(answer.status).toBe(200);
    const callback = await listener.accepted;
    expect(callback.search).toBe('?tenant=1&code=a%2Bb&state=state-1');
    expect(hits).toMatchObject([
      { via: 'listener', method: 'POST', verdict: 'accepted', url: callback.href },
    ]);
  });

  it('refuses forms that do not fit, and goes on waiting', async () => {
    const { listener, hits, at } = await open();
    const right = 'code=c&state=state-1';
    const answers = [
      await fetch(at('/callback'), { method: 'POST', body: right }),
      await fetch(at('/callback'), {
        method: 'POST',
        body: JSON.stringify({ code: 'c' }),
        headers: JSON_TYPE,
      }),
      await postForm(at('/callback'), right, 'application/x-www-form-urlencoded-not'),
      await postForm(at('/callback'), `code=${'c'.repeat(70_000)}&state=state-1`),
      await postForm(at('/callback/'), right),
      await postForm(at('/callback'), 'code=c&state=other'),
      await postForm(at('/callback'), 'hello=world'),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([415, 415, 415, 413, 404, 400, 400]);
    expect(hits.map((hit) => hit.verdict)).toEqual([
      'not-a-callback',
      'not-a-callback',
      'not-a-callback',
      'too-large',
      'wrong-path',
      'wrong-state',
      'not-a-callback',
    ]);
    expect(Math.max(...hits.map((hit) => hit.url.length))).toBeLessThan(200);
    expect(
      (await postForm(at('/callback'), right, 'Application/X-WWW-Form-Urlencoded; charset=utf-8')).status,
    ).toBe(200);
    expect((await listener.accepted).searchParams.get('code')).toBe('c');
    expect((await postForm(at('/callback'), right)).status).toBe(410);
  });

  it('takes one of two forms that arrive together', async () => {
    const { hits, at } = await open();
    const send = () => postForm(at('/callback'), 'code=c&state=state-1').then(({ status }) => status);
    expect((await Promise.all([send(), send(), send()])).sort()).toEqual([200, 410, 410]);
    expect(hits.filter((hit) => hit.verdict === 'accepted')).toHaveLength(1);
  });

  it('judges a response JWT by the state inside of it', () => {
    const jwt = (state: string) =>
      `${Buffer.from('{"alg":"RS256"}').toString('base64url')}.${Buffer.from(JSON.stringify({ state })).toString('base64url')}.sig`;
    const judge = (response: string) =>
      judgeCallback(new URL(`http://127.0.0.1/callback?response=${response}`), '/callback', 'state-1');
    expect([judge(jwt('state-1')), judge(jwt('other')), judge('a.b.c.d.e')]).toEqual([
      'accepted',
      'wrong-state',
      'accepted',
    ]);
  });

  it('never accepts a callback with another state, whatever else it carries', () => {
    fc.assert(
      fc.property(fc.string(), fc.webQueryParameters(), (state, query) => {
        const url = new URL(`http://127.0.0.1/callback?${query}`);
        url.searchParams.set('state', state);
        const verdict = judgeCallback(url, '/callback', 'state-1');
        expect(verdict === 'accepted').toBe(state === 'state-1' && hasAnswer(url));
      }),
    );
  });
});

const JSON_TYPE = { 'content-type': 'application/json' };

function postForm(url: string, body: string, type = 'application/x-www-form-urlencoded'): Promise<Response> {
  return fetch(url, { method: 'POST', body, headers: { 'content-type': type } });
}

function hasAnswer(url: URL): boolean {
  return ['code', 'error', 'response', 'id_token', 'access_token'].some((name) => url.searchParams.has(name));
}
