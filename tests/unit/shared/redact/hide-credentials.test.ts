import { createHideCredentials } from '@shared/redact/hide-credentials';
import { expect, test } from 'vitest';
import { buildSession, SECRETS } from '../../../support/session-builder';

const hide = createHideCredentials(buildSession({}));
const CODE = `[code, ${SECRETS.code.length} characters]`;

test.each([
  ['as it is', SECRETS.code],
  ['percent-encoded', SECRETS.code.replaceAll(/./g, (char) => `%${char.charCodeAt(0).toString(16)}`)],
  ['in base64', btoa(SECRETS.code)],
])('a credential is hidden %s', (_name, spelled) => {
  expect(hide(`code ${spelled} refused`, 1_000)).toBe(`code ${CODE} refused`);
});

test('what only ties messages together stays, so that it can be compared', () => {
  const text = `${SECRETS.state} ${SECRETS.nonce}`;
  expect(hide(text, 1_000)).toBe(text);
});

test('a credential is never cut in two', () => {
  expect(hide(`code ${SECRETS.code} refused`, 8)).toBe(`code ${CODE}`);
});

test('a secret that is a word of the protocol or the client id itself garbles no text', () => {
  const body = { error: 'invalid_client', client_secret: 'secret', refresh_token: 'demo-client' };
  const session = buildSession({
    profile: { client: { id: 'demo-client', auth: 'client_secret_basic' } },
    answers: { token: { status: 400, body } },
  });
  const text = 'Use client_secret_basic for the client "demo-client".';
  expect(createHideCredentials(session)(text, 1_000)).toBe(text);
});
