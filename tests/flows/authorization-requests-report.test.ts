import { REPORT_FORMATS } from '@shared/contract/host-api';
import { decodeJwt } from '@shared/model/read-jwt';
import type { TraceEvent } from '@shared/model/trace-event';
import { decodeFully } from '@shared/redact/decode-view';
import { createRedactor } from '@shared/redact/redactor';
import { buildReport } from '@shared/report/build-report';
import { decodeBase64 } from '@shared/text/base64';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Practice } from '../../src/main/host/services';
import { createPractice } from '../../src/main/practice/practice';
import { createTestHost } from '../support/test-host';

let practice: Practice;
beforeAll(async () => {
  practice = await createPractice();
});
afterAll(() => practice.close());

const RUNS: [profileId: string, fault: string | null][] = [
  ['practice:hybrid', null],
  ['practice:hybrid', 'code-swapped'],
  ['practice:implicit', null],
  ['practice:implicit', 'front-id-token-forged'],
  ['practice:authorization-code-par', null],
  ['practice:authorization-code', 'par-request-uri-used'],
  ['practice:authorization-code-jar', null],
  ['practice:authorization-code', 'request-object-expired'],
  ['practice:authorization-code-par-jar-encrypted', null],
  ['practice:authorization-code-jarm', null],
  ['practice:authorization-code', 'jarm-expired'],
  ['practice:authorization-code', 'jarm-left-out'],
  ['practice:authorization-code-jarm-encrypted', null],
  ['practice:authorization-code-form-post', null],
  ['practice:authorization-code-fragment', null],
];

it.each(RUNS)('a report of %s with fault %s gives away none of its secrets', async (profileId, fault) => {
  const host = await createTestHost({ practice });
  const { events } = await host.run({ profileId, fault, browser: 'practice', callbackTimeoutMs: 5_000 });
  const secrets = collectSecrets(events);
  expect(secrets.length).toBeGreaterThanOrEqual(3);
  const redactor = createRedactor(events);
  expect(redactor.findLeaks(JSON.stringify(redactor.redactEvents()))).toEqual([]);
  for (const format of REPORT_FORMATS) {
    const { text } = buildReport(events, { format, now: 0, appVersion: '0.1.0' });
    const opened = openAll(text);
    expect(
      secrets.filter((secret) => opened.includes(secret)),
      format,
    ).toEqual([]);
  }
});

/** What a member named `code` holds in the record of an error. */
const ERROR_CODE = /^[A-Z_]+$/;

/** Every code, token, request_uri and signature that was on the wire, JWTs opened. */
function collectSecrets(events: TraceEvent[]): string[] {
  const text = decodeFully(JSON.stringify(events));
  const jwts = text.match(/\bey[\w-]+\.[\w-]+\.[\w-]{20,}/g) ?? [];
  const inside = jwts.flatMap((jwt) => {
    const claims = decodeJwt(jwt)?.claims ?? {};
    return [claims['code'], claims['state'], claims['nonce']].filter((value) => typeof value === 'string');
  });
  const plain = [
    ...text.matchAll(/[?&#"](?:code|access_token|state|nonce|code_verifier)[=":]+([\w-]{30,})/g),
  ].map(([, value]) => value ?? '');
  const signatures = jwts.map((jwt) => jwt.split('.').at(-1) ?? '');
  const pushed = [...text.matchAll(/urn:ietf:params:oauth:request_uri:([\w-]{20,})/g)].map(
    ([, id]) => id ?? '',
  );
  return [...new Set([...inside, ...plain, ...signatures, ...pushed])].filter(
    (value) => value.length >= 20 && !ERROR_CODE.test(value),
  );
}

function openAll(text: string): string {
  const readable = decodeFully(text);
  const opened = [...readable.matchAll(/[\w+/-]{12,}/g)].map(([part]) => decodeBase64(part) ?? '');
  return [text, readable, ...opened].join('\n');
}
