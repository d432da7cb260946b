import { describe, expect, it } from 'vitest';
import type { CallbackHitFacts, HopRecorder } from '../../../../../src/main/flows/flow';
import { createCaptureChannel } from '../../../../../src/main/front-channel/capture/capture-channel';
import type { FrontChannelControls } from '../../../../../src/main/front-channel/front-channel';
import { createFakeCaptureBrowser, type FakeCaptureBrowser } from '../../../../support/fake-capture-browser';

const REDIRECT_URI = 'https://app.example.com/callback';
const AUTHORIZATION_URL = 'https://id.acme.example/authorize?state=state-1';

type Recorded = [what: string, ...details: unknown[]];

function recordHops(): { hops: HopRecorder; recorded: Recorded[] } {
  const recorded: Recorded[] = [];
  let count = 0;
  const hops: HopRecorder = {
    start(purpose, { method, url, body }) {
      count += 1;
      recorded.push(['start', `${purpose} ${method} ${url}`, body?.toString() ?? null]);
      return `hop-${count}`;
    },
    end: (id, { answer, error, sentHeaders }) => {
      const code = error && ((error as { code?: string }).code ?? error.message);
      recorded.push(['end', id, answer?.status ?? code, sentHeaders ?? null, answer?.headers ?? null]);
    },
    note: (code, message) => recorded.push(['note', code, message]),
    artifact: (name, _kind, value) => recorded.push(['artifact', name, value]),
  };
  return { hops, recorded };
}

interface Setup {
  redirectUri?: string;
  browser?: FakeCaptureBrowser;
  timeoutMs?: number;
}

async function open({
  redirectUri = REDIRECT_URI,
  browser = createFakeCaptureBrowser(),
  timeoutMs = 60_000,
}: Setup = {}) {
  const hits: CallbackHitFacts[] = [];
  const { hops, recorded } = recordHops();
  let controls: FrontChannelControls | null = null;
  const channel = createCaptureChannel({
    launch: browser.launch,
    onControls: (given) => {
      controls = given;
    },
  });
  const openRequest = { redirectUri, onHit: (hit: CallbackHitFacts) => hits.push(hit), fetch, hops };
  const opened = await channel.open(openRequest);
  const cancel = new AbortController();
  const wait = opened.waitForCallback({
    authorizationUrl: AUTHORIZATION_URL,
    expectedState: 'state-1',
    timeoutMs,
    signal: cancel.signal,
    note: hops.note,
  });
  wait.catch(() => {});
  return { browser, channel, opened, openRequest, wait, cancel, hits, recorded, controls: () => controls };
}

