import { diagnose } from '@shared/diagnosis/diagnose';
import { decodeJwt } from '@shared/model/read-jwt';
import type { SessionView } from '@shared/model/session';
import { CAPTURE_REDIRECT_URIS } from '../../src/main/practice/clients';
import { behindGateway, expect, finishRun, readSession, signIn, startCapture, test } from './capture-rig';

/** Each run is real: the host, the practice provider, and a browser between them. */

const listHops = ({ steps }: SessionView) =>
  steps.flatMap(({ exchanges }) => exchanges).filter(({ channel }) => channel === 'front');

const listHits = ({ steps }: SessionView) => steps.flatMap(({ hits }) => hits);

const listNotes = ({ steps }: SessionView, code: string) =>
  steps.flatMap(({ notes }) => notes).filter((note) => note.code === code);

const findFirst = (session: SessionView) => diagnose(session)[0];

test('login, consent and callback are recorded as hops, with their headers', async ({ rig }) => {
  const sessionId = await startCapture(rig);
  await signIn(await rig.nextWindow());
  const session = await finishRun(rig, sessionId);

  expect(session.outcome).toBe('succeeded');
  const hops = listHops(session);
  const paths = hops.map(({ request }) => `${request.method} ${new URL(request.url).pathname.split('/')[1]}`);
  expect(paths).toEqual([
    'GET auth',
    'GET interaction',
    'POST interaction',
    'GET auth',
    'GET interaction',
    'POST interaction',
    'GET auth',
    'GET callback',
  ]);
  expect(hops.map(({ response }) => response?.status)).toEqual([303, 200, 303, 303, 200, 303, 303, 200]);
  const [authorization, login, posted, , consent] = hops;
  expect(authorization?.purpose).toBe('authorization');
  expect(authorization?.response?.headers.map(([name]) => name.toLowerCase())).toContain('location');
  expect(login?.response?.body?.text).toContain('Sign in');
  expect(consent?.response?.body?.text).toContain('Allow');
  const cookies = hops.flatMap(({ request, response }) => [
    ...request.headers.filter(([name]) => name.toLowerCase() === 'cookie'),
    ...(response?.headers ?? []).filter(([name]) => name.toLowerCase() === 'set-cookie'),
  ]);
  expect(cookies.map(([, value]) => value).join('\n')).toMatch(/_session.*=/);
  expect(posted?.request.headers.map(([name]) => name.toLowerCase())).toContain('sec-fetch-mode');
});

test('what a person types is not recorded, only the names of the fields', async ({ rig }) => {
  const sessionId = await startCapture(rig);
  await signIn(await rig.nextWindow());
  const session = await finishRun(rig, sessionId);
  const form = listHops(session).find(({ request }) => request.method === 'POST')?.request.body?.text;
  expect([...new URLSearchParams(form).keys()]).toEqual(expect.arrayContaining(['username', 'password']));
  const { events } = await rig.call('readSession', { sessionId, afterSeq: 0 });
  expect(
    events.filter((event) => event.type === 'exchange-started').map((event) => event.request.body?.text),
  ).not.toContainEqual(expect.stringContaining('let-me-in'));
});

test('no cookie of a hop gets into a report', async ({ rig }) => {
  const sessionId = await startCapture(rig);
  await signIn(await rig.nextWindow());
  const session = await finishRun(rig, sessionId);
  const values = listHops(session).flatMap(({ request, response }) =>
    [...request.headers, ...(response?.headers ?? [])]
      .filter(([name]) => /^(set-)?cookie$/i.test(name))
      .flatMap(([, value]) => value.split(/; ?/))
      .map((pair) => pair.slice(pair.indexOf('=') + 1))
      .filter((value) => value.length >= 20 && !/GMT$/.test(value)),
  );
  expect(values.length).toBeGreaterThan(2);
  for (const format of ['html', 'md', 'json'] as const) {
    const { text } = await rig.call('buildReport', { sessionId, format });
    expect(values.filter((value) => text.includes(value))).toEqual([]);
  }
});

