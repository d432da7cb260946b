import { createHash } from 'node:crypto';
import { parse } from 'node-html-parser';
import { afterEach, describe, expect, it } from 'vitest';
import type { CallbackHitFacts } from '../../../../src/main/flows/flow';
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
  return { listener, hits };
}

async function openPage(url: string) {
  const response = await fetch(url);
  const text = await response.text();
  const document = parse(text);
  return {
    response,
    text,
    relay: document.querySelector('main')?.getAttribute('data-relay') ?? '',
    document,
  };
}

function relay(url: string, word: string, fragment: string): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    body: fragment,
    headers: { 'content-type': 'text/plain', 'x-fragment-relay': word },
  });
}

describe('the page that hands a fragment on', () => {
  it('may run its one script, talk to its own listener, and do nothing else', async () => {
    const { listener } = await open();
    const { response, document } = await openPage(listener.redirectUri);
    const policy = response.headers.get('content-security-policy') ?? '';
    const scripts = document.querySelectorAll('script');
    expect(scripts).toHaveLength(1);
    const hash = createHash('sha256')
      .update(scripts[0]?.textContent ?? '')
      .digest('base64');
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      expect.stringMatching(/^style-src 'sha256-[\w+/=]+'$/),
      `script-src 'sha256-${hash}'`,
      "connect-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('is the same for everybody but for its word, and shows nothing of the request', async () => {
    const { listener } = await open();
    const pages = [
      await openPage(listener.redirectUri),
      await openPage(`${listener.redirectUri}?x=%3Cscript%3Ealert(1)%3C/script%3E&state=other`),
    ];
    const [first = '', second = ''] = pages.map(({ text, relay }) => text.replace(relay, ''));
    expect(second).toBe(first);
    expect(pages[0]?.relay).toMatch(/^[\w-]{43}$/);
    expect(pages[1]?.relay).not.toBe(pages[0]?.relay);
  });

  it('brings the fragment, and the callback has it back', async () => {
    const { listener, hits } = await open('http://127.0.0.1:0/callback?tenant=1');
    const page = await openPage(listener.redirectUri);
    const fragment = 'code=a%2Bb&id_token=x.y.z&state=state-1';
    expect((await relay(listener.redirectUri, page.relay, fragment)).status).toBe(200);
    const callback = await listener.accepted;
    expect(callback.href).toBe(`${listener.redirectUri}#${fragment}`);
    expect(hits.map(({ method, verdict }) => [method, verdict])).toEqual([
      ['GET', 'not-a-callback'],
      ['GET', 'accepted'],
    ]);
    expect((await relay(listener.redirectUri, page.relay, fragment)).status).toBe(410);
  });

  it('has a word that works once, also where it brought the answer to another attempt', async () => {
    const { listener, hits } = await open();
    const { relay: word } = await openPage(listener.redirectUri);
    const statuses = [
      (await relay(listener.redirectUri, word, 'code=c&state=other')).status,
      (await relay(listener.redirectUri, word, 'code=c&state=state-1')).status,
      (await relay(listener.redirectUri, 'made-up', 'code=c&state=state-1')).status,
      (await relay(listener.redirectUri, '', 'code=c&state=state-1')).status,
    ];
    expect(statuses).toEqual([400, 415, 415, 415]);
    expect(hits.slice(1).map((hit) => hit.verdict)).toEqual([
      'wrong-state',
      'not-a-callback',
      'not-a-callback',
      'not-a-callback',
    ]);
    const { relay: another } = await openPage(listener.redirectUri);
    expect((await relay(listener.redirectUri, another, 'code=c&state=state-1')).status).toBe(200);
  });

  it('brings no more than 64 KiB, and keeps nothing of what is larger', async () => {
    const { listener, hits } = await open();
    const { relay: word } = await openPage(listener.redirectUri);
    expect((await relay(listener.redirectUri, word, `code=${'c'.repeat(70_000)}`)).status).toBe(413);
    expect(hits.at(-1)).toMatchObject({ verdict: 'too-large', url: listener.redirectUri });
  });

  it('is remembered for the last twenty who opened it', async () => {
    const { listener } = await open();
    const { relay: oldest } = await openPage(listener.redirectUri);
    for (let count = 0; count < 20; count += 1) await openPage(listener.redirectUri);
    expect((await relay(listener.redirectUri, oldest, 'code=c&state=state-1')).status).toBe(415);
  });

  it('is not served before an answer is expected', async () => {
    listener = await openLoopbackListener({ redirectUri: 'http://127.0.0.1:0/callback', onHit: () => {} });
    const { response, text } = await openPage(listener.redirectUri);
    expect([response.status, text.includes('<script')]).toEqual([400, false]);
  });
});