describe('the capture channel', () => {
  it('opens a window, goes to the authorization URL and takes the callback before it is sent', async () => {
    const { browser, wait, hits, opened, recorded } = await open();
    expect((await browser.whenSent('Page.navigate')).params).toEqual({ url: AUTHORIZATION_URL });
    const url = `${REDIRECT_URI}?code=c&state=state-1`;
    const decision = await browser.hold({ request: { url, urlFragment: '#f' } });
    expect(decision.method).toBe('Fetch.fulfillRequest');
    expect((await wait).href).toBe(`${url}#f`);
    expect(hits).toEqual([{ via: 'browser', method: 'GET', url: `${url}#f`, verdict: 'accepted' }]);
    expect(recorded.find(([what]) => what === 'note')?.[2]).toContain('nothing is sent there');
    await opened.close();
    expect(browser.log).toEqual(['launch', 'window', 'close windows', 'close']);
  });

  it('reads the form of a form_post from the request', async () => {
    const { browser, wait, hits, recorded } = await open();
    await browser.whenSent('Page.navigate');
    const form = 'code=c&state=state-1';
    await browser.hold({
      request: {
        url: REDIRECT_URI,
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        hasPostData: true,
        postDataEntries: [
          { bytes: Buffer.from('code=c&').toString('base64') },
          { bytes: Buffer.from('state=state-1').toString('base64') },
        ],
      },
    });
    expect((await wait).search).toBe(`?${form}`);
    expect(hits[0]?.method).toBe('POST');
    expect(recorded).toContainEqual(['start', `authorization POST ${REDIRECT_URI}`, form]);
  });

  it('answers a redirect to the scheme of an application in place of the browser', async () => {
    const redirectUri = 'com.example.app:/callback';
    const { browser, wait } = await open({ redirectUri });
    await browser.whenSent('Page.navigate');
    const decision = await browser.hold({
      request: {},
      responseStatusCode: 302,
      responseHeaders: [{ name: 'Location', value: `${redirectUri}?code=c&state=state-1#f` }],
    });
    expect(decision.method).toBe('Fetch.fulfillRequest');
    expect((await wait).href).toBe(`${redirectUri}?code=c&state=state-1#f`);
  });

  it.each([
    ['a code on the way', 'https://id.acme.example/next?code=c&state=state-1'],
    ['an address with the same beginning', `${REDIRECT_URI}-evil?code=c&state=state-1`],
    ['a host with the same beginning', 'https://app.example.com.evil.example/callback?code=c&state=state-1'],
  ])('lets %s go', async (_name, url) => {
    const { browser, hits } = await open();
    await browser.whenSent('Page.navigate');
    expect((await browser.hold({ request: { url } })).method).toBe('Fetch.continueRequest');
    expect(hits).toEqual([]);
  });

  it('lets the scheme of another application go to the system', async () => {
    const { browser, hits } = await open({ redirectUri: 'com.example.app:/callback' });
    await browser.whenSent('Page.navigate');
    const decision = await browser.hold({
      request: {},
      responseStatusCode: 302,
      responseHeaders: [{ name: 'location', value: 'bankid:///?autostarttoken=t' }],
    });
    expect(decision.method).toBe('Fetch.continueRequest');
    expect(hits).toEqual([]);
  });

  it('records hops with what the network knows of them, and forms without what was typed', async () => {
    const { browser, recorded } = await open({
      browser: createFakeCaptureBrowser({
        'Fetch.getResponseBody': { body: '<h1>No</h1>', base64Encoded: false },
      }),
    });
    await browser.whenSent('Page.navigate');
    const url = 'https://id.acme.example/login';
    const held = {
      networkId: 'net-1',
      request: {
        url,
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        postData: 'user=alice&IDToken2=secret-of-alice',
      },
    };
    await browser.hold(held);
    browser.tell({
      method: 'Network.requestWillBeSentExtraInfo',
      params: { requestId: 'net-1', headers: { Cookie: 'sid=1' } },
    });
    browser.tell({
      method: 'Network.responseReceivedExtraInfo',
      params: {
        requestId: 'net-1',
        headers: {},
        headersText: 'HTTP/1.1 400 Bad Request\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n\r\n',
      },
    });
    await browser.hold({ ...held, responseStatusCode: 400 });
    const start = recorded.find(([what]) => what === 'start');
    expect(start?.[1]).toBe(`authorization POST ${url}`);
    expect(start?.[2]).not.toContain('alice');
    expect([...new URLSearchParams(String(start?.[2])).keys()]).toEqual(['user', 'IDToken2']);
    expect(recorded.find(([what]) => what === 'end')).toEqual([
      'end',
      'hop-1',
      400,
      [['Cookie', 'sid=1']],
      [
        ['Set-Cookie', 'a=1'],
        ['Set-Cookie', 'b=2'],
      ],
    ]);
  });

  it('records the error that the network gives, and what was left before its answer', async () => {
    const { browser, recorded, cancel, wait } = await open();
    await browser.whenSent('Page.navigate');
    await browser.hold({ networkId: 'net-1', request: {} });
    await browser.hold({ networkId: 'net-1', request: {}, responseErrorReason: 'Failed' });
    browser.tell({
      method: 'Network.loadingFailed',
      params: { requestId: 'net-1', type: 'Document', errorText: 'net::ERR_CERT_DATE_INVALID' },
    });
    await browser.hold({ networkId: 'net-2', request: {} });
    cancel.abort(new Error('cancelled'));
    await expect(wait).rejects.toThrow('cancelled');
    const ends = recorded.filter(([what]) => what === 'end').map(([, id, outcome]) => [id, outcome]);
    expect(ends).toEqual([
      ['hop-1', 'net::ERR_CERT_DATE_INVALID'],
      ['hop-2', 'hop_cut_off'],
    ]);
  });

  it('never lets the redirect URI through, even where answering fails', async () => {
    const browser = createFakeCaptureBrowser();
    const { wait } = await open({
      browser: {
        ...browser,
        launch: (options) =>
          browser.launch({
            ...options,
            onTarget: (target) =>
              options.onTarget({
                ...target,
                send: (method, params) =>
                  method === 'Fetch.fulfillRequest'
                    ? Promise.reject(new Error('gone'))
                    : target.send(method, params),
              }),
          }),
      },
    });
    await browser.whenSent('Page.navigate');
    const decision = await browser.hold({ request: { url: `${REDIRECT_URI}?code=c&state=state-1` } });
    expect(decision.method).toBe('Fetch.failRequest');
    expect((await wait).searchParams.get('code')).toBe('c');
  });
});

