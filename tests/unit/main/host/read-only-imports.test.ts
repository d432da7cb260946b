import { HOST_METHODS, type HostMethod } from '@shared/contract/host-api';
import { buildReport } from '@shared/report/build-report';
import { expect, onTestFinished, test } from 'vitest';
import { buildHar, buildHarEntry } from '../../../support/har-builder';
import { SAMPLE_INPUTS } from '../../../support/host-samples';
import { createTestHost } from '../../../support/test-host';
import { startServer } from '../../../support/test-server';

/** What only works on what is stored here, or on a run that is on. Everything that may send takes a session's id. */
const SENDING: readonly HostMethod[] = ['startFollowUp', 'resendRequest'];

const takesSession = HOST_METHODS.filter((method) => 'sessionId' in SAMPLE_INPUTS[method]);

/** A recording that names a server here, and what was asked of that. */
async function importRecordings() {
  const asked: string[] = [];
  const server = await startServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  onTestFinished(() => server.close());
  const host = await createTestHost();
  const har = buildHar([
    buildHarEntry({
      method: 'POST',
      url: `${server.origin}/token`,
      form: 'grant_type=authorization_code&code=c1',
      answer: { access_token: 'a', token_type: 'Bearer', refresh_token: 'r' },
    }),
  ]);
  const { session, events } = await host.run({ profileId: 'practice:refresh-token', browser: 'practice' });
  expect(session.outcome).toBe('succeeded');
  // As somebody would write it who wants its tokens, or another's, to be sent to a server of theirs.
  const { text } = buildReport(events, { format: 'json', now: 0, appVersion: '0.1.0' });
  const practice = String((await host.expectOk('getCapabilities', {})).practiceIssuer);
  const forged = text.replaceAll(practice, server.origin).replaceAll(/\[[\w-]+:[^\]"]*\]/g, 'forged-value');
  const ids = await Promise.all(
    [har, text, forged].map(async (each) => (await host.expectOk('importSession', { text: each })).sessionId),
  );
  return { host, ids, asked };
}

test('nothing is sent to the servers that an imported session names, whatever is asked for', async () => {
  const { host, ids, asked } = await importRecordings();
  for (const sessionId of ids) {
    const { summary, events } = await host.expectOk('readSession', { sessionId, afterSeq: 0 });
    expect(summary.imported).toBe(true);
    const exchange = events.find(({ type }) => type === 'exchange-started');
    const exchangeId = exchange?.type === 'exchange-started' ? exchange.exchangeId : '';
    expect(exchangeId).not.toBe('');
    for (const method of takesSession.filter((each) => !/^delete/.test(each))) {
      const input = {
        ...SAMPLE_INPUTS[method],
        sessionId,
        ...('exchangeId' in SAMPLE_INPUTS[method] ? { exchangeId } : {}),
      };
      const result = await host.call(method, input as never);
      if (SENDING.includes(method)) expect(result, method).toMatchObject({ error: { code: 'read-only' } });
    }
    for (const action of ['userinfo', 'resource', 'introspect', 'refresh', 'revoke', 'logout'] as const) {
      expect(await host.call('startFollowUp', { sessionId, action })).toMatchObject({
        ok: false,
        error: { code: 'read-only' },
      });
    }
    const after = await host.expectOk('readSession', { sessionId, afterSeq: 0 });
    expect(after.events).toEqual(events);
  }
  expect(asked).toEqual([]);
});

test('a session stays read-only when it is exported and imported again, and when it is annotated', async () => {
  const { host, ids } = await importRecordings();
  const [, sessionId = ''] = ids;
  await host.expectOk('updateSession', { sessionId, note: 'From a customer', tags: ['acme'] });
  const { text } = await host.expectOk('buildReport', { sessionId, format: 'json' });
  const again = await host.expectOk('importSession', { text });
  for (const each of [sessionId, again.sessionId]) {
    expect(await host.call('startFollowUp', { sessionId: each, action: 'refresh' })).toMatchObject({
      error: { code: 'read-only' },
    });
  }
});
