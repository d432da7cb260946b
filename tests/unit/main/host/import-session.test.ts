import { MAX_IMPORT_CHARACTERS } from '@shared/contract/host-api';
import { diagnose } from '@shared/diagnosis/diagnose';
import { foldTrace } from '@shared/trace/fold-trace';
import { expect, test } from 'vitest';
import { buildHar, buildHarEntry } from '../../../support/har-builder';
import { createTestHost } from '../../../support/test-host';

const TOKEN_REFUSED = buildHar([
  buildHarEntry({
    method: 'POST',
    url: 'https://a.example/t',
    form: 'grant_type=authorization_code',
    status: 400,
    answer: { error: 'invalid_grant' },
  }),
]);

async function importText(text: string) {
  const host = await createTestHost();
  const { sessionId, recognisedAs } = await host.expectOk('importSession', { text });
  const { summary, events } = await host.expectOk('readSession', { sessionId, afterSeq: 0 });
  const session = foldTrace(events);
  return { host, sessionId, recognisedAs, summary, session, top: diagnose(session)[0] };
}

test.each([
  ['{"error":"invalid_client"}', 'error-body', 'invalid-client'],
  ['WWW-Authenticate: Bearer error="invalid_token"', 'challenge', 'bearer-invalid-token'],
  ['HTTP/1.1 503 Service Unavailable\n\n', 'http-messages', 'http-503'],
  ['https://app.example/cb?error=access_denied&state=s', 'callback-url', 'access-denied'],
  ['> GET /me HTTP/2\n> Host: a.example\n> \n< HTTP/2 503\n< \n', 'curl-output', 'http-503'],
  [
    "TypeError: fetch failed {\n  [cause]: Error: x\n  code: 'ECONNREFUSED'\n}",
    'log-text',
    'net-econnrefused',
  ],
  ["{ error: 'invalid_grant', error_description: 'expired' }", 'log-text', 'invalid-grant'],
  [TOKEN_REFUSED, 'har', 'invalid-grant'],
])('%j is stored as a finished import that says what it is', async (text, kind, entryId) => {
  const { host, sessionId, recognisedAs, summary, session, top } = await importText(text);
  expect({ recognisedAs, entryId: top?.entryId }).toEqual({ recognisedAs: kind, entryId });
  expect(summary).toMatchObject({ id: sessionId, flow: 'imported', outcome: 'failed' });
  expect(summary.profileName).toMatch(/^Imported /);
  expect(session).toMatchObject({ id: sessionId, flow: 'imported', profile: null });
  expect(session.notes).toMatchObject([
    { code: 'recognised-as', message: expect.stringMatching(/^Recognised as: /) },
  ]);
  expect(host.events).toContainEqual({ type: 'sessions-changed' });
});

test.each(['hello', 'Error: it broke', '{"log":{"entries":[]}}', '{"name":"x"}'])(
  'what is not recognised (%j) is stored, says so, and says what to capture next',
  async (text) => {
    const { recognisedAs, summary, session, top } = await importText(text);
    expect(recognisedAs).toBe('unrecognised');
    expect(summary).toMatchObject({ profileName: 'Imported text', outcome: 'failed' });
    expect(session.notes[0]?.message).toContain('Nothing in this text was recognised');
    expect(top?.entryId).toBe('unrecognised-failure');
    for (const hint of ['callback URL', 'HAR', 'curl -v', 'cause']) {
      expect(top?.fixes.join('\n')).toContain(hint);
    }
  },
);

test('an exported session comes back as it was, under an id of its own', async () => {
  const host = await createTestHost();
  const ran = await host.run({ profileId: 'practice:authorization-code', browser: 'practice' });
  const { text } = await host.expectOk('buildReport', { sessionId: ran.sessionId, format: 'json' });
  const { sessionId, recognisedAs } = await host.expectOk('importSession', { text });
  const { summary, events } = await host.expectOk('readSession', { sessionId, afterSeq: 0 });
  expect(recognisedAs).toBe('session-export');
  expect(sessionId).not.toBe(ran.sessionId);
  expect(summary).toMatchObject({ flow: 'authorization-code', outcome: 'succeeded' });
  expect(events).toHaveLength(ran.events.length);
});

test.each([
  ['a cut-off copy', '{"error":"invalid_gr', 'line 1, column 21'],
  ['a newer export', '{"format":"grantscope-session","version":99,"events":[{}]}', 'Update Grantscope'],
  ['only blanks', ' \n\t', 'empty'],
  ['more than the limit', 'x'.repeat(MAX_IMPORT_CHARACTERS + 1), 'larger than 20 MiB'],
])('%s is refused, says why, and stores nothing', async (_name, text, says) => {
  const host = await createTestHost();
  const result = await host.call('importSession', { text });
  expect(result).toMatchObject({ ok: false, error: { code: 'invalid-argument' } });
  expect(result.ok ? '' : result.error.message).toContain(says);
  expect(await host.expectOk('listSessions', {})).toEqual([]);
});

test('a refusal quotes nothing of the text', async () => {
  const host = await createTestHost();
  const result = await host.call('importSession', { text: '{"client_secret":"kept-secret-8f2c71d0", ' });
  expect(result.ok).toBe(false);
  expect(JSON.stringify(result)).not.toContain('kept-secret');
});

test('nothing of the text is in what the session list shows', async () => {
  const { host } = await importText(
    'Error: invalid_grant at https://a.example/t?client_secret=kept-secret-8f2c71d0',
  );
  expect(JSON.stringify(await host.expectOk('listSessions', {}))).not.toMatch(/kept-secret|a\.example/);
});
