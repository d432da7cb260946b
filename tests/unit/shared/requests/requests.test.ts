import type { OutgoingRequest } from '@shared/model/run-control';
import { compareRequests } from '@shared/requests/compare-requests';
import { describeEdit } from '@shared/requests/describe-edit';
import { readRaw, writeRaw } from '@shared/requests/raw-request';
import { isSameRequest, putTogether, takeApart } from '@shared/requests/request-parts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const FORM = 'application/x-www-form-urlencoded';
const TOKEN_REQUEST: OutgoingRequest = {
  method: 'POST',
  url: 'https://id.acme.example/token?a=b%20c&a=+',
  headers: [
    ['Content-Type', FORM],
    ['X-Twice', '1'],
    ['x-twice', '2'],
  ],
  body: 'grant_type=authorization_code&scope=a%20b&code=c1',
};

const record = ({ body, ...rest }: OutgoingRequest) => ({
  ...rest,
  body:
    body === null
      ? null
      : { text: body, encoding: 'utf8' as const, bodyBytes: body.length, truncated: false },
});
const compare = (change: Partial<OutgoingRequest>) =>
  compareRequests(record(TOKEN_REQUEST), record({ ...TOKEN_REQUEST, ...change }));

const anyRequest = fc.record({
  method: fc.constantFrom('GET', 'POST', 'DELETE'),
  url: fc
    .tuple(fc.webUrl(), fc.option(fc.string(), { nil: null }))
    .map(([url, query]) => (query === null ? url : `${url}?${encodeURI(query).replaceAll('#', '%23')}`)),
  headers: fc.array(
    fc.tuple(
      fc.stringMatching(/^[A-Za-z][A-Za-z-]{0,12}$/),
      fc.stringMatching(/^([!-~]([ -~]{0,20}[!-~])?)?$/),
    ),
    { maxLength: 5 },
  ),
  body: fc.option(fc.string(), { nil: null }),
});

describe('a request in rows', () => {
  it('comes together as it was where nothing is changed, whatever its spelling', () => {
    fc.assert(
      fc.property(anyRequest, fc.boolean(), (request, isForm) => {
        const given = isForm
          ? { ...request, headers: [['content-type', FORM] as [string, string]] }
          : request;
        expect(putTogether(takeApart(given), given)).toEqual(given);
      }),
    );
  });

  it('has the change, and keeps the spelling of what was not touched', () => {
    const parts = takeApart(TOKEN_REQUEST);
    const changed = putTogether({ ...parts, query: [['a', 'ä']] }, TOKEN_REQUEST);
    expect(changed).toEqual({ ...TOKEN_REQUEST, url: 'https://id.acme.example/token?a=%C3%A4' });
    expect(isSameRequest(changed, TOKEN_REQUEST)).toBe(false);
    const fields = [...(parts.body.kind === 'form' ? parts.body.fields : []), ['', ''] as [string, string]];
    expect(putTogether({ ...parts, body: { kind: 'form', fields } }, TOKEN_REQUEST).body).toBe(
      'grant_type=authorization_code&scope=a+b&code=c1',
    );
  });
});

describe('a request as one text', () => {
  it('reads back as it was', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const url = request.url.replaceAll(' ', '%20');
        const body = request.body?.replaceAll('\r\n', '\n') ?? null;
        const given = { ...request, url, body };
        expect(readRaw(writeRaw(given))).toEqual({ request: given });
      }),
    );
  });

  it('may have the version of HTTP in its first line, and no body', () => {
    expect(readRaw('GET https://a.example/ HTTP/1.1\r\nA: b\r\n')).toEqual({
      request: { method: 'GET', url: 'https://a.example/', headers: [['A', 'b']], body: null },
    });
  });

  it.each([
    ['GET', 'The first line is the method and the URL'],
    ['GET https://a.example/ b', 'space in its URL'],
    ['GET https://a.example/\nnothing', 'Line 2 is no header field'],
  ])('says what is wrong with %j', (text, problem) => {
    expect(readRaw(text)).toEqual({ problem: expect.stringContaining(problem) });
  });
});

describe('two requests', () => {
  it('differ in nothing where they are the same', () => {
    expect(compare({})).toEqual([]);
  });

  it('differ in the parts that were changed, added or taken out', () => {
    expect(
      compare({
        method: 'PUT',
        url: 'https://id.acme.example/other?a=b%20c',
        headers: [
          ['content-type', FORM],
          ['X-Twice', '1'],
          ['X-New', 'n'],
        ],
        body: 'grant_type=authorization_code&scope=a+b&code=c2',
      }),
    ).toEqual([
      { part: 'method', name: 'method', before: 'POST', after: 'PUT' },
      {
        part: 'address',
        name: 'address',
        before: 'https://id.acme.example/token',
        after: 'https://id.acme.example/other',
      },
      { part: 'URL parameter', name: 'a', before: ' ', after: null },
      { part: 'header', name: 'X-Twice', before: '2', after: null },
      { part: 'header', name: 'X-New', before: null, after: 'n' },
      { part: 'form field', name: 'code', before: 'c1', after: 'c2' },
    ]);
  });

  it('are told apart in a sentence', () => {
    const sent = record({
      ...TOKEN_REQUEST,
      headers: TOKEN_REQUEST.headers.slice(0, 1),
      body: 'code=c2&x=1',
    });
    expect(describeEdit({ purpose: 'token', planned: record(TOKEN_REQUEST), sent })).toBe(
      'The token request was changed by hand before it was sent: header x-twice was taken out (1); ' +
        'header x-twice was taken out (2); form field grant_type was taken out (authorization_code); ' +
        'form field scope was taken out (a b); form field code was c1, became c2; form field x was added (1).',
    );
  });

  it('differ in the whole body where that is no form', () => {
    const json = { headers: [['content-type', 'application/json']] as [string, string][] };
    const left = record({ ...TOKEN_REQUEST, ...json, body: '{"a":1}' });
    expect(compareRequests(left, record({ ...TOKEN_REQUEST, ...json, body: '{"a":2}' }))).toEqual([
      { part: 'body', name: 'body', before: '{"a":1}', after: '{"a":2}' },
    ]);
  });
});
