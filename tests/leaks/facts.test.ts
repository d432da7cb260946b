import type { ReportFormat } from '@shared/contract/host-api';
import { createRedactor } from '@shared/redact/redactor';
import { buildReport } from '@shared/report/build-report';
import { describe, expect, it } from 'vitest';
import { buildPlantedSession, createRandom } from '../support/planted-session';

/** What a support engineer asks for. Each is looked for as a reader would: in the text, or in an opened JWT. */
const FACTS: readonly [name: string, text: string][] = [
  ['host of the provider', 'id.acme.example'],
  ['host of the API', 'api.acme.example'],
  ['authorization endpoint', '/authorize'],
  ['token endpoint', 'https://id.acme.example/token'],
  ['UserInfo endpoint', '/userinfo'],
  ['client id', 'web-client'],
  ['scopes', 'openid profile email'],
  ['redirect URI', 'http://127.0.0.1:5000/callback'],
  ['grant type', 'grant_type=authorization_code'],
  ['response type', 'response_type=code'],
  ['OAuth error', 'invalid_grant'],
  ['words of the error description', 'was used'],
  ['error code of the library', 'OAUTH_RESPONSE_BODY_ERROR'],
  ['name of the cause', 'ERR_UPSTREAM'],
  ['status of the token answer', '400'],
  ['status of the API', '401'],
  ['correlation id of the provider', 'req-7f3a'],
  ['duration of an exchange', '137'],
  ['when it was run', '2026-01-15'],
  ['name of the verifier', 'code_verifier='],
  ['name of the assertion', 'client_assertion='],
  ['name of the subject token', 'subject_token='],
  ['name of the device code', 'device_code='],
  ['name of the token in an answer', 'registration_access_token'],
  ['lifetime', 'expires_in'],
  ['token type', 'token_type'],
  ['how the client authenticates', 'client_secret_post'],
  ['scheme of the Authorization header', 'Basic'],
  ['scheme of a bound token', 'DPoP'],
  ['challenge of the API', 'invalid_token'],
  ['header name', 'x-request-id'],
  ['header of a nonce', 'DPoP-Nonce'],
  ['cookie flag', 'HttpOnly'],
  ['SameSite', 'SameSite=Lax'],
  ['content type', 'application/x-www-form-urlencoded'],
  ['check', 'Token endpoint status'],
  ['section of the RFC', 'RFC 6749 section 5.2'],
  ['verdict on a callback', 'wrong-state'],
  ['key id of the ID token', '"kid":"k1"'],
  ['expiry claim of the ID token', '"exp":1768473000'],
];

const LOSSLESS: readonly ReportFormat[] = ['html', 'md', 'json', 'har'];
const MIN_FACTS = 38;

function openJwts(text: string): string {
  const parts = text.match(/eyJ[\w-]{10,}/g) ?? [];
  return parts.map((part) => Buffer.from(part, 'base64url').toString()).join('\n');
}

function undoEscapes(text: string): string {
  return text
    .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\\([\W_])/g, '$1');
}

function listFacts(text: string): string[] {
  const readable = undoEscapes(text);
  const all = `${text}\n${readable}\n${openJwts(readable)}`;
  return FACTS.filter(([, fact]) => all.includes(fact)).map(([name]) => name);
}

const { events } = buildPlantedSession(createRandom(3), 'mixed');

describe('the facts of a redacted session', () => {
  it('are 40, and all of them are in the session as it was recorded', () => {
    expect(FACTS).toHaveLength(40);
    const { events: plain } = buildPlantedSession(createRandom(3), 'token');
    const raw = JSON.stringify(plain).replaceAll('%20', ' ');
    expect(FACTS.map(([name]) => name).filter((name) => !listFacts(raw).includes(name))).toEqual([
      'when it was run',
    ]);
  });

  it.each(LOSSLESS)('are kept, 38 of 40 at least, in %s', (format) => {
    const { text } = buildReport(events, { format, now: 0, appVersion: '0.1.0' });
    const kept = listFacts(text);
    const lost = FACTS.map(([name]) => name).filter((name) => !kept.includes(name));
    expect(kept.length, `lost: ${lost.join(', ')}`).toBeGreaterThanOrEqual(MIN_FACTS);
  });

  it('would be missed where everything is hidden', () => {
    const hidden = JSON.stringify(createRedactor([]).redactData(hideAll(events)));
    expect(listFacts(hidden).length).toBeLessThan(5);
  });
});

/** The careless way: each text gone, numbers kept. */
function hideAll(value: unknown): unknown {
  if (typeof value === 'string') return '[redacted:secret-1]';
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(hideAll);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, hideAll(each)]));
}
