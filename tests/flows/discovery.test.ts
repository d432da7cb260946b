import { checkEndpointsHttps } from '@shared/checks/check-metadata';
import { checkDiscovery } from '@shared/checks/check-responses';
import { diagnose } from '@shared/diagnosis/diagnose';
import type { RecordedResponse } from '@shared/model/exchange';
import type { ProfileInput } from '@shared/model/profile';
import { expect, it, onTestFinished } from 'vitest';
import { judgeRun } from '../../src/main/cli/judge-result';
import { createCertificate } from '../support/certificate';
import { runTestFlow } from '../support/run-test-flow';
import { startServer } from '../support/test-server';

type Answer = { status?: number; location?: string; body?: unknown; type?: string };

/** A server that knows the given paths only, and a run that cannot get beyond discovery and the request. */
async function discover(
  paths: (origin: string) => Record<string, Answer>,
  profile: (origin: string) => Partial<ProfileInput>,
) {
  const asked: string[] = [];
  const server = await startServer((request, response) => {
    asked.push(request.url ?? '');
    const answer = paths(server.origin)[request.url ?? ''] ?? { status: 404, body: 'no' };
    const { status = 200, location, body = '', type = 'application/json' } = answer;
    response.writeHead(status, { 'content-type': type, ...(location ? { location } : {}) });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  onTestFinished(server.close);
  const run = await runTestFlow({ issuer: server.origin, profile: profile(server.origin) });
  const notes = run.step('discovery').notes.map((note) => note.code);
  const exchanges = run.step('discovery').exchanges.map((exchange) => exchange.request.url);
  return { ...run, asked, notes, exchanges, finding: diagnose(run.session)[0] };
}

const metadata = (issuer: string) => ({
  issuer,
  authorization_endpoint: 'http://127.0.0.1:9/authorize',
  token_endpoint: 'http://127.0.0.1:9/token',
});

it.each([
  ['openid', '/tenant', '/tenant/.well-known/openid-configuration'],
  ['openid', '/tenant/', '/tenant/.well-known/openid-configuration'],
  ['api', '/tenant', '/.well-known/oauth-authorization-server/tenant'],
  ['api', '/tenant/', '/.well-known/oauth-authorization-server/tenant'],
])('with scope %s and the issuer path %s asks %s first', async (scope, path, wellKnown) => {
  const { step, asked, failedChecks } = await discover(
    (origin) => ({ [wellKnown]: { body: metadata(`${origin}${path}`) } }),
    (origin) => ({ issuer: `${origin}${path}`, scope }),
  );
  expect(asked[0]).toBe(wellKnown);
  expect(step('discovery').outcome).toBe('succeeded');
  expect(failedChecks()).toEqual([]);
});

it.each([
  ['404', { status: 404, body: 'no' }],
  ['403, as object stores answer', { status: 403, body: '<Error/>', type: 'application/xml' }],
  ['a redirect to a login page', { status: 302, location: '/login' }],
  ['the page of a single-page application', { body: '<!doctype html><title>App</title>', type: 'text/html' }],
])(
  'falls back to the other location after %s, and a run that went on shows no failed row',
  async (_kind, first) => {
    const { step, exchanges, notes, failedChecks, session } = await discover(
      (origin) => ({
        '/.well-known/oauth-authorization-server': first,
        '/.well-known/openid-configuration': { body: metadata(origin) },
      }),
      () => ({ scope: 'api' }),
    );
    expect(step('discovery').outcome).toBe('succeeded');
    expect(exchanges).toHaveLength(2);
    expect(notes).toEqual(['discovery-fallback']);
    expect(failedChecks()).toEqual([]);
    expect(diagnose(session).filter(({ stepId }) => stepId === 'discovery')).toEqual([]);
  },
);

it.each([401, 429, 500, 503])('does not hide a %i behind the other location', async (status) => {
  const { finding, exchanges } = await discover(
    () => ({ '/.well-known/openid-configuration': { status, body: 'no', type: 'text/plain' } }),
    () => ({}),
  );
  expect(exchanges).toHaveLength(1);
  expect(finding?.entryId).toBe(`http-${status}`);
});

const DOCUMENT = '/x/.well-known/openid-configuration';

it('follows the redirects of a document URL, records each hop and says so in a finding', async () => {
  const { step, exchanges, session } = await discover(
    (origin) => ({
      [DOCUMENT]: { status: 301, location: '/moved' },
      '/moved': { status: 307, location: `${origin}/again` },
      '/again': { body: metadata(origin) },
    }),
    (origin) => ({ issuer: `${origin}${DOCUMENT}` }),
  );
  expect(step('discovery').outcome).toBe('succeeded');
  expect(exchanges).toHaveLength(3);
  expect(diagnose(session).map(({ entryId }) => entryId)).toContain('discovery-redirected');
});

it.each([
  ['loops', DOCUMENT, 'http-3xx-back-channel'],
  ['lead to plain http on another host', 'http://id.acme.example/x', 'http-3xx-back-channel'],
  ['lead to another scheme', 'file:///etc/passwd', 'http-3xx-back-channel'],
  ['lead nowhere', 'http://[', 'http-3xx-back-channel'],
])('stops at redirects that %s', async (_kind, location, entryId) => {
  const { step, finding, exchanges } = await discover(
    () => ({ [DOCUMENT]: { status: 302, location } }),
    (origin) => ({ issuer: `${origin}${DOCUMENT}` }),
  );
  expect(step('discovery').outcome).toBe('failed');
  expect(exchanges.length).toBeLessThanOrEqual(6);
  expect(finding?.entryId).toBe(entryId);
});

it('refuses a document without issuer, though no issuer was expected', async () => {
  const { failedChecks } = await discover(
    (origin) => ({ [DOCUMENT]: { body: { ...metadata(origin), issuer: undefined } } }),
    (origin) => ({ issuer: `${origin}${DOCUMENT}` }),
  );
  expect(failedChecks()).toEqual(['discovery-issuer']);
});

it('says of metadata that is too large to read that it is', async () => {
  const { step } = await discover(
    (origin) => ({
      '/.well-known/openid-configuration': { body: { ...metadata(origin), pad: 'x'.repeat(6_000_000) } },
    }),
    () => ({}),
  );
  const row = step('discovery').checks.find(({ id }) => id === 'discovery-json');
  expect(row?.actual).toMatch(/^\d+ bytes, too many to read$/);
});

it('names http on a port that speaks https', async () => {
  const server = await startServer((_request, response) => response.end(), {
    certificate: await createCertificate(),
  });
  onTestFinished(server.close);
  const { session } = await runTestFlow({ issuer: server.origin.replace('https:', 'http:') });
  expect(diagnose(session)[0]?.entryId).toMatch(/^net-/);
  expect(judgeRun(session)).toBe(3);
});

it('takes an endpoint on loopback over http, and one elsewhere only where the profile allows it', () => {
  const judge = (endpoint: string, allowInsecure = false) =>
    checkEndpointsHttps({ token_endpoint: endpoint }, allowInsecure).verdict;
  expect(judge('http://[::1]:1/token')).toBe('pass');
  expect(judge('http://id.acme.example/token')).toBe('fail');
  expect(judge('http://id.acme.example/token', true)).toBe('info');
});

it('takes the issuers with which Microsoft names its tenants, as the library does', () => {
  const judge = (asked: string, served: string) => {
    const body = JSON.stringify({ issuer: served });
    const response: RecordedResponse = {
      status: 200,
      statusText: 'OK',
      headers: [],
      body: { text: body, encoding: 'utf8', bodyBytes: body.length, truncated: false },
    };
    return checkDiscovery(response, asked).at(-1)?.verdict;
  };
  const common = 'https://login.microsoftonline.com/common/v2.0';
  expect(judge(common, 'https://login.microsoftonline.com/{tenantid}/v2.0')).toBe('info');
  expect(judge('https://id.acme.example', 'https://login.microsoftonline.com/x')).toBe('fail');
});
