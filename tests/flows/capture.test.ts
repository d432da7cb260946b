import { diagnose } from '@shared/diagnosis/diagnose';
import { describe, expect, it } from 'vitest';
import { createFakeCaptureBrowser } from '../support/fake-capture-browser';
import { createTestHost } from '../support/test-host';

/** What the host makes of a capture window; tests/e2e/capture.spec.ts has a real one. */

describe('a host without a capture window', () => {
  it('says why, and refuses a run that needs one before a session exists', async () => {
    const host = await createTestHost();
    const reason = 'This test has no capture window.';
    expect(await host.expectOk('getCapabilities', {})).toMatchObject({
      captureBrowser: false,
      captureNote: reason,
    });
    const refused = await host.call('startRun', { profileId: 'practice:capture' });
    expect(refused).toMatchObject({ ok: false, error: { code: 'not-supported', message: reason } });
    expect(await host.expectOk('listSessions', {})).toEqual([]);
  });

  it('runs a profile that names it where no user is sent anywhere', async () => {
    const host = await createTestHost();
    const { session } = await host.run({ profileId: 'practice:client-credentials', browser: 'capture' });
    expect(session.outcome).toBe('succeeded');
  });
});

describe('a host with a capture window', () => {
  it('shows it again on demand, and takes what is pasted meanwhile', async () => {
    const browser = createFakeCaptureBrowser();
    const host = await createTestHost({ captureBrowser: { launch: browser.launch, reason: null } });
    const { sessionId } = await host.expectOk('startRun', { profileId: 'practice:capture' });
    await browser.whenSent('Page.navigate');
    await host.expectOk('openAuthorizationUrl', { sessionId });
    const visited = browser.sent.filter(({ method }) => method === 'Page.navigate');
    expect(visited).toHaveLength(2);
    expect(visited[1]).toEqual(visited[0]);
    expect(browser.log).toEqual(['launch', 'window']);

    const state = new URL(String(visited[0]?.params['url'])).searchParams.get('state');
    const url = `https://app.practice.example/callback?error=access_denied&state=${state}`;
    await host.expectOk('submitCallback', { sessionId, url });
    await host.waitFor(sessionId, ({ type }) => type === 'session-ended');
    expect(browser.log).toEqual(['launch', 'window', 'close windows', 'close']);
  });

  it('ends the step with an entry of its own where the browser does not start', async () => {
    const browser = createFakeCaptureBrowser({}, new Error('no such file'));
    const host = await createTestHost({ captureBrowser: { launch: browser.launch, reason: null } });
    const { session } = await host.run({ profileId: 'practice:capture' });
    expect(diagnose(session)[0]?.entryId).toBe('local-browser-not-opened');
  });

  it('shows a verification page in it, and closes it with the wait', async () => {
    const browser = createFakeCaptureBrowser();
    const host = await createTestHost({ captureBrowser: { launch: browser.launch, reason: null } });
    const { sessionId } = await host.expectOk('startRun', {
      profileId: 'practice:device-code',
      browser: 'capture',
    });
    const { params } = await browser.whenSent('Page.navigate');
    expect(params['url']).toContain('user_code=');
    await host.expectOk('cancelRun', { sessionId });
    await host.waitFor(sessionId, ({ type }) => type === 'session-ended');
    expect(browser.log).toEqual(['launch', 'window', 'close']);
  });
});
