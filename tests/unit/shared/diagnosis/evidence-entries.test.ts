import { BEARER_ENTRIES } from '@shared/diagnosis/catalog/bearer';
import { RARE_HTTP_ENTRIES } from '@shared/diagnosis/catalog/http-rare';
import { OAUTH_GRANT_ENTRIES } from '@shared/diagnosis/catalog/oauth-grants';
import { REQUEST_FORMAT_ENTRIES } from '@shared/diagnosis/catalog/request-format';
import { REQUEST_PARAMETER_ENTRIES } from '@shared/diagnosis/catalog/request-parameters';
import { diagnose } from '@shared/diagnosis/diagnose';
import type { SessionView } from '@shared/model/session';
import { describe, expect, test } from 'vitest';
import { EVIDENCE_SAMPLES, page, refused, sendTwice } from '../../../support/evidence-failures';
import { SECRETS } from '../../../support/session-builder';

const listEntries = (session: SessionView) => diagnose(session).map(({ entryId }) => entryId);

describe.each(EVIDENCE_SAMPLES.map((row) => [row.id, row] as const))(
  '%s',
  (id, { fires, misses, behind }) => {
    test(behind === null ? 'comes first' : `stands below ${behind}, which is sure`, () => {
      const findings = diagnose(fires);
      const at = findings.findIndex(({ entryId }) => entryId === id);
      expect(at).toBe(behind === null ? 0 : 1);
      if (behind !== null) expect(findings[0]?.entryId).toBe(behind);
      expect(findings[0]?.severity).toBe('error');
      expect(findings[0]?.fixes.join(' ')).not.toMatch(/\{\w+\}/);
      for (const secret of [
        SECRETS.code,
        SECRETS.clientSecret,
        SECRETS.codeVerifier,
        SECRETS.refreshToken,
        SECRETS.accessToken,
      ]) {
        expect(JSON.stringify(findings)).not.toContain(secret);
      }
    });

    test('does not occur in a failure beside it', () => {
      const entries = listEntries(misses);
      expect(entries.length).toBeGreaterThan(0);
      expect(entries).not.toContain(id);
    });
  },
);

test('no entry of these files is without a case', () => {
  const cases = new Set(EVIDENCE_SAMPLES.map(({ id }) => id));
  const others = [
    'bearer-no-token',
    'bearer-invalid-request',
    'bearer-invalid-token',
    'bearer-insufficient-scope',
  ];
  const entries = [
    ...OAUTH_GRANT_ENTRIES,
    ...REQUEST_FORMAT_ENTRIES,
    ...REQUEST_PARAMETER_ENTRIES,
    ...RARE_HTTP_ENTRIES,
    ...BEARER_ENTRIES,
  ];
  expect(entries.map(({ id }) => id).filter((id) => !cases.has(id) && !others.includes(id))).toEqual([]);
});

test('a general entry stays below what is proven, as a warning, and lends it what the provider said', () => {
  const [proven, general] = diagnose(
    refused('invalid_grant', undefined, { token: { code_verifier: 'v'.repeat(43) } }),
  );
  expect(general).toMatchObject({ entryId: 'invalid-grant', severity: 'warning' });
  expect(proven?.evidence.map(({ actual }) => actual)).toContain('invalid_grant');
});

test.each([
  'Mismatching redirect URI.',
  'The application is not known to this server.',
  'Unknown application',
])('an error page that names no code is read: %s', (text) => {
  const [finding] = diagnose(page(403, `<h1>Error</h1><p>${text}</p>`));
  expect(finding).toMatchObject({ entryId: 'authz-redirect-uri-or-client-invalid', severity: 'error' });
  expect(finding?.confidence).toBeGreaterThan(0.7);
});

test('values that another tool hid are not compared', () => {
  const hidden = { code: '***', code_verifier: '[REDACTED]' };
  expect(
    listEntries(sendTwice(refused('invalid_grant', undefined, { token: hidden }), (first) => first))[0],
  ).toBe('invalid-grant');
});
