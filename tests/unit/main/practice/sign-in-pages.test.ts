import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Practice } from '../../../../src/main/host/services';
import { createPractice } from '../../../../src/main/practice/practice';
import { type BrowserPage, createPracticeBrowser } from '../../../support/practice-browser';

let practice: Practice;
let issuer: string;
beforeAll(async () => {
  practice = await createPractice();
  issuer = practice.issuer ?? '';
});
afterAll(() => practice.close());

const ALICE = { username: 'alice', password: 'let-me-in' };

function buildAuthorizationUrl(parameters: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    client_id: 'practice-public',
    response_type: 'code',
    redirect_uri: 'http://127.0.0.1:45678/callback',
    scope: 'openid email',
    state: 'some-state',
    code_challenge: createHash('sha256').update('v'.repeat(43)).digest('base64url'),
    code_challenge_method: 'S256',
    ...parameters,
  });
  return `${issuer}/auth?${query}`;
}

function titleOf(page: BrowserPage): string | undefined {
  return page.document.querySelector('h1')?.text;
}

describe('the sign-in page', () => {
  it('names the users and their password, and labels its fields', async () => {
    const page = await createPracticeBrowser(issuer).open(buildAuthorizationUrl());
    expect(page.status).toBe(200);
    expect(page.document.querySelector('#hint')?.text).toContain('alice or bob');
    expect(page.document.querySelector('#hint')?.text).toContain('let-me-in');
    for (const input of page.document.querySelectorAll('input')) {
      expect(page.document.querySelector(`label[for=${input.id}]`)).not.toBeNull();
    }
    expect(page.document.querySelector('html')?.getAttribute('lang')).toBe('en');
  });

  it('runs no script and allows no frame, and its style matches its policy', async () => {
    const page = await createPracticeBrowser(issuer).open(buildAuthorizationUrl());
    const policy = page.headers.get('content-security-policy') ?? '';
    const style = page.document.querySelector('style')?.rawText ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    expect(page.document.querySelector('script')).toBeNull();
  });

  it.each([
    ['http://127.0.0.1:45678/callback', "form-action 'self' http://127.0.0.1:45678;"],
    ['http://[::1]:45678/callback', "form-action 'self' http:;"],
  ])('lets its form lead back to %s', async (redirectUri, directive) => {
    const url = buildAuthorizationUrl({ redirect_uri: redirectUri });
    const page = await createPracticeBrowser(issuer).open(url);
    expect(page.headers.get('content-security-policy')).toContain(directive);
  });

  it('says that the password is wrong, keeps the name as text, and asks again', async () => {
    const browser = createPracticeBrowser(issuer);
    const first = await browser.open(buildAuthorizationUrl());
    const second = await browser.submit(first, 'Sign in', { username: '"><b>alice', password: 'wrong' });
    expect(second.document.querySelector('[role=alert]')?.text).toContain('do not match');
    expect(second.document.querySelector('b')).toBeNull();
    const consent = await browser.submit(second, 'Sign in', ALICE);
    expect(titleOf(consent)).toBe('Allow access?');
  });

  it('leads back with access_denied when cancelled', async () => {
    const browser = createPracticeBrowser(issuer);
    const end = await browser.submit(await browser.open(buildAuthorizationUrl()), 'Cancel');
    expect(end.url.origin).toBe('http://127.0.0.1:45678');
    expect(end.url.searchParams.get('error')).toBe('access_denied');
    expect(end.url.searchParams.get('state')).toBe('some-state');
    expect(end.url.searchParams.get('iss')).toBe(issuer);
  });
});

describe('the consent page', () => {
  it('lists the scopes and leads back with a code when allowed', async () => {
    const browser = createPracticeBrowser(issuer);
    const consent = await browser.submit(await browser.open(buildAuthorizationUrl()), 'Sign in', ALICE);
    expect(consent.document.querySelectorAll('li').map((item) => item.text)).toEqual(['openid', 'email']);
    const end = await browser.submit(consent, 'Allow');
    expect(end.url.searchParams.get('code')).toMatch(/^[\w-]{40,}$/);
    expect(end.url.searchParams.get('iss')).toBe(issuer);
  });

  it('leads back with access_denied when cancelled', async () => {
    const browser = createPracticeBrowser(issuer);
    const consent = await browser.submit(await browser.open(buildAuthorizationUrl()), 'Sign in', ALICE);
    const end = await browser.submit(consent, 'Cancel');
    expect(end.url.searchParams.get('error')).toBe('access_denied');
  });

  it('is all a user sees who is signed in already', async () => {
    const browser = createPracticeBrowser(issuer);
    const consent = await browser.submit(await browser.open(buildAuthorizationUrl()), 'Sign in', ALICE);
    await browser.submit(consent, 'Allow');
    expect(titleOf(await browser.open(buildAuthorizationUrl()))).toBe('Allow access?');
  });
});

describe('the other pages', () => {
  it('shows an error page, and does not redirect, for an unregistered redirect URI', async () => {
    const url = buildAuthorizationUrl({ redirect_uri: 'http://127.0.0.1:45678/<script>' });
    const page = await createPracticeBrowser(issuer).open(url);
    expect(page.status).toBe(400);
    expect(page.document.querySelector('[role=alert]')?.text).toContain('invalid_redirect_uri');
    expect(page.document.querySelector('script')).toBeNull();
  });

  it('answers a sign-in that this browser did not start with an error page', async () => {
    const start = await createPracticeBrowser(issuer).open(buildAuthorizationUrl());
    const page = await createPracticeBrowser(issuer).open(start.url);
    expect(page.status).toBe(400);
    expect(page.document.querySelector('[role=alert]')?.text).toContain('Start the flow again');
  });

  it('signs the user out', async () => {
    const browser = createPracticeBrowser(issuer);
    await browser.submit(await browser.open(buildAuthorizationUrl()), 'Sign in', ALICE);
    const question = await browser.open(`${issuer}/session/end`);
    const end = await browser.submit(question, 'Sign out');
    expect(titleOf(end)).toBe('Signed out');
    expect(titleOf(await browser.open(buildAuthorizationUrl()))).toBe('Sign in');
  });

  it('names its cookies after its port, because browsers share cookies between ports', async () => {
    const browser = createPracticeBrowser(issuer);
    await browser.open(buildAuthorizationUrl());
    expect(browser.cookieNames.size).toBeGreaterThan(0);
    for (const name of browser.cookieNames) expect(name).toContain(new URL(issuer).port);
  });
});
