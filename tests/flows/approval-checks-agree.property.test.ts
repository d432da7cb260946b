import {
  checkBackchannelAuthentication,
  checkDeviceAuthorization,
} from '@shared/checks/check-approval-request';
import type { CheckResult } from '@shared/model/check';
import type { RecordedResponse } from '@shared/model/exchange';
import fc from 'fast-check';
import * as client from 'openid-client';
import { expect, it } from 'vitest';

const ISSUER = 'https://id.acme.example';

/** The library with a provider that gives one answer to whatever it is asked. */
function createConfiguration(text: string, status: number): client.Configuration {
  const server = {
    issuer: ISSUER,
    device_authorization_endpoint: `${ISSUER}/device`,
    backchannel_authentication_endpoint: `${ISSUER}/bc-authorize`,
  };
  const configuration = new client.Configuration(server, 'client-1', undefined, client.None());
  configuration[client.customFetch] = async () =>
    new Response(text, { status, headers: { 'content-type': 'application/json' } });
  return configuration;
}

function record(text: string, status: number): RecordedResponse {
  const body = { text, encoding: 'utf8' as const, bodyBytes: text.length, truncated: false };
  return { status, statusText: '', headers: [['content-type', 'application/json']], body };
}

const isRefusedByUs = (rows: CheckResult[]) => rows.some((row) => row.verdict === 'fail');
const isRefused = (call: Promise<unknown>) =>
  call.then(
    () => false,
    () => true,
  );

const odd = fc.constantFrom<unknown>(undefined, null, '', 'x', 0, -1, 1.5, '60', '-1', [], ['x'], {}, true);
const member = (usual: unknown) => fc.oneof({ weight: 8, arbitrary: fc.constant(usual) }, odd);
const statuses = fc.constantFrom(200, 200, 200, 201, 400, 503);

it('on any device authorization response the rows refuse what the library refuses', async () => {
  const body = fc.record({
    device_code: member('d'),
    user_code: member('WDJB-MJHT'),
    verification_uri: fc.constantFrom<unknown>(`${ISSUER}/device`, `${ISSUER}/d`, undefined, null, '', 7),
    expires_in: member(60),
    interval: member(5),
  });
  await fc.assert(
    fc.asyncProperty(body, statuses, async (members, status) => {
      const text = JSON.stringify(members);
      const rows = checkDeviceAuthorization(record(text, status), false);
      const call = client.initiateDeviceAuthorization(createConfiguration(text, status), {});
      expect([isRefusedByUs(rows), text]).toEqual([await isRefused(call), text]);
    }),
    { numRuns: 400 },
  );
});

it('on any answer to a backchannel request the rows refuse what the library refuses', async () => {
  const body = fc.record({ auth_req_id: member('a'), expires_in: member(60), interval: member(5) });
  await fc.assert(
    fc.asyncProperty(body, statuses, async (members, status) => {
      const text = JSON.stringify(members);
      const rows = checkBackchannelAuthentication(record(text, status));
      const call = client.initiateBackchannelAuthentication(createConfiguration(text, status), {});
      expect([isRefusedByUs(rows), text]).toEqual([await isRefused(call), text]);
    }),
    { numRuns: 300 },
  );
});

it('what is no JSON object is refused', () => {
  for (const text of ['', '[]', 'null', '<html>']) {
    expect(isRefusedByUs(checkDeviceAuthorization(record(text, 200), false)), text).toBe(true);
  }
});