describe('the end of a capture', () => {
  it('is a closed window, with the page that was shown last', async () => {
    const browser = createFakeCaptureBrowser({
      'Runtime.evaluate': {
        result: { value: { url: 'https://id.acme.example/e', title: 'Sorry', text: 'redirect_uri' } },
      },
    });
    const { wait, opened, recorded } = await open({ browser });
    await browser.whenSent('Page.navigate');
    browser.closeByUser();
    await expect(wait).rejects.toMatchObject({ code: 'window_closed' });
    expect(recorded.filter(([what]) => what === 'artifact')).toEqual([
      ['artifact', 'last-page-url', 'https://id.acme.example/e'],
      ['artifact', 'last-page', 'Sorry\nredirect_uri'],
    ]);
    await opened.close();
    expect(browser.log.at(-1)).toBe('close');
  });

  it('is a deadline', async () => {
    const { browser, wait, opened } = await open({ timeoutMs: 20 });
    await expect(wait).rejects.toMatchObject({ code: 'callback_timeout' });
    await opened.close();
    expect(browser.log.slice(-2)).toEqual(['close windows', 'close']);
  });

  it('is a browser that does not start', async () => {
    const browser = createFakeCaptureBrowser({}, new Error('no such file'));
    const { wait, opened } = await open({ browser });
    await expect(wait).rejects.toMatchObject({
      code: 'browser_not_opened',
      cause: { message: 'no such file' },
    });
    await opened.close();
  });

  it('records nothing more, and still keeps the redirect URI from the network', async () => {
    const { browser, wait, hits, recorded } = await open();
    await browser.whenSent('Page.navigate');
    const url = `${REDIRECT_URI}?code=c&state=state-1`;
    await browser.hold({ request: { url } });
    await wait;
    const count = recorded.length;
    expect((await browser.hold({ request: { url } })).method).toBe('Fetch.fulfillRequest');
    browser.tell({
      method: 'Log.entryAdded',
      params: { entry: { source: 'network', level: 'error', text: 'late' } },
    });
    expect(recorded).toHaveLength(count);
    expect(hits).toHaveLength(1);
  });

  it('is no end of the browser while another channel of the run is open', async () => {
    const { browser, channel, openRequest, wait, opened } = await open();
    await browser.whenSent('Page.navigate');
    await browser.hold({ request: { url: `${REDIRECT_URI}?code=c&state=state-1` } });
    await wait;
    const second = await channel.open({
      ...openRequest,
      redirectUri: 'https://app.example.com/signed-out',
      expects: 'logout',
    });
    await opened.close();
    await opened.close();
    expect(browser.log).not.toContain('close');
    const returned = second.waitForCallback({
      authorizationUrl: 'https://id.acme.example/logout',
      expectedState: 'state-2',
      timeoutMs: 60_000,
      signal: new AbortController().signal,
      note: () => {},
    });
    while (browser.log.filter((entry) => entry === 'window').length < 2) await Promise.resolve();
    await browser.hold({ request: { url: 'https://app.example.com/signed-out?state=state-2' } });
    expect((await returned).pathname).toBe('/signed-out');
    await second.close();
    expect(browser.log.filter((entry) => entry === 'launch')).toHaveLength(1);
    expect(browser.log.at(-1)).toBe('close');
  });

  it('can be pasted, too', async () => {
    const { browser, wait, controls, hits } = await open();
    await browser.whenSent('Page.navigate');
    expect(controls()?.submitCallback?.(new URL(`${REDIRECT_URI}?code=c&state=state-1`))).toBe('accepted');
    expect((await wait).searchParams.get('code')).toBe('c');
    expect(hits).toMatchObject([{ via: 'pasted', verdict: 'accepted' }]);
    expect(controls()).toBeNull();
  });
});