for (const mode of ['query', 'fragment', 'form_post'] as const) {
  test(`an https redirect URI that nothing listens on is taken, by ${mode}`, async ({ rig }) => {
    const parameters = { authorize: { prompt: 'consent', response_mode: mode }, token: {} };
    const sessionId = await startCapture(rig, { parameters });
    await signIn(await rig.nextWindow());
    const session = await finishRun(rig, sessionId);
    expect(session.outcome).toBe('succeeded');
    const [hit] = listHits(session);
    expect(hit).toMatchObject({
      via: 'browser',
      verdict: 'accepted',
      method: mode === 'form_post' ? 'POST' : 'GET',
    });
    expect(hit?.url).toMatch(mode === 'fragment' ? /callback#.*code=/ : /callback\?.*code=/);
    expect(hit?.url.startsWith(CAPTURE_REDIRECT_URIS.https)).toBe(true);
    const row = session.steps.flatMap(({ checks }) => checks).find(({ id }) => id === 'response-mode');
    expect(row?.verdict).not.toBe('fail');
  });

  test(`a scheme of an application is taken before the system is asked, by ${mode}`, async ({ rig }) => {
    const parameters = { authorize: { prompt: 'consent', response_mode: mode }, token: {} };
    const profileId = 'practice:capture-own-scheme';
    const sessionId = await startCapture(rig, { parameters }, { profileId });
    await signIn(await rig.nextWindow());
    const session = await finishRun(rig, sessionId);
    expect(session.outcome).toBe('succeeded');
    expect(listHits(session)).toMatchObject([{ via: 'browser', verdict: 'accepted' }]);
    expect(listHits(session)[0]?.url).toMatch(/^example\.practice\.app:\/callback[?#].*code=/);
  });
}

test('a loopback redirect URI is taken too, and nothing listens', async ({ rig }) => {
  const sessionId = await startCapture(rig, { redirectUri: 'http://127.0.0.1:0/callback' });
  const window = await rig.nextWindow();
  await expect(window.getByLabel('User name')).toBeVisible();
  const { steps } = await readSession(rig, sessionId);
  const wait = steps.find((step) => step.wait)?.wait;
  expect(wait?.redirectUri).toMatch(/^http:\/\/127\.0\.0\.1:\d{5}\/callback$/);
  await expect(fetch(wait?.redirectUri ?? '')).rejects.toThrow();
  await signIn(window);
  const session = await finishRun(rig, sessionId);
  expect(session.outcome).toBe('succeeded');
  expect(listNotes(session, 'capture-window')[0]?.message).toContain('nothing listens');
});

test('neither a code nor an address with the same beginning makes a callback', async ({ rig, gateway }) => {
  const redirectUri = `${gateway.origin}/callback`;
  const members = await behindGateway(rig, gateway);
  const issuer = new URL(String(members.server?.['token_endpoint'])).origin;
  gateway.answer((url, response) => {
    if (url.pathname === '/authorize') {
      const state = url.searchParams.get('state');
      url.pathname = '/callback-evil';
      url.searchParams.set('code', 'a-code-on-the-way');
      response.writeHead(302, {
        location: `/callback-evil?code=a-code&state=${state}&next=${encodeURIComponent(url.search)}`,
      });
      response.end();
    } else if (url.pathname === '/callback-evil') {
      response.writeHead(302, { location: `/callback/?${url.search.slice(1)}` });
      response.end();
    } else {
      response.writeHead(302, { location: `${issuer}/auth${url.searchParams.get('next')}` });
      response.end();
    }
  });
  const sessionId = await startCapture(rig, { ...members, redirectUri });
  await signIn(await rig.nextWindow());
  const session = await finishRun(rig, sessionId);

  expect(session.outcome).toBe('succeeded');
  expect(listHits(session)).toMatchObject([{ verdict: 'accepted' }]);
  expect(listHits(session)[0]?.url).not.toContain('a-code');
  expect(gateway.asked.map((path) => path.split('?')[0])).toEqual([
    '/authorize',
    '/callback-evil',
    '/callback/',
  ]);
});

test('a callback of another attempt is recorded, answered here, and not fatal', async ({ rig, gateway }) => {
  const redirectUri = `${gateway.origin}/callback`;
  const members = await behindGateway(rig, gateway);
  const issuer = new URL(String(members.server?.['token_endpoint'])).origin;
  let authorization = '';
  gateway.answer((url, response) => {
    authorization = `${issuer}/auth${url.search}`;
    response.writeHead(302, { location: '/callback?code=foreign&state=somebody-else' });
    response.end();
  });
  const sessionId = await startCapture(rig, { ...members, redirectUri });
  const window = await rig.nextWindow();
  await expect(window.getByRole('heading', { name: 'Not this run' })).toBeVisible();
  await expect(window.locator('body')).not.toContainText('foreign');
  await window.goto(authorization);
  await signIn(window);
  const session = await finishRun(rig, sessionId);
  expect(session.outcome).toBe('succeeded');
  expect(listHits(session).map(({ verdict }) => verdict)).toEqual(['wrong-state', 'accepted']);
  expect(gateway.asked).toHaveLength(1);
});

const HAND_OFFS = {
  'a script': (to: string) => `<script>location.href = ${JSON.stringify(to)}</script>`,
  'a refresh': (to: string) => `<meta http-equiv="refresh" content="0;url=${to.replaceAll('&', '&amp;')}">`,
  'a frame': (to: string) => `<iframe src="${to.replaceAll('&', '&amp;')}"></iframe>`,
  'a new window': (to: string) => `<script>window.open(${JSON.stringify(to)})</script>`,
};

for (const [way, render] of Object.entries(HAND_OFFS)) {
  test(`the scheme of an application is taken when ${way} goes there`, async ({ rig, gateway }) => {
    const members = await behindGateway(rig, gateway);
    gateway.answer((url, response) => {
      const to = `${CAPTURE_REDIRECT_URIS.ownScheme}?error=access_denied&state=${url.searchParams.get('state')}`;
      response.writeHead(200, { 'content-type': 'text/html' }).end(`<p>Going back.</p>${render(to)}`);
    });
    const sessionId = await startCapture(rig, { ...members, redirectUri: CAPTURE_REDIRECT_URIS.ownScheme });
    const session = await finishRun(rig, sessionId);
    expect(listHits(session)).toMatchObject([{ via: 'browser', verdict: 'accepted' }]);
    expect(findFirst(session)?.code).toBe('access_denied');
  });
}

test('a script that asks for the redirect URI is stopped, and brings no callback', async ({
  rig,
  gateway,
}) => {
  const redirectUri = `${gateway.origin}/callback`;
  const members = await behindGateway(rig, gateway);
  gateway.answer((url, response) => {
    const to = `/callback?code=by-script&state=${url.searchParams.get('state')}`;
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(
      `<p>Hello</p><script>fetch(${JSON.stringify(to)}).then((a) => { document.title = a.status })</script>`,
    );
  });
  const sessionId = await startCapture(rig, { ...members, redirectUri });
  const window = await rig.nextWindow();
  await expect(window).toHaveTitle('400');
  await rig.call('cancelRun', { sessionId });
  const session = await finishRun(rig, sessionId);
  expect(listHits(session)).toMatchObject([{ verdict: 'not-a-callback' }]);
  expect(listNotes(session, 'callback-by-script')).toHaveLength(1);
  expect(gateway.asked.map((path) => path.split('?')[0])).toEqual(['/authorize']);
});

test('the error page of a provider is read and diagnosed', async ({ rig }) => {
  const redirectUri = 'https://app.practice.example/unregistered';
  const sessionId = await startCapture(rig, { redirectUri }, { timeoutMs: 10_000 });
  const session = await finishRun(rig, sessionId);
  const step = session.steps.at(-1);
  expect(step).toMatchObject({ outcome: 'failed', error: { code: 'callback_timeout' } });
  expect(findFirst(session)?.entryId).toBe('authz-redirect-uri-or-client-invalid');
  const shown = step?.artifacts.find(({ name }) => name === 'last-page')?.value;
  expect(shown).toContain('redirect_uri');
  expect(findFirst(session)?.fixes.join(' ')).toContain(redirectUri);
});

test('an error that only a script shows is read off the page', async ({ rig, gateway }) => {
  const members = await behindGateway(rig, gateway);
  gateway.answer((_url, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(
      `<div id="root"></div><script>setTimeout(() => { document.getElementById('root').innerText = ['redirect', 'uri', 'mis' + 'match'].join('_') + ': not registered' }, 50)</script>`,
    );
  });
  const sessionId = await startCapture(rig, members, { timeoutMs: 10_000 });
  const session = await finishRun(rig, sessionId);
  expect(session.steps.at(-1)?.artifacts.find(({ name }) => name === 'last-page')?.value).toContain(
    'redirect_uri_mismatch',
  );
  expect(findFirst(session)?.entryId).not.toBe('local-callback-timeout');
});

test('console errors, failed requests and refused cookies are noted', async ({ rig, gateway }) => {
  const members = await behindGateway(rig, gateway);
  gateway.answer((url, response) => {
    if (url.pathname !== '/authorize') return void response.destroy();
    response.writeHead(200, {
      'content-type': 'text/html',
      'set-cookie': ['kept=1', 'lost=never-told; SameSite=None'],
    });
    response.end(
      `<title>Ready</title><script>console.error('the page says no')</script><script src="/gone.js"></script>`,
    );
  });
  const sessionId = await startCapture(rig, members);
  await expect(await rig.nextWindow()).toHaveTitle('Ready');
  await expect
    .poll(async () => listNotes(await readSession(rig, sessionId), 'request-failed').length)
    .toBeGreaterThan(0);
  await rig.call('cancelRun', { sessionId });
  const session = await finishRun(rig, sessionId);
  expect(listNotes(session, 'console-error').map(({ message }) => message)).toContain('the page says no');
  expect(listNotes(session, 'request-failed')[0]?.message).toContain(
    '/gone.js failed: net::ERR_EMPTY_RESPONSE',
  );
  const cookie = listNotes(session, 'cookie-refused')
    .map(({ message }) => message)
    .join('\n');
  expect(cookie).toContain('"lost"');
  expect(cookie).not.toContain('never-told');
});

test('a host that does not answer is recorded with the error of the browser', async ({ rig, gateway }) => {
  const members = await behindGateway(rig, gateway);
  gateway.answer((_url, response) => void response.destroy());
  const sessionId = await startCapture(rig, members, { timeoutMs: 10_000 });
  const session = await finishRun(rig, sessionId);
  expect(listHops(session)[0]?.error).toMatchObject({ code: 'net::ERR_EMPTY_RESPONSE', source: 'network' });
});

test('closing the window ends the step with its own entry', async ({ rig }) => {
  const sessionId = await startCapture(rig);
  const window = await rig.nextWindow();
  await expect(window.getByLabel('User name')).toBeVisible();
  await window.close();
  const session = await finishRun(rig, sessionId);
  expect(session.steps.at(-1)).toMatchObject({ outcome: 'failed', error: { code: 'window_closed' } });
  expect(findFirst(session)?.entryId).toBe('local-window-closed');
  expect(await rig.listRemains()).toEqual([]);
});

test('cancelling closes the window and leaves nothing behind', async ({ rig }) => {
  const sessionId = await startCapture(rig);
  const window = await rig.nextWindow();
  await expect(window.getByLabel('User name')).toBeVisible();
  await rig.call('cancelRun', { sessionId });
  const session = await finishRun(rig, sessionId);
  expect(session.outcome).toBe('cancelled');
  expect(findFirst(session)?.code).toBe('user_cancelled');
  expect(window.isClosed()).toBe(true);
  expect(await rig.listRemains()).toEqual([]);
});

test('running out of time ends the step with its own entry', async ({ rig }) => {
  const sessionId = await startCapture(rig, {}, { timeoutMs: 10_000 });
  const window = await rig.nextWindow();
  const session = await finishRun(rig, sessionId);
  expect(findFirst(session)?.entryId).toBe('local-callback-timeout');
  expect(window.isClosed()).toBe(true);
  expect(await rig.listRemains()).toEqual([]);
});

test('two captures at once never cross', async ({ rig }) => {
  const first = await startCapture(rig);
  const firstWindow = await rig.nextWindow();
  const second = await startCapture(rig);
  const secondWindow = await rig.nextWindow();
  await Promise.all([signIn(firstWindow, 'alice'), signIn(secondWindow, 'bob')]);
  for (const [sessionId, subject] of [
    [first, 'alice'],
    [second, 'bob'],
  ] as const) {
    const session = await finishRun(rig, sessionId);
    expect(session.outcome).toBe('succeeded');
    expect(listHits(session)).toHaveLength(1);
    const state = session.steps.flatMap(({ artifacts }) => artifacts).find(({ name }) => name === 'state');
    expect(listHits(session)[0]?.url).toContain(state?.value);
    const idToken = session.steps
      .flatMap(({ artifacts }) => artifacts)
      .find(({ name }) => name === 'id-token');
    expect(decodeJwt(idToken?.value ?? '')?.claims['sub']).toBe(subject);
  }
  expect(await rig.listRemains()).toEqual([]);
});
