import fc from 'fast-check';
import * as client from 'openid-client';
import { describe, expect, test } from 'vitest';
import { toErrorRecord } from '../../../../src/main/flows/error-record';
import { CheckFailedError, LocalFlowError } from '../../../../src/main/flows/flow-errors';
import { catchError, createRecordedFetch } from '../../../support/recorded-fetch';
import { findClosedPort, startServer } from '../../../support/test-server';

/** What discovery at `issuer` fails with, through openid-client and the recording fetch. */
async function failDiscovery(issuer: string): Promise<unknown> {
  const { fetch } = createRecordedFetch();
  return catchError(
    client.discovery(new URL(issuer), 'client', undefined, undefined, {
      [client.customFetch]: fetch as client.CustomFetch,
      execute: [client.allowInsecureRequests],
    }),
  );
}

const createResponse = (status: number, body: string, headers: Record<string, string> = {}) =>
  new Response(body, { status, headers: { 'content-type': 'application/json', ...headers } });

async function failTokenRequest(answer: Response): Promise<unknown> {
  const config = new client.Configuration(
    { issuer: 'https://id.test', token_endpoint: 'https://id.test/t' },
    'c',
  );
  config[client.customFetch] = async () => answer;
  return catchError(client.clientCredentialsGrant(config));
}

describe('the source of a failure', () => {
  test('is the network where openid-client wraps a refused connection, and its code surfaces', async () => {
    const port = await findClosedPort();
    const record = toErrorRecord(await failDiscovery(`http://127.0.0.1:${port}`));
    expect(record).toMatchObject({
      name: 'ClientError',
      source: 'network',
      code: 'ECONNREFUSED',
      oauth: null,
    });
    expect(record.causes[0]).toMatchObject({ code: 'ECONNREFUSED', details: { port, syscall: 'connect' } });
  });

  test('is the library where the provider answered something unexpected', async () => {
    const server = await startServer((_request, response) => response.writeHead(503).end('down'));
    const record = toErrorRecord(await failDiscovery(server.origin));
    await server.close();
    expect(record).toMatchObject({
      source: 'library',
      code: 'OAUTH_RESPONSE_IS_NOT_CONFORM',
      details: { status: 503 },
    });
  });

  test('is the library where an issuer differs, with both values in the details', async () => {
    const server = await startServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"issuer":"https://other.test"}');
    });
    const record = toErrorRecord(await failDiscovery(server.origin));
    await server.close();
    expect(record).toMatchObject({
      source: 'library',
      code: 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
      details: { attribute: 'issuer', expected: `${server.origin}/`, body: { issuer: 'https://other.test' } },
    });
  });

  test('is the check where one of ours failed', () => {
    const error = new CheckFailedError({ id: 'nonce', title: 'Nonce', expected: 'a', actual: 'b' });
    expect(toErrorRecord(error)).toMatchObject({
      source: 'check',
      details: { checkId: 'nonce', expected: 'a', actual: 'b' },
    });
  });

  test('is local for our own limits, for a port that is taken, and for an abort', () => {
    const timeout = new LocalFlowError('callback_timeout', 'No callback came.', { facts: { waitedMs: 300 } });
    expect(toErrorRecord(timeout)).toMatchObject({
      source: 'local',
      code: 'callback_timeout',
      details: { waitedMs: 300 },
    });
    const taken = Object.assign(new Error('listen'), { code: 'EADDRINUSE' });
    expect(toErrorRecord(taken)).toMatchObject({ source: 'local', code: 'EADDRINUSE' });
    expect(toErrorRecord(AbortSignal.abort().reason)).toMatchObject({ source: 'local', name: 'AbortError' });
  });

  test.each([new TypeError('x is not a function'), 'a string', null, undefined, 7])(
    'is the host for %s',
    (thrown) => {
      expect(toErrorRecord(thrown)).toMatchObject({ source: 'host', code: null, causes: [] });
    },
  );
});

describe('the OAuth fields', () => {
  test('are read from an error response of the token endpoint', async () => {
    const body = { error: 'invalid_grant', error_description: 'used', error_uri: 'https://e.test', extra: 1 };
    const record = toErrorRecord(await failTokenRequest(createResponse(400, JSON.stringify(body))));
    expect(record).toMatchObject({
      source: 'library',
      oauth: { error: 'invalid_grant', errorDescription: 'used', errorUri: 'https://e.test' },
      details: { status: 400, extra: 1 },
    });
  });

  test('are read from a WWW-Authenticate challenge', async () => {
    const challenge = 'Bearer realm="r", error="invalid_token", error_description="expired"';
    const answer = createResponse(401, '{}', { 'www-authenticate': challenge });
    expect(toErrorRecord(await failTokenRequest(answer))).toMatchObject({
      source: 'library',
      oauth: { error: 'invalid_token', errorDescription: 'expired', errorUri: null },
      details: { challenges: [{ scheme: 'bearer' }] },
    });
  });

  test('are read from an authorization error response', () => {
    const cause = new URLSearchParams({ error: 'access_denied', error_description: 'no', state: 's' });
    expect(toErrorRecord(new client.AuthorizationResponseError('failed', { cause }))).toMatchObject({
      source: 'library',
      oauth: { error: 'access_denied', errorDescription: 'no', errorUri: null },
      details: { state: 's' },
    });
  });
});

describe('the bounds of a record', () => {
  test('a cycle ends the chain', () => {
    const inner = new Error('inner');
    const outer = new Error('outer', { cause: inner });
    inner.cause = outer;
    expect(toErrorRecord(outer).causes.map(({ message }) => message)).toEqual(['inner']);
  });

  test('a long chain keeps its first eight causes', () => {
    const chain = Array.from({ length: 30 }).reduce<Error>(
      (cause, _none, index) => new Error(`link ${index}`, { cause }),
      new Error('deepest'),
    );
    expect(toErrorRecord(chain).causes).toHaveLength(8);
  });

  test('an AggregateError shows its first members', () => {
    const members = [1, 2, 3, 4].map((n) => Object.assign(new Error(`try ${n}`), { code: 'ECONNREFUSED' }));
    const record = toErrorRecord(new Error('all failed', { cause: new AggregateError(members) }));
    expect(record.causes.map(({ message }) => message)).toEqual(['', 'try 1', 'try 2', 'try 3']);
    expect(record).toMatchObject({ source: 'network', code: 'ECONNREFUSED' });
  });

  test('getters that throw and members named __proto__ do no harm', () => {
    const hostile = new Error('hostile');
    Object.defineProperty(hostile, 'boom', {
      enumerable: true,
      get: () => {
        throw new Error('boom');
      },
    });
    const error = Object.assign(hostile, { body: JSON.parse('{"__proto__":{"polluted":true}}') });
    const { details } = toErrorRecord(error);
    expect(details).not.toHaveProperty('boom');
    expect(JSON.stringify(details)).toBe('{"body":{"__proto__":{"polluted":true}}}');
    expect(Object.getPrototypeOf(details['body'])).toBe(Object.prototype);
  });

  test('whatever hangs on an error, the record is small and survives JSON', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withMap: true }),
        fc.string(),
        (data, message) => {
          const error = Object.assign(new Error(message), { data, text: 'x'.repeat(100_000) });
          const record = toErrorRecord(error);
          const json = JSON.stringify(record);
          expect(json.length).toBeLessThan(200_000);
          expect(JSON.parse(json)).toMatchObject({ message: record.message, source: 'host' });
        },
      ),
    );
  });
});
