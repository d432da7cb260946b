import { afterAll, beforeAll, expect, it } from 'vitest';
import { createClientSecrets } from '../../../../src/main/practice/clients';
import { loadPracticeKeys } from '../../../../src/main/practice/keys';
import {
  createPracticeProvider,
  type PracticeProvider,
} from '../../../../src/main/practice/practice-provider';
import { createPracticeBrowser } from '../../../support/practice-browser';

const CLIENT = { client_id: 'practice-device' };

let provider: PracticeProvider;
beforeAll(async () => {
  provider = await createPracticeProvider({
    keys: await loadPracticeKeys(),
    clientSecrets: createClientSecrets(),
  });
});
afterAll(() => provider.close());

async function send(path: string, form: Record<string, string>) {
  const response = await fetch(`${provider.issuer}${path}`, {
    method: 'POST',
    body: new URLSearchParams({ ...CLIENT, ...form }),
  });
  return (await response.json()) as Record<string, string>;
}

const startDevice = () => send('/device/auth', { scope: 'openid' });
const poll = (deviceCode: string | undefined) =>
  send('/token', {
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    device_code: deviceCode ?? '',
  });

it('names an interval and answers a poll that comes too early with slow_down', async () => {
  const { device_code: deviceCode, interval } = await startDevice();
  expect(interval).toBe(1);
  expect((await poll(deviceCode))['error']).toBe('authorization_pending');
  expect((await poll(deviceCode))['error']).toBe('slow_down');
  expect(await poll(deviceCode)).toMatchObject({
    error: 'slow_down',
    error_description: 'polled too fast; wait 11 seconds from now on',
  });
});

it('fills in the code of the address, and shows pages that allow no script', async () => {
  const { user_code: userCode, verification_uri_complete: address = '' } = await startDevice();
  const browser = createPracticeBrowser(provider.issuer);
  const page = await browser.open(address);
  expect(page.status).toBe(200);
  expect(page.document.querySelector('#user_code')?.getAttribute('value')).toBe(userCode);
  expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
  expect(page.document.querySelectorAll('script, [onfocus], [onload]')).toEqual([]);

  const confirmation = await browser.submit(page, 'Continue');
  expect(confirmation.document.querySelector('main')?.text).toContain(userCode);
  const signIn = await browser.submit(confirmation, 'Continue');
  const consent = await browser.submit(signIn, 'Sign in', { username: 'alice', password: 'let-me-in' });
  const done = await browser.submit(consent, 'Allow');
  expect(done.document.querySelector('h1')?.text).toBe('Device connected');
});

it('says what is wrong with a code, and shows it as text', async () => {
  const browser = createPracticeBrowser(provider.issuer);
  const page = await browser.open(`${provider.issuer}/device?user_code=%22%3E%3Cscript%3E`);
  expect(page.document.querySelector('script')).toBeNull();
  const refused = await browser.submit(page, 'Continue', { user_code: 'BBBB-BBBB' });
  expect(refused.status).toBe(400);
  expect(refused.document.querySelector('[role=alert]')?.text).toBe('No device waits with this code.');
});

it('hands the refusal of the user on to the client', async () => {
  const { device_code: deviceCode, verification_uri_complete: address = '' } = await startDevice();
  const browser = createPracticeBrowser(provider.issuer);
  const confirmation = await browser.submit(await browser.open(address), 'Continue');
  const refused = await browser.submit(confirmation, 'Cancel');
  expect(refused.document.querySelector('h1')?.text).toBe('Access refused');
  expect((await poll(deviceCode))['error']).toBe('access_denied');
});
