import { diagnose } from '@shared/diagnosis/diagnose';
import type { CheckView } from '@shared/model/session';
import { buildReport } from '@shared/report/build-report';
import { parseSessionExport } from '@shared/report/parse-session-export';
import { foldTrace } from '@shared/trace/fold-trace';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { importText } from '../../../../src/main/import/import-text';
import { parseResponseText } from '../../../../src/main/import/parse-response-text';
import { buildTrace } from '../../../support/session-builder';

const STARTED_AT = Date.UTC(2026, 0, 15, 9, 30);
const OPTIONS = { sessionId: 'imported-1', now: () => STARTED_AT };

function read(text: string) {
  const imported = importText(text, OPTIONS);
  if (imported.kind === 'refused') throw new Error(imported.message);
  return { kind: imported.kind, session: foldTrace(imported.events), events: imported.events };
}

const verdicts = (checks: CheckView[] = []) =>
  Object.fromEntries(checks.map(({ id, verdict }) => [id, verdict]));

describe('a callback URL', () => {
  test('becomes the callback step, with what was sent left open', () => {
    const { kind, session } = read(
      '  https://app.example/cb?code=abc&state=xyz&iss=https%3A%2F%2Fid.example \n',
    );
    expect(kind).toBe('callback-url');
    expect(session).toMatchObject({
      id: 'imported-1',
      flow: 'imported',
      profile: null,
      outcome: 'succeeded',
    });
    expect(session.steps.map(({ name }) => name)).toEqual(['callback']);
    expect(verdicts(session.steps[0]?.checks)).toEqual({
      'callback-duplicates': 'pass',
      iss: 'skip',
      state: 'skip',
      'callback-error': 'pass',
      'callback-code': 'pass',
      'callback-tokens': 'pass',
    });
    const skipped = session.steps[0]?.checks.filter(({ verdict }) => verdict === 'skip');
    expect(skipped?.map(({ actual }) => actual)).toEqual(['not in the recording', 'not in the recording']);
  });

  test('with a repeated parameter fails the rule of RFC 6749 section 3.1', () => {
    const { session } = read('https://app.example/cb?code=a&code=b&state=xyz');
    expect(verdicts(session.steps[0]?.checks)['callback-duplicates']).toBe('fail');
    expect(session.outcome).toBe('failed');
  });

  test('may have a scheme of its own, and answer in the fragment', () => {
    const { kind, session } = read('com.example.app:/cb#access_token=abc&state=x');
    expect({ kind, outcome: session.outcome }).toEqual({ kind: 'callback-url', outcome: 'succeeded' });
  });
});

describe('an error body', () => {
  test('alone has no status, and none is made up', () => {
    const { kind, session } = read('{"error":"invalid_grant"}');
    expect(kind).toBe('error-body');
    expect(session.steps[0]?.exchanges).toEqual([]);
    expect(verdicts(session.steps[0]?.checks)).toEqual({ 'token-status': 'skip', 'token-error': 'fail' });
  });

  test('with its head becomes an exchange as it was', () => {
    const { session } = read(
      'HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\n\r\n{"error":"invalid_grant"}\n',
    );
    const [exchange] = session.steps[0]?.exchanges ?? [];
    expect(exchange).toMatchObject({
      purpose: 'token',
      response: { status: 400, statusText: 'Bad Request' },
    });
    expect(exchange?.response?.headers).toEqual([['Content-Type', 'application/json']]);
    expect(exchange?.response?.body?.text).toBe('{"error":"invalid_grant"}');
  });

  test.each([
    ['{"error":"login_required"}', 'callback'],
    ['{"error":"invalid_scope"}', 'token'],
    ['{"error":"insufficient_scope"}', 'resource'],
    ['HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer realm="x"\n\n', 'resource'],
    ['HTTP/1.1 502 Bad Gateway\n\n<html>', 'response'],
  ])('%j is read as the step %s', (text, step) => {
    expect(read(text).session.steps[0]?.name).toBe(step);
  });

  test('a token response that is sound does not fail', () => {
    const body = '{"access_token":"kept-secret-8f2c71d0","token_type":"Bearer","expires_in":60}';
    const { session } = read(`HTTP/1.1 200 OK\nContent-Type: application/json\n\n${body}`);
    expect(session.outcome).toBe('succeeded');
    expect(diagnose(session).filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

test('a session export is the session it was made from', () => {
  const events = buildTrace({
    failAt: 'token',
    answers: { token: { status: 400, body: { error: 'invalid_grant' } } },
  });
  const { text } = buildReport(events, { format: 'json', now: STARTED_AT, appVersion: '1.0.0' });
  const { kind, session } = read(text);
  expect(kind).toBe('session-export');
  expect(session.steps.map(({ name, outcome }) => [name, outcome])).toEqual(
    foldTrace(events).steps.map(({ name, outcome }) => [name, outcome]),
  );
});

test.each([
  '{"error":"invalid_grant"}',
  'HTTP/1.1 400 Bad Request\n\n{"error":"invalid_grant"}',
  'https://app.example/cb?error=access_denied',
])('%j can be exported once imported, and imported again', (original) => {
  const { text } = buildReport(read(original).events, {
    format: 'json',
    now: STARTED_AT,
    appVersion: '1.0.0',
  });
  expect(parseSessionExport(text).ok).toBe(true);
});

test('any text at all becomes a session that folds and diagnoses, or a refusal', () => {
  const piece = fc.constantFrom(
    'HTTP/1.1 400 Bad\r\n',
    '\r\n\r\n',
    '{"error":',
    '"invalid_grant"',
    '}',
    'https://a.example/cb?',
    'code=',
    'error=',
    '#',
    '&',
    ' ',
    'WWW-Authenticate: Bearer ',
    '{"events":[',
    ']',
    '%',
    '\u0000',
  );
  const text = fc.array(fc.oneof(piece, fc.string({ unit: 'binary' }))).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(text, (value) => {
      const imported = importText(value, OPTIONS);
      if (imported.kind === 'refused') return;
      const session = foldTrace(imported.events);
      const failed = diagnose(session).some(({ severity }) => severity === 'error');
      expect(failed).toBe(session.outcome === 'failed');
    }),
  );
});

test.each([
  ['HTTP/1.1 204 No Content', { status: 204, statusText: 'No Content', headers: [], body: null }],
  [
    'HTTP/2 400\nA: b\nnonsense\nC:d\n\nx\n\ny',
    {
      status: 400,
      statusText: '',
      headers: [
        ['A', 'b'],
        ['C', 'd'],
      ],
    },
  ],
])('the head of %j is read', (text, expected) => {
  expect(parseResponseText(text)).toMatchObject(expected);
});

test.each(['', 'GET / HTTP/1.1', 'HTTP/1.1 20'])('%j is no response', (text) => {
  expect(parseResponseText(text)).toBeNull();
});
