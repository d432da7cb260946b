import { describe, expect, it } from 'vitest';
import type { CallbackHitFacts } from '../../../../../src/main/flows/flow';
import { openCallbackDesk } from '../../../../../src/main/front-channel/capture/callback-desk';

const REDIRECT_URI = 'https://app.example.com/callback';

function open(redirectUri = REDIRECT_URI) {
  const hits: CallbackHitFacts[] = [];
  const desk = openCallbackDesk({ redirectUri, onHit: (hit) => hits.push(hit) });
  desk.expect('state-1');
  const get = (url: string) => desk.receive({ method: 'GET', url: new URL(url), form: null });
  return { desk, hits, get };
}

describe('the desk of a redirect URI', () => {
  it('takes the callback of this run once, as it came, and answers 410 after that', async () => {
    const { desk, hits, get } = open();
    const answer = get(`${REDIRECT_URI}#code=c&state=state-1`);
    expect(answer.status).toBe(200);
    answer.settle();
    expect((await desk.accepted).href).toBe(`${REDIRECT_URI}#code=c&state=state-1`);
    expect(get(`${REDIRECT_URI}?code=d&state=state-1`).status).toBe(410);
    expect(hits).toEqual([
      { via: 'browser', method: 'GET', url: `${REDIRECT_URI}#code=c&state=state-1`, verdict: 'accepted' },
    ]);
  });

  it('gives the callback out only once the window has its answer', async () => {
    const { desk, get } = open();
    const answer = get(`${REDIRECT_URI}?code=c&state=state-1`);
    const first = await Promise.race([desk.accepted, Promise.resolve('not yet')]);
    expect(first).toBe('not yet');
    answer.settle();
    expect((await desk.accepted).searchParams.get('code')).toBe('c');
  });

  it('puts the parameters of a form into the query', async () => {
    const { desk, hits } = open();
    const form = 'code=c&state=state-1';
    desk.receive({ method: 'POST', url: new URL(REDIRECT_URI), form }).settle();
    expect((await desk.accepted).href).toBe(`${REDIRECT_URI}?${form}`);
    expect(hits[0]).toMatchObject({ method: 'POST', verdict: 'accepted' });
  });

  it('records what does not fit and goes on', () => {
    const { hits, get, desk } = open();
    const statuses = [
      get(`${REDIRECT_URI}?code=c&state=other`),
      get(REDIRECT_URI),
      desk.refuse({ method: 'GET', url: new URL(`${REDIRECT_URI}?code=c&state=state-1`), form: null }),
      desk.receive({ method: 'POST', url: new URL(REDIRECT_URI), form: `code=${'x'.repeat(70_000)}` }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([400, 400, 400, 413]);
    expect(hits.map(({ verdict }) => verdict)).toEqual([
      'wrong-state',
      'not-a-callback',
      'not-a-callback',
      'too-large',
    ]);
    expect(hits.at(-1)?.url).toBe(REDIRECT_URI);
  });

  it('shows no parameter, and lets the page load nothing', () => {
    const { page, headers } = open().get(`${REDIRECT_URI}?code=<b>shown</b>&state=other`);
    expect(page).not.toContain('shown');
    expect(Object.fromEntries(headers)['content-security-policy']).toContain("default-src 'none'");
  });

  it('keeps what goes to another path of its own scheme from the system, and says so', () => {
    const { desk, hits, get } = open('com.example.app:/callback');
    expect(desk.isOfOwnScheme(new URL('com.example.app:/callback-evil'))).toBe(true);
    expect(desk.isOfOwnScheme(new URL('bankid:///?autostarttoken=t'))).toBe(false);
    expect(get('com.example.app:/callback-evil?code=c&state=state-1').status).toBe(404);
    expect(hits.map(({ verdict }) => verdict)).toEqual(['wrong-path']);
  });

  it('leaves other addresses of an https origin alone', () => {
    expect(open().desk.isOfOwnScheme(new URL('https://app.example.com/other'))).toBe(false);
  });

  it('judges a callback that the user pastes', async () => {
    const { desk, hits } = open();
    expect(desk.submit(new URL(`${REDIRECT_URI}?code=c&state=other`))).toBe('wrong-state');
    expect(desk.submit(new URL(`${REDIRECT_URI}?code=c&state=state-1`))).toBe('accepted');
    expect((await desk.accepted).searchParams.get('code')).toBe('c');
    expect(hits.map(({ via }) => via)).toEqual(['pasted', 'pasted']);
  });
});
